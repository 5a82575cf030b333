import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { STREAM_WINDOW_BYTES, type StreamWindow } from '../../core/contract/stream';
import { nodeDisk } from '../capture/disk';
import {
  bytesOf,
  cleanUp,
  flowOf,
  noControl,
  START,
  startService,
  temporaryFolder,
} from '../capture/test-support';
import { Analyst } from './analyst';
import type { Answers, Ask, Questions } from './messages';

afterEach(cleanUp);

const conversation = { flow: 1, endpoint: 'one' };

const start = async () => {
  const { service } = await startService();
  const analyst = new Analyst(nodeDisk);
  const ask = async <A extends Exclude<Ask, `export${string}`>>(
    name: A,
    question: Questions[A],
    control = noControl,
  ): Promise<Answers[A]> => analyst.answer(name, await service.segments(), question, control);
  const say = (direction: 'in' | 'out', text: string | Uint8Array, flow = 1): void =>
    service.recorder.data(flowOf(flow), direction, typeof text === 'string' ? bytesOf(text) : text, START);
  const window = async (place: Questions['stream']['place']): Promise<StreamWindow> => {
    const answer = await ask('stream', { conversation, place });
    if (!answer.ok) throw new Error(answer.failure.code);
    return answer.value;
  };
  const find = async (text: string, from: number, direction: 'next' | 'previous', ignoreCase = false) => {
    const search = { needle: bytesOf(text), ignoreCase, from, direction };
    const answer = await ask('findInStream', { conversation, search });
    if (!answer.ok) throw new Error(answer.failure.code);
    return answer.value;
  };
  return { service, ask, say, window, find };
};

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const shown = ({ bytes, pieces }: StreamWindow): readonly string[] =>
  pieces.map(
    ({ row, direction, start: from, length }) =>
      `${row} ${direction} ${text(bytes.subarray(from, from + length))}`,
  );

describe('a conversation', () => {
  test('is its own messages in order, with the sides that they come from', async () => {
    const { say, window } = await start();
    say('in', 'GET');
    say('in', 'other', 2);
    say('out', 'answer');
    const first = await window({ at: 'offset', offset: 0 });
    expect(shown(first)).toEqual(['0 in GET', '2 out answer']);
    expect(first).toMatchObject({ start: 0, atEnd: true, messages: 2, bytesIn: 3, bytesOut: 6 });
    // It grows, and what was looked at is not looked at again.
    say('out', 'more');
    expect(shown(await window({ at: 'offset', offset: 0 }))).toEqual([
      '0 in GET',
      '2 out answer',
      '3 out more',
    ]);
    // From the middle of a message on.
    const middle = await window({ at: 'offset', offset: 5 });
    expect(shown(middle)).toEqual(['2 out swer', '3 out more']);
    expect(middle.pieces[0]).toMatchObject({ skipped: 2, total: 6 });
  });

  test('that is long is shown a part at a time, around a row too', async () => {
    const { say, window } = await start();
    const piece = new Uint8Array(10_000);
    for (let i = 0; i < 300; i += 1) {
      say(i % 2 === 0 ? 'in' : 'out', piece.fill(i));
      say('in', 'other', 2);
    }
    const around = await window({ at: 'row', row: 400 });
    expect(around.bytes).toHaveLength(STREAM_WINDOW_BYTES);
    expect(around.start).toBe(200 * 10_000 - STREAM_WINDOW_BYTES / 4);
    const own = around.pieces.find(({ row }) => row === 400);
    expect(own).toMatchObject({ total: 10_000, length: 10_000, skipped: 0 });
    expect(around.bytes[own?.start ?? -1]).toBe(200);
    expect(around.atEnd).toBe(false);
    const last = await window({ at: 'row', row: 598 });
    expect(last).toMatchObject({ atEnd: true, start: 3_000_000 - STREAM_WINDOW_BYTES });
    // Part after part is all of it.
    let at = 0;
    for (;;) {
      const part = await window({ at: 'offset', offset: at });
      expect(part.bytes[0]).toBe(Math.floor(at / 10_000) & 0xff);
      at += part.bytes.length;
      if (part.atEnd) break;
    }
    expect(at).toBe(3_000_000);
  });

  test('of many short messages is bounded by their number', async () => {
    const { say, window } = await start();
    for (let i = 0; i < 5000; i += 1) say('in', 'x');
    expect(await window({ at: 'offset', offset: 0 })).toMatchObject({
      atEnd: false,
      bytes: { length: 4000 },
    });
    expect((await window({ at: 'offset', offset: 4000 })).pieces).toHaveLength(1000);
  });
});

describe('searching a conversation', () => {
  test('finds across messages of one side, whatever the other says in between', async () => {
    const { say, find } = await start();
    say('in', 'nee');
    say('out', 'NEEDLE');
    say('in', 'dle');
    expect(await find('needle', -1, 'next')).toEqual({ offset: 0, row: 0 });
    expect(await find('needle', 0, 'next')).toEqual({ offset: 0, row: 0 });
    expect(await find('needle', -1, 'next', true)).toEqual({ offset: 3, row: 1 });
    expect(await find('eNE', -1, 'next')).toBeNull();
  });

  test('goes to the next and the one before, and around', async () => {
    const { say, find } = await start();
    say('in', 'a--a');
    say('out', '-a');
    expect((await find('a', -1, 'next'))?.offset).toBe(0);
    expect((await find('a', 0, 'next'))?.offset).toBe(3);
    expect((await find('a', 3, 'next'))?.offset).toBe(5);
    expect((await find('a', 5, 'next'))?.offset).toBe(0);
    expect((await find('a', 5, 'previous'))?.offset).toBe(3);
    expect((await find('a', 0, 'previous'))?.offset).toBe(5);
    expect(await find('b', 0, 'previous')).toBeNull();
  });

  test('finds what a plain search of one side finds', async () => {
    const chunk = fc.tuple(fc.constantFrom('in' as const, 'out' as const), fc.stringMatching(/^[ab]{0,5}$/));
    await fc.assert(
      fc.asyncProperty(
        fc.array(chunk, { minLength: 1, maxLength: 12 }),
        fc.stringMatching(/^[ab]{1,4}$/),
        async (chunks, needle) => {
          const { say, find } = await start();
          for (const [direction, said] of chunks) say(direction, said);
          const all = (['in', 'out'] as const).flatMap((side) => {
            const offsets: number[] = [];
            let at = 0;
            let joined = '';
            for (const [direction, said] of chunks) {
              if (direction === side) {
                for (let i = 0; i < said.length; i += 1) offsets.push(at + i);
                joined += said;
              }
              at += said.length;
            }
            const found: number[] = [];
            for (let i = joined.indexOf(needle); i >= 0; i = joined.indexOf(needle, i + 1))
              found.push(offsets[i] ?? -1);
            return found;
          });
          const seen: number[] = [];
          for (let from = -1; seen.length <= all.length; ) {
            const match = await find(needle, from, 'next');
            if (match === null || seen.includes(match.offset)) break;
            seen.push(match.offset);
            from = match.offset;
          }
          for (const offset of seen) expect(all).toContain(offset);
          expect(seen.length > 0).toBe(all.length > 0);
          const last = await find(needle, Number.MAX_SAFE_INTEGER, 'previous');
          expect(last?.offset ?? -1).toBe(all.length === 0 ? -1 : Math.max(...all));
          await cleanUp();
        },
      ),
      { numRuns: 25 },
    );
  });
});

test('a conversation is saved raw, one side alone, as text and as a hex dump', async () => {
  const { say, ask } = await start();
  say('in', Buffer.concat([Buffer.alloc(1024 * 1024 - 1, 'x'), Buffer.from('é!')]));
  say('out', 'ok');
  const folder = await temporaryFolder();
  const save = async (form: 'raw' | 'text' | 'hexDump', side: 'both' | 'in' | 'out'): Promise<Buffer> => {
    const path = join(folder, 'saved');
    const writing = { form, side, encoding: 'utf-8' as const };
    expect(await ask('saveStream', { conversation, writing, path })).toEqual({ ok: true, value: null });
    return readFile(path);
  };
  expect((await save('raw', 'both')).length).toBe(1024 * 1024 + 2 + 2);
  expect(String(await save('raw', 'out'))).toBe('ok');
  const written = String(await save('text', 'both'));
  // A character that stands where two pieces meet stays whole.
  expect(written).toContain('xé!\n');
  expect(written).toMatch(/^< 2026-09-21T14:13:20\.000000000Z {2}#1 {2}1048578 B\n/);
  expect(written).toMatch(/\n> .* #2 {2}2 B\nok\n\n$/);
  expect(String(await save('hexDump', 'out'))).toMatch(/\n00000000 {2}6f 6b +\|ok\|\n00000002\n/);
});

test('a save that is called off leaves nothing, and a file that cannot be written says why', async () => {
  const { say, ask } = await start();
  say('in', 'x');
  const folder = await temporaryFolder();
  const stop = new AbortController();
  stop.abort();
  const writing = { form: 'raw' as const, side: 'both' as const, encoding: 'utf-8' as const };
  expect(
    await ask(
      'saveStream',
      { conversation, writing, path: join(folder, 'a') },
      { ...noControl, signal: stop.signal },
    ),
  ).toMatchObject({ failure: { code: 'ECAPTURE_CANCELLED' } });
  expect(await ask('saveStream', { conversation, writing, path: join(folder, 'none', 'a') })).toMatchObject({
    failure: { code: 'ENOENT' },
  });
});
