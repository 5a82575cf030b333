import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Timing } from '../../core/contract/timing';
import { nodeDisk } from '../capture/disk';
import { DiskCapture } from '../capture/disk-capture';
import {
  cleanUp,
  flowOf,
  noControl,
  START,
  savedBytes,
  startService,
  temporaryFolder,
} from '../capture/test-support';
import { Analyst } from './analyst';
import { TimingPass } from './timing-pass';

afterEach(cleanUp);

const conversation = { flow: 1, endpoint: 'one' };
const MS = 1_000_000;

const start = async (transport: 'tcp' | 'udp' = 'tcp') => {
  const { service } = await startService();
  const analyst = new Analyst(nodeDisk);
  const say = (direction: 'in' | 'out', ms: number, bytes: string | Uint8Array, flow = 1): void =>
    service.recorder.data(
      flowOf(flow, { transport }),
      direction,
      Buffer.from(bytes),
      START + BigInt(Math.round(ms * MS)),
    );
  const times = async (row = 0): Promise<Timing> => {
    // A part at a time, where the machine is busy.
    for (;;) {
      const answer = await analyst.answer(
        'timing',
        await service.segments(),
        { conversation, row, bars: 50 },
        noControl,
      );
      if (!answer.ok) throw new Error(answer.failure.code);
      if (answer.value.scanned === answer.value.total) return answer.value;
    }
  };
  const rowAt = async (ms: number): Promise<number | null> => {
    const from = Number(START / 1000n) + ms * 1000;
    const answer = await analyst.answer(
      'timingRow',
      await service.segments(),
      { conversation, from },
      noControl,
    );
    if (!answer.ok) throw new Error(answer.failure.code);
    return answer.value.row;
  };
  return { service, say, times, rowAt };
};

describe.each(['tcp', 'udp'] as const)('the times of a conversation over %s', (transport) => {
  test('are of its own messages, and go on while it grows', async () => {
    const { say, times, rowAt } = await start(transport);
    say('in', 0, 'ask');
    say('in', 1, 'of another', 2);
    say('out', 4, 'answer');
    const first = await times(2);
    expect(first).toMatchObject({ messages: 2, scanned: 3, total: 3, first: 'in' });
    expect(first.origin).toEqual({ seconds: Number(START / 1_000_000_000n), nanos: 0 });
    expect(first.answers.out).toMatchObject({ count: 1, min: 4 * MS, max: 4 * MS });
    expect(first.own?.request).toEqual({ row: 2, before: 0, ns: 4 * MS, at: 4 * MS });
    say('in', 10, 'ask');
    say('in', 30, 'ask');
    const second = await times(4);
    expect(second.messages).toBe(4);
    expect(second.own).toEqual({
      previous: { row: 4, before: 3, ns: 20 * MS, at: 30 * MS },
      request: { row: 4, before: 2, ns: 26 * MS, at: 30 * MS },
    });
    expect(second.repeats).toMatchObject({ unanswered: 1, answered: 1 });
    expect(second.gaps[0]).toMatchObject({ row: 4, before: 3, ns: 20 * MS });
    const { bytesIn, bytesOut } = second.rate;
    expect(bytesIn.reduce((a, b) => a + b, 0)).toBe(9);
    expect(bytesOut.reduce((a, b) => a + b, 0)).toBe(6);
    expect(await rowAt(5)).toBe(3);
    expect(await rowAt(0)).toBe(0);
    expect(await rowAt(31)).toBeNull();
    // What is of another conversation, or comes later, has no times in this one.
    expect((await times(1)).own).toBeNull();
    expect((await times(99)).own).toBeNull();
  });

  test('of an opened capture are those of the recorded one', async () => {
    const { service, say, times } = await start(transport);
    for (let n = 0; n < 200; n += 1) say(n % 2 === 0 ? 'in' : 'out', n * n, `message ${n % 9}`);
    const live = await times(150);
    const path = join(await temporaryFolder(), 'saved.pcapng');
    await writeFile(path, await savedBytes(service));
    const opened = await startService();
    expect(await opened.service.open(path, noControl)).toMatchObject({ ok: true });
    const answer = await new Analyst(nodeDisk).answer(
      'timing',
      await opened.service.segments(),
      { conversation, row: 150, bars: 50 },
      noControl,
    );
    expect(answer).toEqual({ ok: true, value: live });
  });
});

test('a message of several packets and one that is longer than what is compared are told apart by their bytes', async () => {
  const { say, times } = await start();
  const long = new Uint8Array(200_000);
  say('in', 0, long.fill(1));
  say('in', 1, long.fill(1));
  say('in', 2, long.fill(2));
  const short = new Uint8Array(64 * 1024);
  say('in', 3, short);
  say('in', 4, short);
  short[65_535] = 1;
  say('in', 5, short);
  const { repeats } = await times();
  expect(repeats.newest.map(({ row, before }) => [row, before])).toEqual([
    [4, 3],
    [1, 0],
  ]);
});

test('a long conversation is read a part at a time, and a row in it found by marks', async () => {
  const { service, say } = await start();
  for (let n = 0; n < 3000; n += 1) {
    say(n % 3 === 0 ? 'in' : 'out', n, `${n}`);
    say('in', n, 'of another', 2);
  }
  const segments = await service.segments();
  const capture = await DiskCapture.open(nodeDisk, segments);
  try {
    const pass = new TimingPass(conversation);
    // No time at all still reads on: it comes to an end.
    let parts = 0;
    let seen = await pass.read(capture, 2000, 10);
    expect(seen).toMatchObject({ messages: 0, scanned: 0, total: 6000, own: null, origin: null });
    while (seen.scanned < seen.total) {
      await pass.extend(capture, 0);
      const next = await pass.read(capture, 2000, 10);
      expect(next.scanned).toBeGreaterThan(seen.scanned);
      seen = next;
      parts += 1;
    }
    expect(parts).toBeGreaterThan(1);
    expect(seen.messages).toBe(3000);
    // Row 2000 is message 1000, the first out after 999 in.
    expect(seen.own?.request).toMatchObject({ row: 2000, before: 1998, ns: MS });
    expect(seen.answers.out.count).toBe(1000);
    expect(await pass.rowAt(capture, Number(START / 1000n) + 1234_000)).toBe(2468);
  } finally {
    await capture.close();
  }
});
