import { networkInterfaces } from 'node:os';
import { expect, test, vi } from 'vitest';
import { localTowards, wireAddress } from './addresses';
import { createClock, millisecondsOf, secondsBetween } from './clock';
import { createDelayLine } from './delay-line';
import { failureOf, failureParams } from './failure-of';
import { localInterfaces } from './interfaces';
import { inodesOn } from './port-owner';
import { createPressure, type Pausable } from './pressure';
import { createSendQueue, QUEUE_LIMIT } from './send-queue';
import { memoryRecorder } from './testing';

test('the clock is the wall clock in nanoseconds and never runs backwards', () => {
  const now = createClock();
  const times = Array.from({ length: 1000 }, now);
  expect(times).toEqual([...times].sort((a, b) => Number(a - b)));
  expect(Math.abs(millisecondsOf(now()) - Date.now())).toBeLessThan(1000);
  expect(secondsBetween(1_000_000_000n, 2_234_567_890n)).toBe(1.234);
});

test('after a sleep the clock catches up with the wall; a wall clock that is set back changes nothing', () => {
  let monotonic = 0n;
  let wall = 1_000_000_000_000n;
  const now = createClock(
    () => monotonic,
    () => wall,
    () => wall,
  );
  const pass = (run: bigint, real = run): bigint => {
    monotonic += run;
    wall += real;
    return now();
  };
  expect(pass(5_000_000_000n)).toBe(1_005_000_000_000n);
  // Asleep for an hour: noticed a second after waking at the latest.
  expect(pass(1_100_000_000n, 3_600_000_000_000n)).toBe(wall);
  const before = now();
  expect(pass(2_000_000_000n, -7_200_000_000_000n)).toBe(before + 2_000_000_000n);
});

test.each([
  ['::ffff:127.0.0.1', '127.0.0.1', 4],
  ['::FFFF:10.1.2.3', '10.1.2.3', 4],
  ['::1', '::1', 6],
  ['fe80::1%eth0', 'fe80::1%eth0', 6],
  ['192.0.2.1', '192.0.2.1', 4],
] as const)('%s is %s on the wire', (address, shown, family) => {
  expect(wireAddress(address, 5)).toEqual({ address: shown, port: 5, family });
});

test('our side of a conversation is the interface that reaches the peer, or stays open', () => {
  const any4 = { address: '0.0.0.0', port: 7, family: 4 } as const;
  expect(localTowards(any4, { address: '127.0.0.9', port: 1, family: 4 }).address).toBe('127.0.0.1');
  expect(localTowards(any4, { address: '203.0.113.9', port: 1, family: 4 }).address).toBe('0.0.0.0');
  const bound = { address: '127.0.0.2', port: 7, family: 4 } as const;
  expect(localTowards(bound, { address: '127.0.0.9', port: 1, family: 4 })).toBe(bound);
});

test('every address of every interface is offered', () => {
  const offered = localInterfaces();
  expect(offered).toContainEqual({
    name: expect.any(String),
    address: '127.0.0.1',
    family: 4,
    internal: true,
  });
  expect(offered).toHaveLength(Object.values(networkInterfaces()).flat().length);
});

test('an error of Node as a value', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED ::1:9'), {
    code: 'ECONNREFUSED',
    errno: -111,
    syscall: 'connect',
  });
  expect(failureOf(refused, { port: 9 })).toEqual({
    code: 'ECONNREFUSED',
    errno: 111,
    syscall: 'connect',
    params: { port: 9 },
    detail: 'connect ECONNREFUSED ::1:9',
  });
  const unreachable = Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH', errno: -101 });
  const both = Object.assign(new AggregateError([unreachable, refused], ''), { code: 'ENETUNREACH' });
  expect(failureOf(both)).toMatchObject({
    code: 'ECONNREFUSED',
    detail: 'connect ENETUNREACH; connect ECONNREFUSED ::1:9',
  });
  // The resolver's numbers are the runtime's own.
  const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND', errno: -3008 });
  expect(failureOf(unknown)).not.toHaveProperty('errno');
  expect(failureOf('what?')).toEqual({ code: 'EUNKNOWN', detail: 'what?' });
  expect(failureParams(failureOf(refused, { port: 9 }))).toMatchObject({
    code: 'ECONNREFUSED',
    errno: 111,
    port: 9,
  });
});

test('only listening TCP sockets hold a port', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:22B8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1
   1: 0100007F:22B8 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 222 1
   2: 0100007F:22B9 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1`;
  expect(inodesOn(table, 'tcp', 8888)).toEqual(['111']);
  expect(inodesOn(table, 'udp', 8888)).toEqual(['111', '222']);
});

test('a delay line delivers in order, even when a delay is shortened, and forgets when it is told to', () => {
  vi.useFakeTimers();
  try {
    const got: string[] = [];
    const line = createDelayLine<string>((item) => got.push(item));
    line.push('first', 10, 100);
    line.push('second', 20, 5);
    expect([line.count, line.bytes]).toEqual([2, 30]);
    vi.advanceTimersByTime(99);
    expect(got).toEqual([]);
    vi.advanceTimersByTime(2);
    expect(got).toEqual(['first', 'second']);
    expect([line.count, line.bytes]).toEqual([0, 0]);
    line.push('third', 1, 50);
    line.clear();
    vi.advanceTimersByTime(1000);
    expect(got).toHaveLength(2);
    for (let i = 0; i < 5000; i += 1) line.push(String(i), 1, i);
    vi.advanceTimersByTime(6000);
    expect(got.slice(2)).toEqual(Array.from({ length: 5000 }, (_, i) => String(i)));
  } finally {
    vi.useRealTimers();
  }
});

test('pressure pauses everyone once, newcomers too, and lets go with the relief', async () => {
  const recorder = memoryRecorder();
  recorder.pressureLimit = 10;
  const pressure = createPressure(recorder);
  const seen: string[] = [];
  const member = (name: string): Pausable => ({ setPressure: (high) => seen.push(`${name} ${high}`) });
  pressure.add(member('a'));
  pressure.check();
  recorder.pending = 11;
  pressure.check();
  pressure.check();
  pressure.add(member('b'));
  let relieved = false;
  const wait = pressure.relieved().then(() => {
    relieved = true;
  });
  expect(relieved).toBe(false);
  recorder.relieve();
  await wait;
  await pressure.relieved();
  expect(seen).toEqual(['a true', 'b true', 'a false', 'b false']);
});

test('a queue refuses more than its limit, but never a single message', () => {
  const queue = createSendQueue(() => undefined);
  expect(queue.refuses(QUEUE_LIMIT * 2)).toBeNull();
  queue.add(100);
  expect(queue.refuses(QUEUE_LIMIT)).toMatchObject({ code: 'EQUEUE_FULL', params: { queued: 100 } });
  queue.settle(60, true);
  queue.settle(40, false);
  expect([queue.bytes, queue.lost]).toEqual([0, 40]);
});
