import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Result } from '../../core/contract/result';
import {
  bytesOf,
  cleanUp,
  filterOf,
  flowOf,
  noControl,
  START,
  savedBytes,
  startService,
} from './test-support';

afterEach(cleanUp);

const SECONDS = Number(START / 1_000_000_000n);
const flow = flowOf(1);
const answered = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
};

describe('going to a time', () => {
  test('finds the first row at or after it, in a capture of several files, live and opened', async () => {
    const running = await startService();
    const { service, folder } = running;
    expect(await service.span()).toEqual({ ok: true, value: null });
    expect(await service.rowAt({ seconds: 0, nanos: 0 })).toEqual({ ok: true, value: { row: null } });

    for (let i = 0; i < 3000; i += 1)
      service.recorder.data(flow, 'in', bytesOf('x'), START + BigInt(i) * 1000n);
    await service.clear();
    for (let i = 3000; i < 5000; i += 1)
      service.recorder.data(flow, 'in', bytesOf('x'), START + BigInt(i) * 1000n);
    await service.undoClear();

    const answers = async () => {
      const at = async (nanos: number) => answered(await service.rowAt({ seconds: SECONDS, nanos })).row;
      return [
        await at(0),
        await at(1),
        await at(2_999_000),
        await at(2_999_001),
        await at(4_999_000),
        await at(4_999_001),
      ];
    };
    const expected = [0, 1, 2999, 3000, 4999, null];
    expect(await answers()).toEqual(expected);
    const first = { seconds: SECONDS, nanos: 0 };
    const span = { origin: first, first, last: { seconds: SECONDS, nanos: 4_999_000 } };
    expect(answered(await service.span())).toEqual(span);
    expect(answered(await service.rowAt({ seconds: -1, nanos: 0 })).row).toBe(0);

    const path = join(folder, 'a.pcapng');
    await writeFile(path, await savedBytes(service));
    await service.open(path, noControl);
    expect(await answers()).toEqual(expected);
    expect(answered(await service.span())).toEqual(span);
  });

  test('is exact where rows are not in the order of their times', async () => {
    const { service } = await startService();
    for (const at of [0, 50, 20, 30, 90, 10, 70])
      service.recorder.data(flow, 'in', bytesOf('x'), START + BigInt(at));
    const at = async (nanos: number) => answered(await service.rowAt({ seconds: SECONDS, nanos })).row;
    expect([await at(1), await at(50), await at(51), await at(90), await at(91)]).toEqual([1, 1, 4, 4, null]);
  });
});

test('a place in the view says which row stands there', async () => {
  const { service, until } = await startService();
  for (const text of ['a', 'b', 'a', 'b']) service.recorder.data(flow, 'in', bytesOf(text), START);
  const { view } = answered(await service.setView(filterOf({ query: 'b' })));
  await until(() => service.viewState().scanned === 4);
  const at = async (row: number) => answered(await service.locate(view, row));
  expect(await at(0)).toEqual({ position: 0, row: 1 });
  expect(await at(2)).toEqual({ position: 1, row: 3 });
  expect(await at(4)).toEqual({ position: 2, row: null });
});
