import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteTarget } from './byte-target';
import { RECORD_BYTES, RowIndex, readRecord, writeRecord } from './row-index';

const u32 = fc.nat({ max: 0xffff_ffff });

describe('index records', () => {
  test('come back as they were written, beyond 4 GiB too', () => {
    const position = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(
        fc.tuple(position, fc.bigInt({ min: 0n, max: (1n << 63n) - 1n }), u32, u32, u32),
        fc.tuple(fc.nat({ max: 0xffff }), fc.nat({ max: 255 }), fc.nat({ max: 255 })),
        ([at, time, blockBytes, payloadBytes, flow], [interfaceId, kind, flags]) => {
          const target = byteTarget(RECORD_BYTES + 8);
          const high = Number(time >> 32n);
          const low = Number(time & 0xffff_ffffn);
          writeRecord(target, 8, at, high, low, blockBytes, payloadBytes, flow, interfaceId, kind, flags);
          expect(readRecord(target.view, 8)).toEqual({
            position: at,
            time,
            blockBytes,
            payloadBytes,
            flow,
            interfaceId,
            kind,
            flags,
          });
        },
      ),
    );
  });
});

/** An index of which record N is about row N, made up as it is read. */
const growing = () => {
  const source = {
    size: 0,
    reads: 0,
    async read(position: number, into: Uint8Array): Promise<number> {
      source.reads += 1;
      const length = Math.min(into.length, source.size - position);
      const target = byteTarget(into.length);
      for (let at = 0; at < length; at += RECORD_BYTES) {
        writeRecord(target, at, (position + at) / RECORD_BYTES, 0, 0, 0, 0, 0, 0, 0, 0);
      }
      into.set(target.bytes.subarray(0, length));
      return length;
    },
  };
  return source;
};

describe('reading by page', () => {
  test('finds every row, to the last one and not beyond', async () => {
    const source = growing();
    source.size = 1000 * RECORD_BYTES;
    const index = new RowIndex(source);
    expect(index.rows).toBe(1000);
    for (const row of [0, 255, 256, 511, 999]) expect((await index.record(row))?.position).toBe(row);
    expect(await index.record(1000)).toBeNull();
    expect(await index.record(100_000)).toBeNull();
  });

  test('keeps whole pages, and never the last one, which is growing', async () => {
    const source = growing();
    source.size = 300 * RECORD_BYTES;
    const index = new RowIndex(source);
    for (let i = 0; i < 10; i += 1) await index.record(3);
    expect(source.reads).toBe(1);
    expect(await index.record(300)).toBeNull();
    source.size = 301 * RECORD_BYTES;
    expect((await index.record(300))?.position).toBe(300);
  });

  test('keeps no more than it should, however far one goes', async () => {
    const source = growing();
    source.size = 256 * 1000 * RECORD_BYTES;
    const index = new RowIndex(source);
    for (let page = 0; page < 1000; page += 1) await index.record(page * 256);
    source.reads = 0;
    for (let page = 999; page >= 1000 - 64; page -= 1) await index.record(page * 256);
    expect(source.reads).toBe(0);
    await index.record(0);
    expect(source.reads).toBe(1);
  });
});
