import type { Failure } from './failure';
import { fail, ok, type Result } from './result';

/** Where a local socket is: a file of the file system, a name of Linux's abstract namespace, or a Windows named pipe. */
export type LocalPath =
  | { readonly kind: 'file' | 'pipe'; readonly text: string }
  /** `text` begins with the @ that stands for the first byte, which is 0 (unix(7)). */
  | { readonly kind: 'abstract'; readonly text: string };

/**
 * `sun_path` has 108 bytes on Linux (unix(7)) and 104 on macOS and the BSDs (unix(4)), the last one a 0. Node cuts off
 * what is longer without a word.
 */
const mostPathBytes = (platform: string): number => (platform === 'linux' ? 107 : 103);

/** Characters of a pipe's whole name (Microsoft, CreateNamedPipe). */
const MOST_PIPE_CHARACTERS = 256;

/** A lone surrogate becomes U+FFFD, which has three bytes too. */
const utf8Length = (text: string): number => {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return length;
};

const isPipe = (text: string): boolean => /^[\\/]{2}[.?][\\/]pipe[\\/][^\\]+$/i.test(text);

/** What a new local endpoint asks for: a server and a client meet there. */
export const usualLocalPath = (platform: string): string =>
  platform === 'win32' ? '\\\\.\\pipe\\porthole' : '/tmp/porthole.sock';

/**
 * A path as typed. `~/` stands for the home folder and is left in place. `platform` as `process.platform` says. Fails
 * with EINVAL_PATH_EMPTY, EINVAL_PATH_RELATIVE, EINVAL_PATH_LONG, EINVAL_PATH_NUL, EINVAL_PATH_ABSTRACT or
 * EINVAL_PATH_PIPE; `params.value` is what was typed.
 */
export const parseLocalPath = (typed: string, platform: string): Result<LocalPath> => {
  const text = typed.trim();
  if (text === '') return fail({ code: 'EINVAL_PATH_EMPTY' });
  if (text.includes('\0')) return fail({ code: 'EINVAL_PATH_NUL' });
  const params = { value: text };
  if (platform === 'win32') {
    return isPipe(text) && text.length <= MOST_PIPE_CHARACTERS
      ? ok({ kind: 'pipe', text })
      : fail({ code: 'EINVAL_PATH_PIPE', params });
  }
  if (isPipe(text)) return fail({ code: 'EINVAL_PATH_WINDOWS', params });
  const abstract = text.startsWith('@');
  if (abstract && platform !== 'linux') return fail({ code: 'EINVAL_PATH_ABSTRACT', params });
  if (!abstract && !/^~?\//.test(text)) return fail({ code: 'EINVAL_PATH_RELATIVE', params });
  const [bytes, max] = [utf8Length(text), mostPathBytes(platform)];
  if (bytes > max) return fail({ code: 'EINVAL_PATH_LONG', params: { ...params, bytes, max } });
  if (text === '@') return fail({ code: 'EINVAL_PATH_EMPTY' });
  return ok({ kind: abstract ? 'abstract' : 'file', text });
};

/** Rights of a file in octal, as chmod(1) takes them; null: left to the system. Fails with EINVAL_MODE. */
export const parseFileMode = (typed: string): Result<number | null> => {
  const text = typed.trim();
  if (text === '') return ok(null);
  return /^0?[0-7]{3}$/.test(text)
    ? ok(Number.parseInt(text, 8))
    : fail({ code: 'EINVAL_MODE', params: { value: text } });
};

/** Whether a server could not start only because of a socket file that nobody listens on. */
export const isStale = ({ code, params }: Failure): boolean => code === 'EADDRINUSE' && params?.stale === 1;

/** What stands last in a path: short enough for a tab. */
export const lastOfPath = (path: string): string => /[^\\/]+(?=[\\/]*$)/.exec(path.trim())?.[0] ?? '';
