import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { readLean } from './lean-reads';
import { until } from './testing';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const pair = async (): Promise<readonly [accepted: Socket, client: Socket]> => {
  const server = createServer({ pauseOnConnect: false });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has a port.');
  const client = connect(address.port, '127.0.0.1');
  const [accepted] = (await once(server, 'connection')) as [Socket];
  readLean(accepted);
  return [accepted, client];
};

const pattern = (length: number, seed: number): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1) bytes[at] = (at * 31 + seed) & 255;
  return bytes;
};

test('small and large chunks in any order keep their bytes', async () => {
  const [accepted, client] = await pair();
  const kept: Buffer[] = [];
  accepted.on('data', (chunk) => kept.push(chunk));
  const written: Buffer[] = [];
  for (const [seed, length] of [
    5, 200_000, 3, 70_000, 16_384, 1, 1_000_000, 40, 65_536, 65_537, 9,
  ].entries()) {
    const bytes = pattern(length, seed);
    written.push(bytes);
    client.write(bytes);
    // One after the other, so that small reads come after large ones.
    const total = Buffer.concat(written).length;
    await until('it', () => kept.reduce((sum, chunk) => sum + chunk.length, 0) === total);
  }
  // Looked at in the end: memory that was used again would show here.
  expect(Buffer.concat(kept).equals(Buffer.concat(written))).toBe(true);
  const ended = once(accepted, 'end');
  client.end();
  await ended;
});

test('two connections read in turns do not mix', async () => {
  const [one, other] = [await pair(), await pair()];
  const heard = [one, other].map(([accepted]) => {
    const chunks: Buffer[] = [];
    accepted.on('data', (chunk) => chunks.push(chunk));
    return chunks;
  });
  for (let round = 0; round < 50; round += 1) {
    one[1].write(pattern(100, round));
    other[1].write(pattern(20_000, round + 100));
  }
  const total = (chunks: Buffer[] | undefined): number => Buffer.concat(chunks ?? []).length;
  await until('all', () => total(heard[0]) === 5000 && total(heard[1]) === 1_000_000);
  const expected = (length: number, seed: number): Buffer =>
    Buffer.concat(Array.from({ length: 50 }, (_, round) => pattern(length, round + seed)));
  expect(Buffer.concat(heard[0] ?? []).equals(expected(100, 0))).toBe(true);
  expect(Buffer.concat(heard[1] ?? []).equals(expected(20_000, 100))).toBe(true);
  for (const socket of [one[1], other[1]]) socket.destroy();
});

test('paused, nothing is read; resumed, all comes', async () => {
  const [accepted, client] = await pair();
  const kept: Buffer[] = [];
  accepted.on('data', (chunk) => kept.push(chunk));
  accepted.pause();
  client.write(pattern(300_000, 1));
  // The system holds back a writer whose peer does not read.
  client.write(pattern(8_000_000, 2));
  await until('the system to be full', () => client.writableLength > 0);
  expect(kept).toEqual([]);
  accepted.resume();
  await until('all', () => Buffer.concat(kept).length === 8_300_000);
  client.destroy();
});
