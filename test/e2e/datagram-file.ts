import { writeFile } from 'node:fs/promises';

/** A UDP datagram of a capture file. */
export interface FileDatagram {
  /** When, in seconds since the epoch. */
  readonly at: number;
  readonly way: 'in' | 'out';
  readonly text: string;
}

const block = (type: number, body: Buffer): Buffer => {
  const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  const framed = Buffer.alloc(padded.length + 12);
  framed.writeUInt32LE(type, 0);
  framed.writeUInt32LE(framed.length, 4);
  padded.copy(framed, 8);
  framed.writeUInt32LE(framed.length, framed.length - 4);
  return framed;
};

const words = (...values: readonly number[]): Buffer => {
  const buffer = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    buffer.writeUInt32LE(value >>> 0, 4 * i);
  });
  return buffer;
};

/** IPv4 and UDP, without checksums. */
const packet = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const head = Buffer.alloc(28);
  head.writeUInt16BE(0x4500, 0);
  head.writeUInt16BE(28 + payload.length, 2);
  head.writeUInt16BE(0x4011, 8);
  head.set([10, 0, 0, 1, 10, 0, 0, 2], 12);
  head.writeUInt16BE(40_000, 20);
  head.writeUInt16BE(5353, 22);
  head.writeUInt16BE(8 + payload.length, 24);
  return Buffer.concat([head, payload]);
};

/** Writes a pcapng file of other hands than Porthole's, with these datagrams at these times. */
export const writeDatagrams = async (path: string, datagrams: readonly FileDatagram[]): Promise<void> => {
  const section = block(0x0a0d0d0a, words(0x1a2b3c4d, 1, 0xffffffff, 0xffffffff));
  // Link type 101 (RAW); times are in microseconds where nothing else is said.
  const description = block(1, words(101, 0));
  const packets = datagrams.map(({ at, way, text }) => {
    const bytes = packet(text);
    const micros = Math.round(at * 1_000_000);
    const head = words(0, Math.floor(micros / 2 ** 32), micros % 2 ** 32, bytes.length, bytes.length);
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    // epb_flags: 1 inbound, 2 outbound.
    const flags = words(0x0004_0002, way === 'in' ? 1 : 2, 0);
    return block(6, Buffer.concat([head, bytes, padding, flags]));
  });
  await writeFile(path, Buffer.concat([section, description, ...packets]));
};
