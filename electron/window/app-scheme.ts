import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { net, protocol } from 'electron';

/** The window's pages live at `porthole://app/`: an own origin, apart from files and from the web. */
export const APP_ORIGIN = 'porthole://app';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};

/** Before `app` is ready. */
export const registerAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'porthole',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);

/** Only our own files; styles that a library makes at run time carry this response's nonce. */
const contentSecurityPolicy = (nonce: string, development: URL | null): string => {
  const script = development === null ? "'self'" : `'self' 'nonce-${nonce}'`;
  const connect = development === null ? "'none'" : `'self' ws://${development.host}`;
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
};

/** The file that a URL of ours names, or null when it points outside the folder. */
export const fileOf = (folder: string, pathname: string): string | null => {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded));
  return path.startsWith(folder + sep) ? path : null;
};

const notFound = (): Response => new Response('Not found', { status: 404 });

/** Serves the built window, or in development the Vite server, under the same policy. */
export const serveAppScheme = (folder: string, developmentUrl: string | undefined): void => {
  const development = developmentUrl === undefined ? null : new URL(developmentUrl);
  const bodyOf = async (url: URL, accept: string): Promise<{ body: Buffer; type: string } | null> => {
    if (development !== null) {
      // Part by part: as a whole, a path that begins with two slashes would name another host.
      const source = new URL(development);
      source.pathname = url.pathname;
      source.search = url.search;
      const response = await net.fetch(source.href, { headers: { accept } });
      if (!response.ok) return null;
      return {
        body: Buffer.from(await response.arrayBuffer()),
        type: response.headers.get('content-type') ?? '',
      };
    }
    const path = fileOf(folder, url.pathname);
    const type = path === null ? undefined : TYPES[extname(path)];
    if (path === null || type === undefined) return null;
    return { body: await readFile(path), type };
  };

  protocol.handle('porthole', async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'app' || request.method !== 'GET') return notFound();
    const found = await bodyOf(url, request.headers.get('accept') ?? '*/*').catch(() => null);
    if (found === null) return notFound();
    const headers = { 'content-type': found.type, 'x-content-type-options': 'nosniff' };
    if (!found.type.startsWith('text/html')) return new Response(new Uint8Array(found.body), { headers });
    const nonce = randomBytes(16).toString('base64');
    const html = found.body.toString('utf8').replaceAll('__CSP_NONCE__', nonce);
    return new Response(html, {
      headers: { ...headers, 'content-security-policy': contentSecurityPolicy(nonce, development) },
    });
  });
};
