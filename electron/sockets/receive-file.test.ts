import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { receiveFile, type Tap } from './receive-file';
import { bench, codeOf, endpoint, finish, portOf, until, value } from './testing';

let { engine, recorder } = bench();
let folder: string;
const sockets = new Set<Socket>();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-receive-'));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
  await rm(folder, { recursive: true, force: true });
});

/** A client on a server of ours, and the number of its connection. */
const connected = async (): Promise<{ readonly socket: Socket; readonly id: number }> => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const socket = connect(portOf(engine, 's'), '127.0.0.1').on('error', () => undefined);
  sockets.add(socket);
  const { id } = await until('a connection', () => engine.connections('s', 0, 1).connections[0]);
  return { socket, id };
};

const control = () => {
  const controller = new AbortController();
  const progress: number[] = [];
  return {
    signal: controller.signal,
    onProgress: (done: number) => void progress.push(done),
    progress,
    stop: () => controller.abort(),
  };
};

test('everything from now to the end of the connection is in the file', async () => {
  const { socket, id } = await connected();
  socket.write('before ');
  await until('what came before', () => engine.status('s').bytesIn === 7);
  const path = join(folder, 'all.bin');
  const job = control();
  const saving = engine.receiveFile('s', id, path, job);
  const bytes = Buffer.alloc(20_000_000, 'Porthole');
  socket.end(bytes);
  value(await saving);
  const sum = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
  expect(sum(await readFile(path))).toBe(sum(bytes));
  expect(job.progress.at(-1)).toBe(bytes.length);
  expect(recorder.happenings('fileReceived')).toMatchObject([
    { severity: 'info', params: { name: 'all.bin', bytes: bytes.length } },
  ]);
});

test('stopped by hand, the file holds what came until then, and the connection goes on', async () => {
  const { socket, id } = await connected();
  const path = join(folder, 'part.bin');
  const job = control();
  const saving = engine.receiveFile('s', id, path, job);
  socket.write('in the file');
  await until('progress', () => job.progress.at(-1) === 11);
  job.stop();
  value(await saving);
  socket.write(' and not');
  await until('the rest', () => engine.status('s').bytesIn === 19);
  expect(await readFile(path, 'latin1')).toBe('in the file');
});

test('a place that cannot be written to is told, and the connection lives on', async () => {
  const { socket, id } = await connected();
  expect(codeOf(await engine.receiveFile('s', id, join(folder, 'none', 'x'), control()))).toBe('ENOENT');
  expect(recorder.happenings('fileReceived')).toMatchObject([
    { severity: 'error', params: { code: 'ENOENT' } },
  ]);
  socket.write('still read');
  await until('it is read', () => engine.status('s').bytesIn === 10);
  expect(codeOf(await engine.receiveFile('s', id + 1, join(folder, 'x'), control()))).toBe(
    'ENOSUCHCONNECTION',
  );
});

test('while the disk is behind, the connection is not read', async () => {
  const pauses: boolean[] = [];
  let tap: Tap | null = null;
  const saving = receiveFile({
    path: join(folder, 'slow.bin'),
    tap: (one) => {
      tap = one;
      return { pause: (on) => void pauses.push(on), end: () => undefined };
    },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const listener = await until('the tap', (): Tap | null => tap);
  // All in one turn: the disk has no chance.
  for (let n = 0; n < 9; n += 1) listener.received(Buffer.alloc(1024 * 1024));
  expect(pauses).toEqual([true]);
  listener.ended();
  expect(await saving).toMatchObject({ result: { ok: true }, done: 9 * 1024 * 1024 });
  expect(pauses).toContain(false);
});
