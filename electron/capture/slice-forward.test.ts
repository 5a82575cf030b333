import { afterEach, expect, test } from 'vitest';
import { nodeDisk } from './disk';
import { SliceRun } from './read-slice';
import { FlowStarts, type ForwardLimits } from './slice-forward';
import { bytesOf, cleanUp, flowOf, happeningOf, START, startService } from './test-support';

afterEach(cleanUp);

const LIMITS: ForwardLimits = {
  packets: 1000,
  bytes: 1_000_000,
  head: 10,
  before: 20,
  near: 3,
  behind: 1,
  ahead: 2,
};

/** Rows of conversations by turns, as given by their numbers. */
const record = async (flows: readonly number[], bytes = 1) => {
  const { service } = await startService();
  for (const id of new Set(flows)) service.recorder.connectionOpened(flowOf(id), 'remote', START);
  for (const id of flows) service.recorder.data(flowOf(id), 'in', bytesOf('x'.repeat(bytes)), START);
  const [segment] = await service.segments();
  if (segment === undefined) throw new Error('no segment');
  const slices = async (wanted: readonly number[], limits: ForwardLimits = LIMITS) => {
    const run = await SliceRun.open(nodeDisk, segment);
    const starts = new FlowStarts();
    const made: { rows: readonly number[]; settled: readonly number[] }[] = [];
    for (let left = await run.messages(wanted); left.length > 0; ) {
      const one = await run.slice(left, limits, starts);
      if (one === 'too large') break;
      made.push({ rows: [...one.slice.rows.keys()], settled: [...one.settled] });
      left = left.filter(({ index }) => !one.settled.has(index));
    }
    await run.close();
    return made;
  };
  return { service, slices };
};

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

test('rows that follow each other are one slice, with what comes right before and behind them', async () => {
  const { slices } = await record(numbers(0, 400).map(() => 1));
  expect(await slices(numbers(100, 300))).toEqual([
    { rows: [...numbers(0, 10), ...numbers(80, 303)], settled: numbers(100, 300) },
  ]);
});

test('of what stands between rows far apart only what is near them is taken', async () => {
  const { slices } = await record(numbers(0, 400).map(() => 1));
  const [one] = await slices([100, 200, 300]);
  expect(one).toEqual({
    rows: [...numbers(0, 10), ...numbers(80, 102), ...numbers(197, 202), ...numbers(297, 304)],
    settled: [100, 200, 300],
  });
});

test('what is near is of the same conversation, however many others speak in between', async () => {
  const { slices } = await record(numbers(0, 300).map((row) => 1 + (row % 10)));
  const [one] = await slices([205, 206], { ...LIMITS, head: 0, before: 4, behind: 0, ahead: 0 });
  expect(one?.rows).toEqual([185, 186, 195, 196, 205, 206]);
  const [far] = await slices([205, 286], { ...LIMITS, head: 0, before: 2, behind: 1, ahead: 0 });
  expect(far?.rows).toEqual([195, 196, 205, 215, 256, 266, 276, 286, 296]);
});

test('the beginnings of conversations are there, each a part', async () => {
  const { slices } = await record([...numbers(0, 40).map(() => 1), ...numbers(0, 40).map(() => 2), 1, 2]);
  const [one] = await slices([80, 81], { ...LIMITS, head: 20, before: 4 });
  expect(one?.rows).toEqual([...numbers(0, 10), ...numbers(40, 50), ...numbers(76, 82)]);
});

test('a full slice is followed by another, and every row is settled once', async () => {
  const { slices } = await record(numbers(0, 3000).map((row) => 1 + (row % 2)));
  const wanted = numbers(0, 3000);
  const made = await slices(wanted);
  expect(made.length).toBeGreaterThan(3);
  expect(made.flatMap(({ settled }) => settled)).toEqual(wanted);
  for (const { rows } of made) {
    expect(rows.length).toBeLessThanOrEqual(LIMITS.packets);
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
  }
});

test('rows of many bytes are taken as far as they fit; one that is too large alone is said', async () => {
  const { slices } = await record(
    numbers(0, 10).map(() => 1),
    200_000,
  );
  const made = await slices(numbers(0, 10));
  expect(made.map(({ settled }) => settled.length)).toEqual([3, 3, 3, 1]);
  expect(await slices([5], { ...LIMITS, bytes: 100_000 })).toEqual([]);
});

test('events are no messages', async () => {
  const { service, slices } = await record([1, 1]);
  service.recorder.happening(happeningOf('note', { params: { text: 'x' } }), START);
  expect(await slices([0, 1])).toHaveLength(1);
  const [segment] = await service.segments();
  if (segment === undefined) throw new Error('no segment');
  const run = await SliceRun.open(nodeDisk, segment);
  expect((await run.messages([0, 1, 2])).map(({ index }) => index)).toEqual([0, 1]);
  await run.close();
});
