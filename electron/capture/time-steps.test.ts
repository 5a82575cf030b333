import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteTarget } from './byte-target';
import { RECORD_BYTES, writeRecord } from './row-index';
import { STEP_ROWS, TimeSteps } from './time-steps';

/** An index in memory that grows by rows with these times. */
const growing = () => {
  const target = byteTarget(400_000 * RECORD_BYTES);
  let size = 0;
  let reads = 0;
  return {
    append(time: bigint): void {
      const bits = BigInt.asUintN(64, time);
      writeRecord(target, size, 0, Number(bits >> 32n), Number(bits & 0xffff_ffffn), 0, 0, 0, 0, 0, 0);
      size += RECORD_BYTES;
    },
    get rows() {
      return size / RECORD_BYTES;
    },
    get reads() {
      return reads;
    },
    source: {
      read: (position: number, into: Uint8Array) => {
        reads += 1;
        const length = Math.max(0, Math.min(into.length, size - position));
        into.set(target.bytes.subarray(position, position + length));
        return Promise.resolve(length);
      },
    },
  };
};

const naive = (times: readonly bigint[], time: bigint): number | null => {
  const found = times.findIndex((one) => one >= time);
  return found < 0 ? null : found;
};

test('finds the first row at or after a time in rows of any order, while they grow', async () => {
  // Steps of both signs around zero and around 2026, a few thousand rows: several steps of the index.
  const step = fc.record({
    count: fc.integer({ min: 1, max: 3 * STEP_ROWS }),
    start: fc.bigInt({ min: -5_000_000_000n, max: 5_000_000_000n }),
    by: fc.bigInt({ min: -3_000_000n, max: 9_000_000n }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(0n, 1_790_000_000_000_000_000n),
      async (parts, epoch) => {
        const index = growing();
        const steps = new TimeSteps(index.source);
        const times: bigint[] = [];
        for (const { count, start, by } of parts) {
          for (let i = 0; i < count; i += 1) {
            const time = epoch + start + BigInt(i) * by;
            times.push(time);
            index.append(time);
          }
          for (const at of [0, 1, count >> 1, count - 1]) {
            const time = times[times.length - 1 - at] ?? 0n;
            for (const asked of [time - 1n, time, time + 1n]) {
              expect(await steps.first(asked, index.rows)).toBe(naive(times, asked));
            }
          }
        }
        expect(await steps.first(9_000_000_000_000_000_000n, index.rows)).toBeNull();
        expect(await steps.first(-9_000_000_000_000_000_000n, index.rows)).toBe(0);
      },
    ),
    { numRuns: 30 },
  );
});

test('reads the index once, then a step for an answer', async () => {
  const index = growing();
  for (let i = 0; i < 100 * STEP_ROWS + 7; i += 1) index.append(BigInt(i) * 1000n);
  const steps = new TimeSteps(index.source);
  const first = (time: bigint) => steps.first(time, index.rows);
  const asked = await Promise.all([first(5_000_000n), first(100n * 1024n * 1000n + 6001n)]);
  expect(asked).toEqual([5000, null]);
  const { reads } = index;
  expect(reads).toBeLessThan(10);
  expect(await first(99_999_001n)).toBe(100_000);
  expect(index.reads).toBe(reads + 1);
});

test('an index that is shorter than it says is an error, not an end', async () => {
  const steps = new TimeSteps({ read: () => Promise.resolve(0) });
  await expect(steps.first(0n, 2 * STEP_ROWS)).rejects.toThrow('shorter');
});
