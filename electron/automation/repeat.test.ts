import { afterEach, expect, test, vi } from 'vitest';
import type { Happening } from '../../core/contract/happening';
import { MAX_REPEATS } from '../../core/contract/limits';
import { fail, ok, type Result } from '../../core/contract/result';
import { failureText, sentence } from '../../core/wording';
import { createRate } from './rate';
import { createRepeater, type Repeater, type RepeatOrder } from './repeat';
import { createTicker } from './ticker';

const source = () => ok(Buffer.from('x'));
const order = (made = source): RepeatOrder => ({ target: { to: 'all' }, source: made, what: 'x', to: '' });

const made: Repeater[] = [];
const setUp = (answer: (sent: number) => Result<unknown> | Promise<Result<unknown>> = () => ok(null)) => {
  const times: number[] = [];
  const rows: Happening[] = [];
  const running = new Set(['e', 'f']);
  let changes = 0;
  const repeater = createRepeater({
    recorder: { happening: (happening) => rows.push(happening) },
    now: () => 0n,
    send: async () => {
      times.push(performance.now());
      return answer(times.length);
    },
    endpoint: (id) => ({ id, name: id, description: id }),
    running: (id) => running.has(id),
    onStatus: () => {
      changes += 1;
    },
  });
  made.push(repeater);
  return { repeater, times, rows, running, changes: () => changes };
};

afterEach(() => {
  for (const repeater of made.splice(0)) repeater.stopAll();
  vi.useRealTimers();
});

const until = async (condition: () => boolean): Promise<void> => {
  const end = performance.now() + 45_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

/** A clock that the test moves, and that timers follow. */
const faked = () =>
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'],
  });

test('a number of times, at once and then on time', async () => {
  const { repeater, times, rows, changes } = setUp();
  const began = performance.now();
  expect(repeater.start('e', order(), { every: '20', count: '10', seconds: '' })).toEqual(ok(null));
  expect(repeater.status('e')).toMatchObject([{ what: 'x', sent: 0, count: 10, everyMs: 20 }]);
  await until(() => repeater.status('e').length === 0);
  expect(times).toHaveLength(10);
  times.forEach((time, index) => {
    expect(time - began).toBeGreaterThanOrEqual(index * 20 - 1);
  });
  expect(rows.map(({ kind }) => kind)).toEqual(['repeatStarted', 'repeatStopped']);
  expect(rows[0]).toMatchObject({ params: { everyMs: 20, count: 10 }, endpoint: { id: 'e' } });
  expect(rows[1]).toMatchObject({ severity: 'info', params: { sent: 10, perSecond: expect.any(Number) } });
  const took = (times[9] ?? 0) - (times[0] ?? 0);
  expect(Number(rows[1]?.params.perSecond) / (9000 / took)).toBeCloseTo(1, 0);
  expect(changes()).toBeGreaterThan(10);
  for (const row of rows) expect(sentence('en', row)).not.toMatch(/–|\{\{/);
});

test('for a number of seconds, and it says how late it was', async () => {
  // A machine that stalls would leave some out.
  faked();
  const { repeater, times } = setUp();
  repeater.start('e', order(), { every: '20', count: '', seconds: '1' });
  await vi.advanceTimersByTimeAsync(500);
  const { lateness, forMs } = repeater.status('e')[0] ?? {};
  expect(forMs).toBe(1000);
  expect(lateness?.p50).toBeGreaterThanOrEqual(0);
  expect(lateness?.worst).toBeGreaterThanOrEqual(lateness?.p99 ?? Number.NaN);
  await vi.advanceTimersByTimeAsync(600);
  expect(repeater.status('e')).toEqual([]);
  // At 0, 20 … 980 ms.
  expect(times).toHaveLength(50);
});

test('stop is at once, also while a message is on its way', async () => {
  let release = (_: Result<unknown>): void => undefined;
  const { repeater, times, rows } = setUp(
    () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  );
  repeater.start('e', order(), { every: '1', count: '', seconds: '' });
  expect(times).toHaveLength(1);
  repeater.stop('e', null);
  expect(repeater.status('e')).toEqual([]);
  release(ok(null));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(times).toHaveLength(1);
  expect(rows.map(({ kind }) => kind)).toEqual(['repeatStarted', 'repeatStopped']);
});

test('a failed send ends it with the reason', async () => {
  const failure = { code: 'ECONNRESET', errno: 104, params: { remote: '127.0.0.1:9' } };
  const { repeater, rows } = setUp((sent) => (sent < 4 ? ok(null) : fail(failure)));
  repeater.start('e', order(), { every: '1', count: '', seconds: '' });
  await until(() => repeater.status('e').length === 0);
  expect(rows.at(-1)).toMatchObject({
    kind: 'repeatStopped',
    severity: 'error',
    params: { sent: 3, code: 'ECONNRESET', errno: 104, remote: '127.0.0.1:9' },
  });
  const row = rows.at(-1);
  expect(row === undefined ? '' : sentence('en', row)).toContain(
    'ECONNRESET 104: 127.0.0.1:9 reset the connection',
  );
});

test('every message is made anew, and one that cannot be made ends it', async () => {
  let made = 0;
  const { repeater, rows, times } = setUp();
  const counting = () => {
    made += 1;
    return made <= 3
      ? ok(Buffer.from(String(made)))
      : fail({ code: 'ETEMPLATE_VARIABLE', params: { variable: 'x' } });
  };
  repeater.start('e', order(counting), { every: '1', count: '', seconds: '' });
  await until(() => repeater.status('e').length === 0);
  expect([made, times.length]).toEqual([4, 3]);
  expect(rows.at(-1)).toMatchObject({
    kind: 'repeatStopped',
    params: { sent: 3, code: 'ETEMPLATE_VARIABLE' },
  });
});

test('an endpoint that stops ends its repeat, not that of another', () => {
  const { repeater, rows, running } = setUp();
  repeater.start('e', order(), { every: '50', count: '', seconds: '' });
  repeater.start('f', order(), { every: '50', count: '', seconds: '' });
  repeater.endpointChanged('e');
  expect(repeater.status('e')).toHaveLength(1);
  running.delete('e');
  repeater.endpointChanged('e');
  expect(repeater.status('e')).toEqual([]);
  expect(repeater.status('f')).toHaveLength(1);
  expect(rows.at(-1)).toMatchObject({ kind: 'repeatStopped', params: { code: 'ENOTRUNNING' } });
  expect(repeater.start('e', order(), { every: '50', count: '', seconds: '' })).toMatchObject({
    failure: { code: 'ENOTRUNNING' },
  });
});

test('several at once, each ended by itself or all of an endpoint together', async () => {
  const { repeater, rows } = setUp();
  repeater.start('e', order(), { every: '1000', count: '', seconds: '' });
  repeater.start(
    'e',
    { ...order(), what: 'y', to: '127.0.0.1:9' },
    { every: '2000', count: '5', seconds: '' },
  );
  repeater.start('f', order(), { every: '3000', count: '', seconds: '' });
  expect(repeater.status('e')).toMatchObject([
    { what: 'x', everyMs: 1000, count: null },
    { what: 'y', to: '127.0.0.1:9', everyMs: 2000, count: 5 },
  ]);
  const [first, second] = repeater.status('e');
  const [other] = repeater.status('f');
  expect(new Set([first?.id, second?.id, other?.id]).size).toBe(3);
  // The number of another endpoint's repeat is nobody's here.
  repeater.stop('e', other?.id ?? 0);
  repeater.stop('e', first?.id ?? 0);
  expect(repeater.status('e')).toMatchObject([{ everyMs: 2000 }]);
  repeater.start('e', order(), { every: '4000', count: '', seconds: '' });
  repeater.stop('e', null);
  expect(repeater.status('e')).toEqual([]);
  expect(repeater.status('f')).toHaveLength(1);
  repeater.stopAll();
  expect(repeater.status('f')).toEqual([]);
  expect(rows.filter(({ kind }) => kind === 'repeatStopped')).toHaveLength(4);
});

test('no more than so many of one endpoint', () => {
  const { repeater } = setUp();
  for (let n = 0; n < MAX_REPEATS; n += 1) {
    expect(repeater.start('e', order(), { every: '5000', count: '', seconds: '' })).toEqual(ok(null));
  }
  const refused = repeater.start('e', order(), { every: '5000', count: '', seconds: '' });
  expect(refused).toMatchObject({ failure: { code: 'EREPEATS_FULL', params: { max: MAX_REPEATS } } });
  expect(repeater.start('f', order(), { every: '5000', count: '', seconds: '' })).toEqual(ok(null));
});

test('several every millisecond keep their times beside each other', async () => {
  const { repeater, times } = setUp();
  for (let n = 0; n < 4; n += 1) repeater.start('e', order(), { every: '1', count: '250', seconds: '' });
  await until(() => repeater.status('e').length === 0);
  expect(times).toHaveLength(1000);
});

test.each([
  ['0', '', 'repeatEvery'],
  ['', '', 'repeatEvery'],
  ['86400001', '', 'repeatEvery'],
  ['2.5', '', 'repeatEvery'],
  ['10', '0', 'repeatCount'],
  ['10', '-1', 'repeatCount'],
])('every "%s" ms, "%s" times is refused', (every, count, field) => {
  const { repeater, times } = setUp();
  const result = repeater.start('e', order(), { every, count, seconds: '' });
  expect(result).toMatchObject({
    ok: false,
    failure: { code: 'EINVAL_NUMBER', params: { field, value: field === 'repeatEvery' ? every : count } },
  });
  if (!result.ok) expect(failureText('zh-CN', result.failure).cause).not.toMatch(/–/);
  expect(times).toEqual([]);
});

test('a repeat every millisecond reaches a thousand a second and drifts nowhere', async () => {
  const { repeater, times } = setUp();
  const started = performance.now();
  repeater.start('e', order(), { every: '1', count: '1000', seconds: '' });
  await until(() => (repeater.status('e')[0]?.sent ?? 1000) >= 900);
  const rate = repeater.status('e')[0]?.achievedPerSecond ?? 1000;
  await until(() => repeater.status('e').length === 0);
  const took = performance.now() - started;
  expect(took).toBeGreaterThan(998);
  // A machine that stalls for more than the catch-up leaves messages out; then the rate says so, too.
  expect(rate).toBeGreaterThan((900 / took) * 500);
  expect(times).toHaveLength(1000);
});

test('a long interval survives the limit of the timers', async () => {
  faked();
  const at: number[] = [];
  // 60 days: beyond 2^31 ms, where a plain setTimeout would fire at once.
  const every = 60 * 86_400_000;
  const ticker = createTicker(every, async () => {
    at.push(performance.now());
  });
  const start = performance.now();
  ticker.start();
  await vi.advanceTimersByTimeAsync(every - 1000);
  expect(at).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1010);
  expect(at).toHaveLength(2);
  expect((at[1] ?? 0) - start).toBeGreaterThanOrEqual(every);
  ticker.stop();
});

test('a short stall is made up for, a long one is not followed by a burst', async () => {
  const stalls = new Map([
    [10, 50],
    [500, 3000],
  ]);
  let clock = 0;
  let ticks = 0;
  const at: number[] = [];
  const done = new Promise<void>((resolve) => {
    const ticker = createTicker(
      1,
      async () => {
        at.push(clock);
        ticks += 1;
        clock += stalls.get(ticks) ?? 0;
        if (ticks === 1000) {
          ticker.stop();
          resolve();
        }
      },
      // Each look at the clock takes a fifth of a millisecond.
      () => {
        clock += 0.2;
        return clock;
      },
    );
    ticker.start();
  });
  await done;
  // After 50 ms of stall the schedule is met again; the 3 s are left out, but for the last 100 ms.
  const afterShort = at[400] ?? 0;
  expect(afterShort).toBeGreaterThan(399);
  expect(afterShort).toBeLessThan(410);
  const took = (at[999] ?? 0) - (at[0] ?? 0);
  expect(took).toBeGreaterThan(999 + 3000 - 110);
  expect(took).toBeLessThan(999 + 3000);
});

test('the rate is that of the last second, of the last two when they are rare, and falls while nothing goes', () => {
  let clock = 0;
  const rate = createRate(() => clock);
  expect([rate.recent(), rate.overall()]).toEqual([0, 0]);
  for (let i = 0; i <= 2000; i += 1) {
    clock = i * 2;
    rate.tick();
  }
  expect(rate.recent()).toBeCloseTo(500, 5);
  expect(rate.overall()).toBeCloseTo(500, 5);
  for (let i = 0; i < 5000; i += 1) {
    clock += 1;
    rate.tick();
  }
  expect(rate.recent()).toBeCloseTo(1000, 5);
  clock += 3000;
  expect(rate.recent()).toBeLessThan(260);
  rate.tick();
  expect(rate.recent()).toBeCloseTo(1 / 3, 5);
});
