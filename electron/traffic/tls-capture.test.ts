import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type EndpointConfig, newEndpoint } from '../../core/contract/endpoint';
import { NO_MATERIAL, type TlsMaterial } from '../../core/contract/tls';
import { makePki } from '../sockets/tls-testing';
import { createTraffic } from './traffic';
import type { Traffic } from './traffic-contract';

// What of TLS is in the saved capture, as tshark reads it; and that the key log opens what passed on the wire.

const run = promisify(execFile);
const pki = makePki();
let missing = '';
let folder: string;
let traffic: Traffic;

beforeAll(async () => {
  pki.issue('localhost');
  try {
    await run('tshark', ['--version']);
  } catch (error) {
    missing = `tshark could not be run: ${String(error)}`;
  }
});
afterAll(() => pki.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-tls-'));
  const limit = { bytes: null, ageMs: null };
  traffic = await createTraffic({ folder, application: 'Porthole', scriptEntry: '', limit }, () => undefined);
});
afterEach(async () => {
  await traffic.close(true);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const withTshark = (name: string, body: () => Promise<void>): void =>
  test(name, { timeout: 120_000 }, async () => {
    if (missing === '') return body();
    if (process.env.CI !== undefined) throw new Error(missing);
    process.stderr.write(`\n*** NOT TESTED: "${name}". ${missing}\n*** Install tshark, or run npm test.\n\n`);
  });

const tshark = async (path: string, ...options: readonly string[]): Promise<string> =>
  (await run('tshark', ['-n', '-r', path, ...options])).stdout;

const eventually = async <T>(what: string, look: () => Promise<T | null>): Promise<T> => {
  const end = performance.now() + 90_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
  }
};

const RESPONSE = 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello';

/** A TLS server that answers every request the same; answers with its port. */
const serve = async (material: Partial<TlsMaterial> = {}): Promise<number> => {
  const base = newEndpoint('s', 'server');
  const config: EndpointConfig = {
    ...base,
    protocol: 'tls',
    port: '0',
    autoReply: {
      ...base.autoReply,
      mode: 'fixed',
      reply: { format: 'text', text: RESPONSE, encoding: 'utf-8', lineEnding: 'none', raw: true },
    },
  };
  const started = await traffic.start(config, { ...NO_MATERIAL, ...pki.material('localhost', material) });
  if (!started.ok) throw new Error(started.failure.code);
  const [status] = (await traffic.standing(['s'])).statuses;
  if (status?.state.phase !== 'listening') throw new Error('it does not listen');
  return status.state.local.port;
};

const curl = async (port: number): Promise<string> => {
  const url = `https://localhost:${port}/secret?n=1`;
  const route = ['--noproxy', '*', '--resolve', `localhost:${port}:127.0.0.1`];
  return (await run('curl', ['-sS', ...route, '--cacert', pki.path('ca.pem'), url])).stdout;
};

const rows = async (): Promise<readonly string[]> => {
  const view = await traffic.setView({ query: '', in: true, out: true, events: true, span: null });
  const page = view.ok ? await traffic.page(view.value.view, 0, 100) : view;
  if (!page.ok) throw new Error(page.failure.code);
  return page.value.rows.map((row) =>
    row.kind === 'data'
      ? `${row.direction} ${Buffer.from(row.preview).toString().split('\r\n')[0]}`
      : row.message,
  );
};

withTshark('the log and the saved capture have the plaintext, and the handshake as events', async () => {
  const port = await serve();
  expect(await curl(port)).toBe('hello');
  const all = await eventually('the end of the connection', async () => {
    const seen = await rows();
    return seen.some((row) => row.startsWith('Closed by')) ? seen : null;
  });
  expect(all).toEqual([
    `Listening on 127.0.0.1:${port}`,
    expect.stringMatching(/^Accepted a connection from 127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^Secured: TLS 1\.3, TLS_\w+$/),
    'in GET /secret?n=1 HTTP/1.1',
    'out HTTP/1.0 200 OK',
    expect.stringMatching(/^The peer finished/),
    expect.stringMatching(/^Closed by the peer/),
  ]);
  const path = join(folder, 'saved.pcapng');
  const control = { signal: new AbortController().signal, onProgress: () => undefined };
  expect(await traffic.save(path, control)).toMatchObject({ ok: true });
  // Its port may be some other protocol's.
  const http = [
    '-d',
    `tcp.port==${port},http`,
    '-Y',
    'http',
    '-T',
    'fields',
    '-e',
    'http.request.uri',
    '-e',
    'http.response.code',
  ];
  expect((await tshark(path, ...http)).split('\n').map((line) => line.trim())).toEqual([
    '/secret?n=1',
    '200',
    '',
  ]);
  const events = await tshark(path, '-Y', 'systemd_journal', '-T', 'fields', '-e', 'systemd_journal.message');
  expect(events).toContain('Secured: TLS 1.3');
  const trouble = '_ws.malformed || tcp.analysis.retransmission || tcp.analysis.lost_segment';
  expect(await tshark(path, '-Y', trouble)).toBe('');
  // Nothing of it is called TLS.
  expect(await tshark(path, '-Y', 'tls')).toBe('');
});

/** Records what passes on a port of the loopback, as Wireshark does. Null: this user may not. */
const sniff = async (port: number, path: string) => {
  const child = spawn('tshark', ['-q', '-i', 'lo', '-f', `tcp port ${port}`, '-w', path], { stdio: 'pipe' });
  let words = '';
  child.stdout.resume();
  const ended = new Promise<null>((resolve) => child.once('close', () => resolve(null)));
  const begun = new Promise<true>((resolve) =>
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words += text;
      if (/Capture started|Capturing on/.test(words)) resolve(true);
    }),
  );
  const began = await Promise.race([begun, ended]);
  if (began === null) return { may: false, words, stop: () => ended } as const;
  return {
    may: true,
    words,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  } as const;
};

withTshark('with the key log, tshark reads what it recorded of the wire itself', async () => {
  const keyLog = join(folder, 'keys.log');
  const wire = join(folder, 'wire.pcapng');
  const port = await serve({ keyLog });
  const sniffer = await sniff(port, wire);
  if (!sniffer.may) {
    process.stderr.write(
      `\n*** NOT TESTED: the key log. Recording the loopback takes root. ${sniffer.words}\n\n`,
    );
    return;
  }
  try {
    const fields = ['-T', 'fields', '-e', 'http.request.uri', '-e', 'http.response.code'];
    const http = ['-d', `tls.port==${port},http`, '-Y', 'http', ...fields];
    // What is recorded begins a moment after it is said to, and is written a moment after it passed.
    const read = await eventually('the requests, decrypted', async () => {
      expect(await curl(port)).toBe('hello');
      const seen = await tshark(wire, '-o', `tls.keylog_file:${keyLog}`, ...http).catch(() => '');
      return seen.includes('200') ? seen : null;
    });
    expect(read).toContain('/secret?n=1');
    // Without the keys, nobody reads it.
    const sealed = await tshark(wire, ...http).catch(() => '');
    expect(sealed).toBe('');
  } finally {
    await sniffer.stop();
  }
});
