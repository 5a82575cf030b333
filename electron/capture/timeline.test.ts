import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FLAG_OUT, KIND_HAPPENING, KIND_TCP } from './row-index';
import { emptySummary, microsOf, type RowSummary, summarizeRow } from './row-summary';
import { COUNTS, EVENTS, MESSAGES_IN, MESSAGES_OUT, MOST_BUCKETS } from './time-buckets';
import { rangesWithin } from './time-fences';
import { barsOf, coarsest, placeBars, wholeOf } from './timeline';

interface Row {
  readonly nanos: bigint;
  readonly way: 'in' | 'out' | 'event';
  readonly bytes: number;
}

const add = (summary: RowSummary, { nanos, way, bytes }: Row): void => {
  const bits = BigInt.asUintN(64, nanos);
  summarizeRow(
    summary,
    Number(bits >> 32n),
    Number(bits & 0xffff_ffffn),
    way === 'event' ? 0 : bytes,
    way === 'event' ? KIND_HAPPENING : KIND_TCP,
    way === 'out' ? FLAG_OUT : 0,
  );
};

const summaryOf = (rows: readonly Row[]): RowSummary => {
  const summary = emptySummary();
  for (const row of rows) add(summary, row);
  return summary;
};

const floorDivide = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b;
const microsIn = ({ nanos }: Row): number => Number(floorDivide(nanos, 1000n));

const NOW = 1_795_348_800_000_000_000n;
const SECOND = 1_000_000_000n;

/** Times as clocks give them: mostly on and on, now and then far back or ahead, sometimes nonsense. */
const rows = fc
  .array(
    fc.record({
      step: fc.oneof(
        { weight: 20, arbitrary: fc.bigInt({ min: 0n, max: 3n * SECOND }) },
        { weight: 3, arbitrary: fc.bigInt({ min: -3600n * SECOND, max: 86_400n * SECOND }) },
        { weight: 1, arbitrary: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }) },
      ),
      way: fc.constantFrom('in' as const, 'out' as const, 'event' as const),
      bytes: fc.nat({ max: 1_000_000 }),
    }),
    { maxLength: 400 },
  )
  .map((steps) => {
    let nanos = NOW;
    return steps.map(({ step, way, bytes }): Row => {
      nanos = BigInt.asIntN(63, nanos + step);
      return { nanos, way, bytes };
    });
  });

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

describe('what is kept of the times of rows', () => {
  test('microseconds are exact', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (nanos) => {
        const bits = BigInt.asUintN(64, nanos);
        expect(microsOf(Number(bits >> 32n), Number(bits & 0xffff_ffffn))).toBe(
          microsIn({ nanos, way: 'in', bytes: 0 }),
        );
      }),
    );
  });

  test('every row is in one bucket, in whatever order of time they came', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { buckets, fences } = summaryOf(all);
        const counted = (place: number): number => sum(buckets.counts.filter((_, i) => i % COUNTS === place));
        const of = (way: Row['way']) => all.filter((row) => row.way === way);
        expect([counted(MESSAGES_IN), counted(MESSAGES_OUT), counted(EVENTS)]).toEqual([
          of('in').length,
          of('out').length,
          of('event').length,
        ]);
        expect(buckets.last - buckets.first).toBeLessThan(MOST_BUCKETS);
        expect(fences.rows).toBe(all.length);
      }),
      { numRuns: 300 },
    );
  });

  test('bars of any span hold what a count row by row finds, of several segments too', () => {
    const spans = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(rows, rows, fc.option(spans), fc.integer({ min: 1, max: 300 }), (one, two, part, most) => {
        const segments = [one, two, []].map((all) => summaryOf(all).buckets);
        const all = [...one, ...two];
        const whole = wholeOf(segments);
        if (all.length === 0) {
          expect(whole).toBeNull();
          return;
        }
        if (whole === null) throw new Error('rows are somewhere');
        const at = (share: number): number => whole.from + Math.floor(share * (whole.to - whole.from));
        const span =
          part === null
            ? null
            : { from: Math.min(at(part[0]), at(part[1])), to: Math.max(at(part[0]), at(part[1])) + 1 };
        const place = placeBars(span ?? whole, most, coarsest(segments));
        const { from, width, count: bars } = place;
        expect(bars).toBeLessThanOrEqual(most + 1);
        expect(from).toBeLessThanOrEqual((span ?? whole).from);
        expect(from + bars * width).toBeGreaterThanOrEqual((span ?? whole).to);
        const naive = { in: new Float64Array(bars), out: new Float64Array(bars) };
        const bytes = { in: new Float64Array(bars), out: new Float64Array(bars) };
        for (const row of all) {
          const bar = Math.floor((microsIn(row) - from) / width);
          if (row.way === 'event' || bar < 0 || bar >= bars) continue;
          naive[row.way][bar] = (naive[row.way][bar] ?? 0) + 1;
          bytes[row.way][bar] = (bytes[row.way][bar] ?? 0) + row.bytes;
        }
        expect(barsOf(segments, place)).toEqual({
          messagesIn: naive.in,
          messagesOut: naive.out,
          bytesIn: bytes.in,
          bytesOut: bytes.out,
        });
      }),
      { numRuns: 300 },
    );
  });

  test('days of traffic have some two thousand buckets and bars of round width', () => {
    const summary = emptySummary();
    const hours = 50;
    for (let second = 0; second < hours * 3600; second += 1) {
      add(summary, { nanos: NOW + BigInt(second) * SECOND, way: second % 3 === 0 ? 'out' : 'in', bytes: 10 });
    }
    const { first, last, width } = summary.buckets;
    expect(width).toBe(120 * 1_000_000);
    expect(last - first + 1).toBe((hours * 3600) / 120);
    const segments = [summary.buckets];
    const whole = wholeOf(segments) ?? { from: 0, to: 0 };
    const place = placeBars(whole, 250, coarsest(segments));
    const line = barsOf(segments, place);
    expect(place.width).toBe(20 * 60 * 1_000_000);
    expect(sum(line.messagesIn)).toBe(hours * 2400);
    expect(sum(line.bytesOut)).toBe(hours * 12_000);
  });
});

describe('fences', () => {
  test('let no row of a span through, whatever the order of times', () => {
    const many = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(many, fc.integer({ min: 1, max: 900 }), fc.nat(), fc.nat(), (steps, stretch, a, b) => {
        const summary = emptySummary();
        const times: number[] = [];
        let micros = 1_000_000;
        for (const step of steps) {
          for (let i = 0; i < stretch; i += 1) {
            micros += step;
            times.push(micros);
            add(summary, { nanos: BigInt(micros) * 1000n, way: 'in', bytes: 0 });
          }
        }
        const [x, y] = [times[a % times.length] ?? 0, times[b % times.length] ?? 0];
        const [from, to] = [Math.min(x, y), Math.max(x, y) + 1];
        const ranges = rangesWithin(summary.fences, from, to);
        const inside = (row: number): boolean => ranges.some((range) => row >= range.from && row < range.to);
        const missed = times.findIndex((time, row) => time >= from && time < to && !inside(row));
        expect(missed).toBe(-1);
        for (const [i, range] of ranges.entries()) {
          expect(range.from).toBeGreaterThan(ranges[i - 1]?.to ?? -1);
          expect(range.to).toBeLessThanOrEqual(times.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('find an hour in millions of rows, and stay as few', () => {
    const { fences } = (() => {
      const summary = emptySummary();
      for (let row = 0; row < 3_000_000; row += 1) {
        const low = row * 1_000_000; // A row every millisecond.
        summarizeRow(summary, Math.floor(low / 2 ** 32), low % 2 ** 32, 1, KIND_TCP, 0);
      }
      return summary;
    })();
    expect(fences.rowsEach).toBe(2048);
    expect(rangesWithin(fences, 1_000_000_000, 1_100_000_000)).toEqual([{ from: 999_424, to: 1_101_824 }]);
    expect(rangesWithin(fences, 3_000_000_000, 4_000_000_000)).toEqual([]);
  });
});
