import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countPackets } from './pcapng-count.mjs';

/** @param {number} type @param {Buffer} body */
function block(type, body) {
  const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(padded.length + 12);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(type);
  return Buffer.concat([head, length, padded, length]);
}

/** @param {number} protocol @param {number} port @param {number} payload */
function packet(protocol, port, payload) {
  const header = protocol === 17 ? 8 : 20;
  const ip = Buffer.alloc(20 + header + payload);
  ip[0] = 0x45;
  ip[9] = protocol;
  ip.writeUInt16BE(ip.length, 2);
  ip.writeUInt16BE(port, 22);
  if (protocol === 6) ip[32] = 0x50;
  const head = Buffer.alloc(20);
  head.writeUInt32LE(ip.length, 12);
  head.writeUInt32LE(ip.length, 16);
  return block(6, Buffer.concat([head, ip]));
}

const SECTION = block(0x0a0d0d0a, Buffer.from('4d3c2b1a01000000ffffffffffffffff', 'hex'));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pcapng-count-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** @param {readonly Buffer[]} blocks */
async function fileOf(...blocks) {
  const file = path.join(folder, 'test.pcapng');
  await writeFile(file, Buffer.concat([SECTION, ...blocks]));
  return file;
}

test('counts what goes to the port: empty datagrams too, empty segments not', async () => {
  const file = await fileOf(
    packet(17, 9000, 0),
    packet(17, 9000, 100),
    packet(17, 9001, 100),
    packet(6, 9000, 0),
    packet(6, 9000, 65_000),
    block(9, Buffer.from('MESSAGE=Listening\n')),
  );
  expect(countPackets(file, 'udp', 9000)).toEqual({ packets: 2, bytes: 100 });
  expect(countPackets(file, 'tcp', 9000)).toEqual({ packets: 1, bytes: 65_000 });
});

test('reads on where one window of the file ends', async () => {
  const blocks = Array.from({ length: 3_000 }, (_, at) => packet(6, 9000, 1_000 + at));
  const file = await fileOf(...blocks);
  expect(countPackets(file, 'tcp', 9000).packets).toBe(3_000);
});

test('stops at a torn block', async () => {
  const whole = packet(17, 9000, 100);
  const file = await fileOf(whole, whole.subarray(0, whole.length - 1));
  expect(countPackets(file, 'udp', 9000).packets).toBe(1);
});
