import { expect, test } from 'vitest';
import type { Flow } from '../../core/contract/recorder';
import { createLoopGuard, type Half } from './loop-guard';

const at = (port: number): Flow['local'] => ({ address: '127.0.0.1', port, family: 4 });
const flow = (id: string, local: number, remote: number): Flow => ({
  id: local,
  endpoint: { id, name: id, description: id },
  transport: 'tcp',
  local: at(local),
  remote: at(remote),
});

const setUp = (hopMs: number) => {
  let clock = 0;
  const guard = createLoopGuard(() => clock);
  /** What one half answers is heard by the other; answers with the number of the answer that made a loop. */
  const volley = (first: Half, second: Half, answers: number): number | null => {
    let [from, to] = [first, second];
    for (let n = 1; n <= answers; n += 1) {
      if (guard.answering(from, 10) !== null) return n;
      clock += hopMs;
      // However the bytes are split.
      guard.heard(to, 4);
      guard.heard(to, 6);
      [from, to] = [to, from];
    }
    return null;
  };
  return { guard, volley };
};

const halt = (): void => undefined;

test('a hundred answers on end, each to the one before, are a loop', () => {
  const { guard, volley } = setUp(1);
  const server = guard.add(flow('s', 1, 2), halt);
  const client = guard.add(flow('c', 2, 1), halt);
  expect(volley(client, server, 1000)).toBe(100);
});

test('two ends that take their time are none', () => {
  const { guard, volley } = setUp(100);
  const server = guard.add(flow('s', 1, 2), halt);
  const client = guard.add(flow('c', 2, 1), halt);
  expect(volley(client, server, 1000)).toBeNull();
});

test('what comes from outside begins anew', () => {
  const { guard, volley } = setUp(1);
  const server = guard.add(flow('s', 1, 2), halt);
  const client = guard.add(flow('c', 2, 1), halt);
  for (let round = 0; round < 20; round += 1) {
    guard.fresh(client);
    expect(volley(client, server, 50)).toBeNull();
  }
});

test('a peer of another program is never part of one', () => {
  const { guard } = setUp(1);
  const server = guard.add(flow('s', 1, 2), halt);
  for (let n = 0; n < 1000; n += 1) {
    guard.heard(server, 10);
    expect(guard.answering(server, 10)).toBeNull();
  }
});

test('forwarding counts as answering, and a half that is gone is forgotten', () => {
  const { guard } = setUp(1);
  const server = guard.add(flow('s', 1, 2), halt);
  const client = guard.add(flow('c', 2, 1), halt);
  for (let n = 0; n < 99; n += 1) {
    guard.forwarding(server, 'c', 10);
    guard.heard(server, 10);
  }
  expect(guard.answering(server, 10)).toBe(client);
  guard.remove(client);
  expect(guard.answering(server, 10)).toBeNull();
});
