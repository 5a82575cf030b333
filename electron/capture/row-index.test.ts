import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { AppendFile } from './append-file';
import { byteTarget } from './byte-target';
import { nodeDisk } from './disk';
import { RECORD_BYTES, RowIndex, readRecord, writeRecord } from './row-index';
import { cleanUp, temporaryFolder } from './test-support';

afterEach(cleanUp);

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

describe('an index that grows on disk', () => {
  /** Any of: so many rows are added, what there is is written, a page is read. */
  const step = fc.oneof(
    fc.record({ what: fc.constant('append' as const), rows: fc.integer({ min: 1, max: 400 }) }),
    fc.record({ what: fc.constant('flush' as const) }),
    fc.record({
      what: fc.constant('page' as const),
      /** In thousandths of the rows that there are; also beyond the last. */
      start: fc.nat({ max: 1100 }),
      count: fc.integer({ min: 1, max: 600 }),
    }),
  );

  test('has every row that was added, on any page, whatever is on disk by then', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (steps, chunk) => {
          const path = join(await temporaryFolder(), 'rows.index');
          const file = new AppendFile({
            path,
            create: () => nodeDisk.open(path, 'wx+'),
            chunkBytes: chunk * 32 * RECORD_BYTES,
            wholeBlocks: (_bytes, used) => used - (used % RECORD_BYTES),
            onWritten: () => undefined,
            onFailure: (error) => expect.fail(String(error)),
          });
          const index = new RowIndex(file);
          let rows = 0;
          for (const one of steps) {
            if (one.what === 'flush') await file.flush();
            else if (one.what === 'append') {
              for (let i = 0; i < one.rows; i += 1, rows += 1) {
                const room = file.reserve(RECORD_BYTES);
                writeRecord(room, room.used, rows * 64, 0, rows, 64, rows % 1000, rows % 7, 0, 1, 0);
                file.advance(room, RECORD_BYTES);
              }
            } else {
              const start = Math.floor((one.start * rows) / 1000);
              const page: (number | null)[] = [];
              for (let row = start; row < start + one.count; row += 1) {
                const record = await index.record(row);
                page.push(record === null ? null : record.position / 64);
              }
              const wanted = Array.from({ length: one.count }, (_, i) =>
                start + i < rows ? start + i : null,
              );
              expect(page).toEqual(wanted);
            }
            expect(index.rows).toBe(rows);
          }
          await file.close();
          await cleanUp();
        },
      ),
      { numRuns: 60 },
    );
  });
});
