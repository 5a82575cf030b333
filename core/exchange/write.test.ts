import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseHex } from '../payload/hex';
import type { Exchange, ExchangeForm } from './exchange';
import { writeExchange } from './write';

const run = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exchange-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, i) => i);
const ANSWER = Buffer.from('pong "%\\\0\xff', 'latin1');

/** Hears a conversation of two questions and two answers. */
const server = async (path: string | null = null) => {
  const heard: Buffer[] = [];
  const listening = createServer((socket) => {
    let length = 0;
    socket.on('data', (chunk) => {
      heard.push(chunk);
      length += chunk.length;
      if (length === 256) socket.write(ANSWER);
      if (length === 260) socket.end(ANSWER);
    });
    socket.on('error', () => undefined);
  });
  if (path === null) listening.listen(0, '127.0.0.1');
  else listening.listen(path);
  await once(listening, 'listening');
  const port = path === null ? (listening.address() as AddressInfo).port : 0;
  return { port, heard, close: () => listening.close() };
};

const tcp = (port: number): Exchange => ({
  transport: 'tcp',
  host: '127.0.0.1',
  port,
  path: null,
  messages: [
    { sent: true, bytes: EVERY_BYTE },
    { sent: false, bytes: ANSWER },
    { sent: true, bytes: Buffer.from("'%s'") },
    { sent: false, bytes: ANSWER },
  ],
});

const programs: readonly (readonly [ExchangeForm, string, (file: string) => Promise<{ stdout: string }>])[] =
  [
    ['python', 'x.py', (file) => run('python3', [file])],
    ['node', 'x.mjs', (file) => run(process.execPath, [file])],
    [
      'c',
      'x.c',
      async (file) => {
        await run('cc', ['-std=gnu99', '-Wall', '-Werror', '-o', `${file}.out`, file]);
        return run(`${file}.out`, []);
      },
    ],
  ];

describe('a program says the same bytes and hears the answers', () => {
  test.each(programs)('%s', async (form, name, start) => {
    const { port, heard, close } = await server();
    const file = join(folder, name);
    await writeFile(file, writeExchange(tcp(port), form) ?? '');
    const { stdout } = await start(file);
    close();
    expect(Buffer.concat(heard)).toEqual(Buffer.concat([EVERY_BYTE, Buffer.from("'%s'")]));
    expect(stdout.match(/pong|70 6f 6e 67/g)).toHaveLength(2);
  });

  test.each([
    ...programs,
    ['nc', 'x.sh', (file: string) => run('sh', [file])] as const,
    ['socat', 'x.sh', (file: string) => run('sh', [file])] as const,
  ])('%s, over a local socket', async (form, name, start) => {
    const path = join(folder, `it's ${form}, "a:b".sock`);
    const { heard, close } = await server(path);
    const file = join(folder, `local-${name}`);
    await writeFile(file, writeExchange({ ...tcp(0), path }, form) ?? '');
    const { stdout } = await start(file);
    close();
    expect(Buffer.concat(heard)).toEqual(Buffer.concat([EVERY_BYTE, Buffer.from("'%s'")]));
    // A shell sends all at once, and hears but the last answer.
    expect(stdout).toMatch(/pong|70 6f 6e 67/);
  });

  test.each(programs)('%s, over UDP', async (form, name, start) => {
    const socket = createSocket('udp4');
    const heard: string[] = [];
    socket.on('message', (message, from) => {
      heard.push(message.toString());
      socket.send('pong', from.port, from.address);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const exchange: Exchange = {
      transport: 'udp',
      host: '127.0.0.1',
      port: socket.address().port,
      path: null,
      messages: [
        { sent: true, bytes: Buffer.from('ping') },
        { sent: false, bytes: Buffer.from('pong') },
      ],
    };
    const file = join(folder, `udp-${name}`);
    await writeFile(file, writeExchange(exchange, form) ?? '');
    const { stdout } = await start(file);
    socket.close();
    expect(heard).toEqual(['ping']);
    expect(stdout).toMatch(/pong|70 6f 6e 67/);
  });
});

test('printf of the shell writes every byte', async () => {
  const line = writeExchange(tcp(9), 'nc') ?? '';
  expect(line).toMatch(/ \| nc -w 2 127\.0\.0\.1 9\n$/);
  const { stdout } = await promisify(execFile)('sh', ['-c', line.replace(/ \| nc .*/, '')], {
    encoding: 'buffer',
  });
  expect(stdout).toEqual(Buffer.concat([EVERY_BYTE, Buffer.from("'%s'")]));
  expect(writeExchange({ ...tcp(9), transport: 'udp', host: '::1' }, 'socat')).toMatch(
    / \| socat -t 2 - UDP:\[::1\]:9\n$/,
  );
});

test('an HTTP request is one of curl; anything else is none', () => {
  const request = "POST /a?b='c' HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nX-Y: it's\r\n\r\nabc";
  const http = (text: string): Exchange => ({
    ...tcp(80),
    messages: [{ sent: true, bytes: Buffer.from(text) }],
  });
  expect(writeExchange(http(request), 'curl')).toBe(
    [
      "curl -i 'http://127.0.0.1:80/a?b='\\''c'\\''' \\",
      '  -X POST \\',
      "  -H 'X-Y: it'\\''s' \\",
      "  --data-binary 'abc'",
      '',
    ].join('\n'),
  );
  expect(writeExchange(http('GET / HTTP/1.1\r\n\r\n'), 'curl')).toBe("curl -i 'http://127.0.0.1:80/'\n");
  expect(writeExchange(tcp(80), 'curl')).toBeNull();
  const get = http('GET / HTTP/1.1\r\n\r\n');
  expect(writeExchange({ ...get, path: '/run/docker.sock' }, 'curl')).toBe(
    "curl -i 'http://localhost/' \\\n  --unix-socket '/run/docker.sock'\n",
  );
  expect(writeExchange({ ...get, path: '@x' }, 'curl')).toContain("--abstract-unix-socket 'x'");
});

test('abstract names and pipes, where there are programs for them', () => {
  const abstract = { ...tcp(0), path: '@1x' };
  expect(writeExchange(abstract, 'python')).toContain('s.connect("\\x001x")');
  expect(writeExchange(abstract, 'c')).toContain('"\\0001x"');
  expect(writeExchange(abstract, 'socat')).toContain("'ABSTRACT-CONNECT:1x'");
  const pipe = { ...tcp(0), path: '\\\\.\\pipe\\x' };
  expect(writeExchange(pipe, 'node')).toContain('net.connect("\\\\\\\\.\\\\pipe\\\\x")');
  expect(writeExchange(pipe, 'socat')).toBeNull();
});

test('the dump is read by the hex field', () => {
  const dump = writeExchange(tcp(9), 'hexDump') ?? '';
  const parsed = parseHex(dump);
  expect(parsed.ok && Buffer.from(parsed.bytes)).toEqual(
    Buffer.concat([EVERY_BYTE, ANSWER, Buffer.from("'%s'"), ANSWER]),
  );
});
