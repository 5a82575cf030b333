import { afterEach, describe, expect, test } from 'vitest';
import { fail, ok } from '../../core/contract/result';
import type { Judge } from './judged-scan';
import { bytesOf, cleanUp, filterOf, flowOf, rowsOf, START, startService } from './test-support';

afterEach(cleanUp);

/** A judge for whom `a.b == 1` holds for every third row. */
const thirds =
  (asked: number[] = []): Judge =>
  async ({ rows }) => {
    asked.push(rows.length);
    return ok(rows.filter((row) => row % 3 === 0));
  };

const record = (service: Awaited<ReturnType<typeof startService>>['service'], count: number): void => {
  for (let i = 0; i < count; i += 1)
    service.recorder.data(flowOf(1), i % 2 === 0 ? 'in' : 'out', bytesOf('x'), START);
};

describe('a view that the dissectors judge', () => {
  test('has what they let through of what our own terms let through, in order, while it grows', async () => {
    const asked: number[] = [];
    const { service, until } = await startService({ judge: thirds(asked) });
    record(service, 9000);
    await service.setView(filterOf({ query: 'a.b == 1 && dir == in' }));
    await until(() => service.viewState().scanned === 9000);
    expect(service.viewState().matched).toBe(1500);
    expect((await rowsOf(service, 3)).map(({ row }) => row)).toEqual([0, 6, 12]);
    // Only what was let through is judged, in portions.
    expect(asked.reduce((sum, count) => sum + count, 0)).toBe(4500);
    expect(Math.max(...asked)).toBeLessThanOrEqual(16_000);
    record(service, 12);
    await until(() => service.viewState().scanned === 9012);
    expect(service.viewState().matched).toBe(1502);
  });

  test('does not ask them where no term is theirs', async () => {
    const asked: number[] = [];
    const { service, until } = await startService({ judge: thirds(asked) });
    record(service, 10);
    await service.setView(filterOf({ query: 'dir == in' }));
    await until(() => service.viewState().scanned === 10);
    expect(service.viewState().matched).toBe(5);
    expect(asked).toEqual([]);
  });

  test('that another takes the place of is not added to', async () => {
    let answer: () => void = () => undefined;
    const slow: Judge = async ({ rows }) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return ok(rows);
    };
    const { service, until } = await startService({ judge: slow });
    record(service, 10);
    await service.setView(filterOf({ query: 'a.b == 1' }));
    const first = service.viewState().view;
    await service.setView(filterOf({ query: 'dir == out' }));
    await until(() => service.viewState().scanned === 10);
    answer();
    expect(service.viewState().view).not.toBe(first);
    expect((await rowsOf(service)).map(({ row }) => row)).toEqual([1, 3, 5, 7, 9]);
  });

  test('says why when they do not answer', async () => {
    const { service, warnings, until } = await startService({
      judge: async () => fail({ code: 'EDISSECT_STOPPED', detail: 'broken' }),
    });
    record(service, 10);
    await service.setView(filterOf({ query: 'a.b == 1' }));
    await until(() => warnings.length > 0);
    expect(warnings).toEqual([{ code: 'EDISSECT_STOPPED', detail: 'broken' }]);
  });
});
