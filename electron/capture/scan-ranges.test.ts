import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { cleanUp, filterOf, flowOf, rowsOf, START, startService } from './test-support';

afterEach(cleanUp);

const flow = flowOf(1, { transport: 'udp' });
const BEGIN = Number(START / 1000n);

test('a span of time and a range of rows are found without the rest, in any order of time, while rows come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -3_000_000, max: 5_000_000 }), { minLength: 1, maxLength: 30 }),
      fc.nat(),
      fc.integer({ min: 1, max: 4_000_000 }),
      fc.boolean(),
      async (steps, middle, length, cleared) => {
        const { service, until } = await startService();
        const times: number[] = [];
        let micros = BEGIN;
        const add = (): void => {
          for (const step of steps) {
            micros += step;
            for (let i = 0; i < 120; i += 1) {
              times.push(micros + i);
              service.recorder.data(flow, 'in', new Uint8Array(1), BigInt(micros + i) * 1000n);
            }
          }
        };
        add();
        // Two segments.
        if (cleared) {
          await service.clear();
          add();
          await service.undoClear();
        }
        const around = times[middle % times.length] ?? 0;
        const span = { from: around - length, to: around + length };
        const [low, high] = [middle % 700, (middle % 700) + (length % 2000)];
        for (const wish of [
          { span },
          { query: `row in {${low + 1}..${high + 1}}` },
          { span, query: `row > ${low}` },
        ]) {
          await service.setView(filterOf(wish));
          add();
          await until(() => service.viewState().scanned === times.length);
          const wanted = times.flatMap((time, row) => {
            const inSpan = wish.span === undefined || (time >= span.from && time < span.to);
            const inRows =
              wish.query === undefined || (wish.span === undefined ? row >= low && row <= high : row >= low);
            return inSpan && inRows ? [row] : [];
          });
          expect(service.viewState().matched).toBe(wanted.length);
          expect((await rowsOf(service)).map(({ row }) => row)).toEqual(wanted.slice(0, 500));
        }
        await service.close({ discard: true });
      },
    ),
    { numRuns: 25 },
  );
});
