import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppendFile, type ByteSource } from './append-file';
import { byteTarget } from './byte-target';
import type { Segment } from './capture-source';
import type { DiskFile } from './disk';
import { readPage } from './page';
import { readPayload } from './payload';
import { PcapConverter } from './pcap-converter';
import { packetsInPcap, pcapFile } from './pcap-test-support';
import { rebuildIndex } from './rebuild-index';
import { RECORD_BYTES, RowIndex } from './row-index';
import { RowMarks } from './row-marks';
import { makeSlice } from './slice';
import { SliceRows } from './slice-rows';
import { noControl } from './test-support';

// Files that end early or whose bytes are turned: an error or some of the rows, never a crash or a hang. In memory,
// so that there can be thousands: 10,000 with bytes turned.

const inMemory = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (position, into) => {
    const piece = bytes.subarray(position, position + into.length);
    into.set(piece);
    return piece.length;
  },
});

/** An index file in memory. */
const memoryFile = () => {
  let held: Uint8Array = new Uint8Array(0);
  const file: DiskFile = {
    read: async () => ({ bytesRead: 0 }),
    writev: async (buffers, position) => {
      const bytes = Buffer.concat(buffers);
      held = Buffer.concat([held.subarray(0, position), bytes]);
      return { bytesWritten: bytes.length };
    },
    truncate: async () => undefined,
    sync: async () => undefined,
    close: async () => undefined,
  };
  return { file, bytes: () => held };
};

const LIMITS = { packets: 100, bytes: 1_000_000, head: 10, before: 10, ahead: 10 };

/** Reads everything that a window could ask of the file; answers its rows, or why there are none. */
const readAll = async (bytes: Uint8Array) => {
  const index = memoryFile();
  const file = new AppendFile({
    path: '',
    create: async () => index.file,
    chunkBytes: 64 * RECORD_BYTES,
    wholeBlocks: (_bytes, used) => used,
    onWritten: () => undefined,
    onFailure: () => undefined,
  });
  const control = { ...noControl, onRows: () => undefined };
  const built = await rebuildIndex(inMemory(bytes), file, 'a', control);
  await file.flush();
  if (!built.ok) return built.failure.code;
  const { rows, interfaces, summary } = built.value;
  const records = inMemory(index.bytes());
  const blocks = inMemory(bytes);
  const segment: Segment = {
    rows,
    blocks,
    index: new RowIndex(records),
    times: { first: async () => null },
    marks: new RowMarks(),
    summary,
    interfaces,
  };
  const numbers = Array.from({ length: rows }, (_, row) => row);
  const page = await readPage({ segments: [segment] }, numbers, null);
  const sliceRows = new SliceRows(records, rows);
  for (const row of numbers) {
    const record = await segment.index.record(row);
    if (record === null) throw new Error('a row without a record');
    const payload = await readPayload({ segment, rowInSegment: row, record }, 0, record.payloadBytes);
    expect(payload.length).toBeLessThanOrEqual(record.payloadBytes);
    const selection = await sliceRows.around([row], LIMITS);
    if (selection !== null) {
      const slice = await makeSlice({ blocks, firstRow: 0, interfaces }, selection);
      expect(slice.pcapng.length).toBeLessThan(2 * bytes.length + 1000);
    }
  }
  expect(page).toHaveLength(rows);
  return rows;
};

/** In pieces of odd sizes, as a file may come. */
const converted = (bytes: Uint8Array, piece = 61): Uint8Array => {
  const converter = new PcapConverter();
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += piece)
    parts.push(converter.push(bytes.subarray(at, at + piece)).slice());
  return Buffer.concat(parts);
};

const read = {
  pcap: (bytes: Uint8Array) => readAll(converted(bytes)),
  pcapng: readAll,
};

/** The same packets as big-endian pcapng, since Porthole's own tests turn bytes of its own files. */
const bigEndianPcapng = (): Uint8Array => {
  const blocks: Uint8Array[] = [];
  const add = (type: number, words: readonly number[], packet: Uint8Array = new Uint8Array(0)): void => {
    const length = 12 + words.length * 4 + ((packet.length + 3) & ~3);
    const { bytes, view } = byteTarget(length);
    for (const [i, value] of [type, length, ...words].entries()) view.setUint32(i * 4, value);
    bytes.set(packet, 8 + words.length * 4);
    view.setUint32(length - 4, length);
    blocks.push(bytes);
  };
  add(0x0a0d0d0a, [0x1a2b3c4d, 0x0001_0000, 0xffff_ffff, 0xffff_ffff]);
  add(1, [101 << 16, 0]);
  for (const { seconds, micros, bytes } of packetsInPcap()) {
    const time = BigInt(seconds) * 1_000_000n + BigInt(micros);
    add(6, [0, Number(time >> 32n), Number(time & 0xffff_ffffn), bytes.length, bytes.length], bytes);
  }
  return Buffer.concat(blocks);
};

const files = [
  ['pcap', new Uint8Array(pcapFile(packetsInPcap()))],
  ['pcapng', bigEndianPcapng()],
] as const;

describe.each(files)('a %s file', (format, whole) => {
  test('that is whole has all rows', async () => {
    expect(await read[format](whole)).toBe(4);
  });

  test('cut anywhere has the rows before the cut, or says why not', async () => {
    let before = 0;
    for (let end = 1; end < whole.length; end += 1) {
      const outcome = await read[format](whole.subarray(0, end));
      if (typeof outcome === 'string') {
        expect(outcome).toBe('ECAPTURE_DAMAGED');
        expect(before).toBe(0);
      } else {
        expect(outcome).toBeGreaterThanOrEqual(before);
        expect(outcome).toBeLessThan(4);
        before = outcome;
      }
    }
    expect(before).toBe(3);
  });

  test('with any bytes turned is read as far as it goes', { timeout: 300_000 }, async () => {
    const turned = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(turned, async (flips) => {
        const broken = Uint8Array.from(whole);
        for (const [at, byte] of flips) broken[at] = byte;
        const outcome = await read[format](broken);
        if (typeof outcome === 'string') expect(outcome).toBe('ECAPTURE_DAMAGED');
        else expect(outcome).toBeLessThan(100);
      }),
      { numRuns: 5000 },
    );
  });
});

test('the older format comes out the same in pieces of any size', () => {
  const whole = pcapFile(packetsInPcap());
  const expected = converted(whole, whole.length);
  for (let piece = 1; piece < 80; piece += 1) expect(converted(whole, piece)).toEqual(expected);
});
