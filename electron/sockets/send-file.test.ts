import { createHash } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FILE_CHUNK } from './send-file';
import { bench, codeOf, endpoint, finish, portOf, python, until, value } from './testing';

let { engine, recorder } = bench();
let folder = '';
const servers: Server[] = [];
const sockets = new Set<Socket>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-file-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  await finish({ engine, recorder });
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  ({ engine, recorder } = bench());
});

const bytesOf = (length: number): Buffer => Buffer.alloc(length, 'The quick brown fox jumps over it. ');
const fileOf = async (name: string, bytes: Buffer): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
};

const control = (datagramSize = '1024', chunkSize = '', pace = '') => {
  const controller = new AbortController();
  const progress: [number, number][] = [];
  const onProgress = (done: number, total: number): void => {
    progress.push([done, total]);
  };
  const { signal } = controller;
  return { datagramSize, chunkSize, pace, signal, onProgress, progress, cancel: () => controller.abort() };
};

/** A client of ours on a server that does with its socket what it is told. */
const client = async (onSocket: (socket: Socket) => void): Promise<void> => {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  value(await engine.start(endpoint('c', 'tcp', 'client', { port })));
};

test('over TCP: every byte in chunks, with progress and a row', async () => {
  const bytes = bytesOf(5 * FILE_CHUNK + 12_345);
  const path = await fileOf('five.bin', bytes);
  const hash = createHash('sha256');
  let got = 0;
  await client((socket) =>
    socket.on('data', (data) => {
      got += data.length;
      hash.update(data);
    }),
  );
  const job = control();
  value(await engine.sendFiles('c', { to: 'all' }, [path], job));
  await until('all bytes', () => got === bytes.length);
  expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(recorder.messages('out').map((chunk) => chunk.length)).toEqual([
    ...Array(5).fill(FILE_CHUNK),
    12_345,
  ]);
  expect(job.progress[0]).toEqual([0, bytes.length]);
  expect(job.progress.at(-1)).toEqual([bytes.length, bytes.length]);
  expect(recorder.happenings('fileSent')).toMatchObject([
    { params: { name: 'five.bin', bytes: bytes.length, seconds: expect.any(Number) } },
  ]);
});

test('to every client of a server, at the pace of the slowest; one that goes is left out', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const reads = `
import socket, sys, hashlib
s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
n = 0
while n < int(sys.argv[2]):
    b = s.recv(65536)
    if not b: break
    n += len(b)
print(n)
`;
  const bytes = bytesOf(8_000_000);
  const path = await fileOf('eight.bin', bytes);
  const whole = python(reads, portOf(engine, 's'), bytes.length);
  const part = python(reads, portOf(engine, 's'), 100_000);
  await until('both', () => engine.status('s').connections === 2);
  value(await engine.sendFiles('s', { to: 'all' }, [path], control()));
  expect((await whole.ended).output).toBe('8000000\n');
  await part.ended;
  expect(recorder.happenings('fileSent')).toHaveLength(1);
  await until('the reset', () => recorder.happenings('resetByPeer').length === 1);
});

test('a peer that does not read: little is queued, and cancel comes through at once', async () => {
  await client((socket) => socket.pause());
  const path = await fileOf('large.bin', bytesOf(64 * 1024 * 1024));
  const job = control();
  const sending = engine.sendFiles('c', { to: 'all' }, [path], job);
  let before = -1;
  await until('a standstill', () => {
    const still = before > 0 && engine.status('c').bytesOut === before && engine.status('c').queued > 0;
    before = engine.status('c').bytesOut;
    return still;
  });
  expect(engine.status('c').queued).toBeLessThanOrEqual(FILE_CHUNK);
  job.cancel();
  expect(codeOf(await sending)).toBe('ECANCELED');
  const [row] = recorder.happenings('fileStopped');
  expect(row).toMatchObject({ severity: 'info', params: { name: 'large.bin', total: 64 * 1024 * 1024 } });
  expect(row?.params.done).toBeGreaterThan(0);
  const sent = engine.status('c').bytesOut;
  for (const socket of sockets) socket.resume();
  await until('the queue to drain', () => engine.status('c').queued === 0);
  expect(engine.status('c').bytesOut).toBe(sent);
});

test('a peer that resets in mid-file is the failure', async () => {
  await client((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const path = await fileOf('reset.bin', bytesOf(20_000_000));
  expect(codeOf(await engine.sendFiles('c', { to: 'all' }, [path], control()))).toMatch(/ECONNRESET|EPIPE/);
  expect(recorder.happenings('fileStopped')).toMatchObject([
    { severity: 'error', params: { code: expect.stringMatching(/ECONNRESET|EPIPE/), total: 20_000_000 } },
  ]);
});

test('a peer that has finished sending still gets the whole file', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const script = `
import socket, sys
s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
sys.stdin.readline()
s.shutdown(socket.SHUT_WR)
n = 0
while True:
    b = s.recv(1 << 20)
    if not b: break
    n += len(b)
print(n)
`;
  const reader = python(script, portOf(engine, 's'));
  await until('the client', () => engine.status('s').connections === 1);
  const path = await fileOf('half.bin', bytesOf(30_000_000));
  const sending = engine.sendFiles('s', { to: 'all' }, [path], control());
  reader.child.stdin?.write('go\n');
  value(await sending);
  expect((await reader.ended).output).toBe('30000000\n');
});

test.each([
  ['is not there', () => join(folder, 'none'), 'ENOENT'],
  ['is a folder', () => folder, 'EISDIR'],
  ['is a device', () => '/dev/zero', 'ENOTFILE'],
])('a file that %s', async (_, path, code) => {
  await client(() => undefined);
  const result = await engine.sendFiles('c', { to: 'all' }, [path()], control());
  expect(result).toMatchObject({ ok: false, failure: { code, params: { name: expect.any(String) } } });
  expect(recorder.happenings('fileStopped')).toHaveLength(1);
});

test('a file that shrinks on the way', async () => {
  await client((socket) => socket.pause());
  const path = await fileOf('shrinks.bin', bytesOf(32 * 1024 * 1024));
  const job = control();
  const sending = engine.sendFiles('c', { to: 'all' }, [path], job);
  await until('a start', () => engine.status('c').bytesOut > 0);
  await truncate(path, 10 * 1024 * 1024);
  for (const socket of sockets) socket.resume();
  expect(await sending).toMatchObject({ failure: { code: 'EFILE_SHRANK', params: { name: 'shrinks.bin' } } });
});

test('an empty file, an endpoint that does not run, and nobody to send to', async () => {
  await client(() => undefined);
  const path = await fileOf('empty.bin', Buffer.alloc(0));
  value(await engine.sendFiles('c', { to: 'all' }, [path], control()));
  expect(engine.status('c').messagesOut).toBe(0);
  expect(codeOf(await engine.sendFiles('x', { to: 'all' }, [path], control()))).toBe('ENOTRUNNING');
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  expect(codeOf(await engine.sendFiles('s', { to: 'all' }, [path], control()))).toBe('ENOCLIENT');
});

test('over UDP: cut into datagrams, the last one short', async () => {
  value(await engine.start(endpoint('u', 'udp', 'server')));
  value(await engine.start(endpoint('c', 'udp', 'client', { port: portOf(engine, 'u') })));
  const bytes = bytesOf(700_123);
  const path = await fileOf('udp.bin', bytes);
  value(await engine.sendFiles('c', { to: 'all' }, [path], control('1000')));
  await until('all datagrams', () => engine.status('u').messagesIn === 701);
  expect(
    recorder
      .messages('in')
      .slice(0, 700)
      .every((datagram) => datagram.length === 1000),
  ).toBe(true);
  expect(recorder.bytes('in').equals(bytes)).toBe(true);
  expect(engine.status('c').messagesOut).toBe(701);
  const wrong = await engine.sendFiles('c', { to: 'all' }, [path], control('65508'));
  expect(wrong).toMatchObject({ failure: { code: 'EINVAL_NUMBER', params: { field: 'datagramSize' } } });
});

test('over UDP a large file of small datagrams can be cancelled on the way', async () => {
  value(await engine.start(endpoint('u', 'udp', 'server')));
  value(await engine.start(endpoint('c', 'udp', 'client', { port: portOf(engine, 'u') })));
  const path = await fileOf('small.bin', bytesOf(1_000_000));
  const job = control('1');
  const sending = engine.sendFiles('c', { to: 'all' }, [path], job);
  await until('a start', () => engine.status('c').messagesOut > 100);
  job.cancel();
  expect(codeOf(await sending)).toBe('ECANCELED');
  expect(engine.status('c').messagesOut).toBeLessThan(1_000_000);
});

test('while the disk is behind, the file waits', async () => {
  await client((socket) => socket.resume());
  const path = await fileOf('waits.bin', bytesOf(4 * FILE_CHUNK));
  recorder.pressureLimit = 10;
  recorder.pending = 100;
  const sending = engine.sendFiles('c', { to: 'all' }, [path], control());
  await until('one chunk', () => engine.status('c').messagesOut === 1 && engine.status('c').queued === 0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(engine.status('c').messagesOut).toBe(1);
  recorder.relieve();
  value(await sending);
  expect(engine.status('c').messagesOut).toBe(4);
});

test('files go one after the other, in chunks and at a pace; progress counts all of them', async () => {
  let got = '';
  await client((socket) => {
    socket.setEncoding('latin1').on('data', (text: string) => {
      got += text;
    });
  });
  const paths = [await fileOf('1.txt', Buffer.from('abcdefg')), await fileOf('2.txt', Buffer.from('hij'))];
  const job = control('', '3', '20');
  const begun = performance.now();
  value(await engine.sendFiles('c', { to: 'all' }, paths, job));
  // Four chunks, three pauses between them; timers may come a little early.
  expect(performance.now() - begun).toBeGreaterThan(55);
  await until('all of it', () => got === 'abcdefghij');
  expect(recorder.messages('out').map(String)).toEqual(['abc', 'def', 'g', 'hij']);
  expect(recorder.happenings('fileSent').map(({ params }) => params.name)).toEqual(['1.txt', '2.txt']);
  expect(job.progress.at(-1)).toEqual([10, 10]);
});

test('a long pace is called off at once; the file after one that fails is not sent', async () => {
  await client((socket) => void socket.resume());
  const first = await fileOf('1.txt', Buffer.from('ab'));
  const job = control('', '1', '60000');
  const sending = engine.sendFiles('c', { to: 'all' }, [first, first], job);
  await until('the first chunk', () => recorder.messages('out').length === 1);
  job.cancel();
  expect(codeOf(await sending)).toBe('ECANCELED');
  const missing = await engine.sendFiles('c', { to: 'all' }, [join(folder, 'none'), first], control());
  expect(codeOf(missing)).toBe('ENOENT');
  expect(recorder.messages('out')).toHaveLength(1);
  for (const wrong of [control('', '0'), control('', 'x'), control('', '', '-1')])
    expect(codeOf(await engine.sendFiles('c', { to: 'all' }, [first], wrong))).toBe('EINVAL_NUMBER');
});
