import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EndpointStatus } from '../../core/contract/status';
import { PACE_MS } from './paced';
import { mergeStatuses, useStatuses } from './statuses';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const status = (change: Partial<EndpointStatus> = {}): EndpointStatus => ({
  id: 'a',
  state: { phase: 'listening', local: { address: '127.0.0.1', port: 1, family: 4 }, accepting: true },
  connections: 1,
  messagesIn: 0,
  messagesOut: 0,
  bytesIn: 0,
  bytesOut: 0,
  queued: 0,
  receiveBuffer: null,
  sendBuffer: null,
  groups: [],
  waiting: null,
  backlog: null,
  descriptor: null,
  repeats: [],
  script: null,
  ...change,
});
const now = (): EndpointStatus | undefined => useStatuses.getState().byId.a;

it('an equal status is news, and its parts are the same', () => {
  mergeStatuses([status()]);
  const before = now();
  vi.advanceTimersByTime(2 * PACE_MS);
  // A connection was half-closed, which no number of its endpoint says.
  mergeStatuses([status()]);
  vi.advanceTimersByTime(2 * PACE_MS);
  expect(now()).toEqual(before);
  expect(now()).not.toBe(before);
  expect(now()?.state).toBe(before?.state);
});

it('a change of state is seen at once, numbers as often as they can be read', () => {
  mergeStatuses([status()]);
  mergeStatuses([status({ messagesIn: 1 })]);
  mergeStatuses([status({ messagesIn: 2 })]);
  expect(now()?.messagesIn).toBe(0);
  mergeStatuses([status({ messagesIn: 3, state: { phase: 'stopped' } })]);
  expect(now()).toMatchObject({ messagesIn: 3, state: { phase: 'stopped' } });
  mergeStatuses([status({ messagesIn: 4, state: { phase: 'stopped' } })]);
  vi.advanceTimersByTime(2 * PACE_MS);
  expect(now()?.messagesIn).toBe(4);
});
