import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Pulse } from '../../core/contract/capture';
import type { EndpointStatus } from '../../core/contract/status';
import { createPusher, type Pusher } from './push';

let sent: [string, unknown][];
let pusher: Pusher;
let load = 0;
const pulse = { capture: { bytesInPerSecond: 0, bytesOutPerSecond: 0, diskFree: 1 } } as unknown as Pulse;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  load = 0.5;
  pusher = createPusher({
    send: (name, payload) => sent.push([name, payload]),
    runs: () => [],
    pulse: () => pulse,
    status: (id) => ({ id }) as EndpointStatus,
    ping: () => null,
    load: () => load,
  });
});

afterEach(() => {
  pusher.stop();
  vi.useRealTimers();
});

const countOf = (name: string): number => sent.filter(([sentName]) => sentName === name).length;

test('a thousand changes in a second are at most thirty pushes', () => {
  for (let ms = 0; ms < 1000; ms += 1) {
    pusher.pulseChanged();
    pusher.acknowledged();
    vi.advanceTimersByTime(1);
  }
  expect(countOf('pulse')).toBeGreaterThan(20);
  expect(countOf('pulse')).toBeLessThanOrEqual(31);
});

test('a thread that is saturated pushes five times a second, and often again when it is not', () => {
  const pulsesIn = (ms: number): number => {
    const before = countOf('pulse');
    for (let passed = 0; passed < ms; passed += 1) {
      pusher.pulseChanged();
      pusher.acknowledged();
      vi.advanceTimersByTime(1);
    }
    return countOf('pulse') - before;
  };
  load = 0.95;
  expect(pulsesIn(1000)).toBeLessThanOrEqual(6);
  load = 0.5;
  pulsesIn(200);
  expect(pulsesIn(1000)).toBeGreaterThan(20);
});

test('a window that has not taken a pulse gets no second one, and the last state once it has', () => {
  pusher.pulseChanged();
  vi.advanceTimersByTime(40);
  expect(countOf('pulse')).toBe(1);
  pusher.pulseChanged();
  vi.advanceTimersByTime(400);
  expect(countOf('pulse')).toBe(1);
  pusher.acknowledged();
  vi.advanceTimersByTime(40);
  expect(countOf('pulse')).toBe(2);
});

test('a window that never answers is told again after a second', () => {
  pusher.pulseChanged();
  vi.advanceTimersByTime(40);
  pusher.pulseChanged();
  vi.advanceTimersByTime(1100);
  expect(countOf('pulse')).toBe(2);
});

test('statuses are gathered', () => {
  pusher.statusChanged('a');
  pusher.statusChanged('a');
  pusher.statusChanged('b');
  vi.advanceTimersByTime(40);
  expect(sent).toEqual([['statuses', [{ id: 'a' }, { id: 'b' }]]]);
});
