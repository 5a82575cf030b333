import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { TimeSpan } from '../../core/contract/time-span';
import type { CaptureService } from './capture-service-contract';
import { bytesOf, cleanUp, flowOf, START, startService } from './test-support';

afterEach(cleanUp);

const BEGIN = Number(START / 1000n);
const flow = flowOf(1, { transport: 'udp' });

/** As often as it says that finer bars are coming. */
const answered = async (service: CaptureService, span: TimeSpan | null, bars: number) => {
  for (;;) {
    const answer = await service.timeline(span, bars);
    if (!answer.ok) throw new Error(answer.failure.code);
    if (!answer.value.finer) return answer.value;
  }
};

const record = (service: CaptureService, micros: number, bytes: number): void =>
  service.recorder.data(flow, bytes % 2 === 0 ? 'in' : 'out', new Uint8Array(bytes), BigInt(micros) * 1000n);

describe('a zoomed timeline', () => {
  test('is counted from the index where buckets are too wide, and goes on as rows come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: -2_000_000, max: 5_000_000 }), fc.nat({ max: 99 })), {
          minLength: 1,
          maxLength: 120,
        }),
        fc.nat(),
        fc.integer({ min: 1, max: 200_000 }),
        async (steps, middle, length) => {
          const { service } = await startService();
          const rows: { readonly micros: number; readonly bytes: number }[] = [];
          let micros = BEGIN;
          // Hours apart, so that buckets are wide.
          record(service, BEGIN + 36_000_000_000, 1);
          rows.push({ micros: BEGIN + 36_000_000_000, bytes: 1 });
          const add = (some: typeof steps): void => {
            for (const [step, bytes] of some) {
              micros += step;
              rows.push({ micros, bytes });
              record(service, micros, bytes);
            }
          };
          add(steps);
          const around = rows[middle % rows.length]?.micros ?? BEGIN;
          const span = { from: around - length, to: around + length };
          const check = async (): Promise<void> => {
            const line = await answered(service, span, 50);
            expect(line.width).toBeLessThan(20_000_000);
            const count = line.messagesIn.length;
            const naive = { in: new Float64Array(count), out: new Float64Array(count), bytes: 0 };
            for (const row of rows) {
              const bar = Math.floor((row.micros - line.from) / line.width);
              if (bar < 0 || bar >= count) continue;
              const way = row.bytes % 2 === 0 ? 'in' : 'out';
              naive[way][bar] = (naive[way][bar] ?? 0) + 1;
              naive.bytes += row.bytes;
            }
            expect([line.messagesIn, line.messagesOut]).toEqual([naive.in, naive.out]);
            expect([...line.bytesIn, ...line.bytesOut].reduce((a, b) => a + b, 0)).toBe(naive.bytes);
          };
          await check();
          add(steps.slice(0, 40));
          await check();
          await service.close({ discard: true });
        },
      ),
      { numRuns: 30 },
    );
  });

  test('all of a capture is as fine as its buckets, however short it is', async () => {
    const { service } = await startService();
    record(service, BEGIN, 4);
    expect(await answered(service, null, 200)).toMatchObject({ width: 1000, finer: false });
    expect(await answered(service, { from: BEGIN, to: BEGIN + 400 }, 200)).toMatchObject({ width: 2 });
  });

  test('is given up when another is asked for or the capture is another', async () => {
    const { service } = await startService();
    for (let i = 0; i < 50_000; i += 1) record(service, BEGIN + i * 100_000, 2);
    const span = { from: BEGIN, to: BEGIN + 10_000_000 };
    const [one, other] = [
      service.timeline(span, 100),
      answered(service, { ...span, to: span.to * 1 + 1e6 }, 100),
    ];
    expect((await one).ok).toBe(true);
    expect((await other).messagesIn.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(110);
    await service.clear();
    service.recorder.data(flow, 'in', bytesOf('x'), START);
    expect((await answered(service, span, 100)).messagesIn.reduce((a, b) => a + b, 0)).toBe(1);
  });
});
