import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultFraming, type FramingSetting } from '../../core/contract/framing';
import {
  MESSAGES_PER_PAGE,
  type MessagePlace,
  type StreamMessages,
} from '../../core/contract/stream-messages';
import type { Frame } from '../../core/framing/framing';
import { readFraming } from '../../core/framing/setting';
import { nodeDisk } from '../capture/disk';
import { DiskCapture } from '../capture/disk-capture';
import { bytesOf, cleanUp, flowOf, noControl, START, startService } from '../capture/test-support';
import { Analyst } from './analyst';
import { MessageIndex } from './message-index';
import { StreamIndex } from './stream-index';

afterEach(cleanUp);

const conversation = { flow: 1, endpoint: 'one' };
const setting = (change: Partial<FramingSetting>): FramingSetting => ({ ...defaultFraming(), ...change });
const LINES = setting({ kind: 'delimiter', delimiter: '\\n' });
const PAUSES = setting({ kind: 'idle', idle: '20000' });
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const MS = 1_000_000n;

const start = async () => {
  const { service } = await startService();
  const analyst = new Analyst(nodeDisk);
  let ms = 0n;
  const say = (direction: 'in' | 'out', said: string | Uint8Array, flow = 1, afterMs = 1n): void => {
    ms += afterMs;
    const bytes = typeof said === 'string' ? bytesOf(said) : said;
    service.recorder.data(flowOf(flow), direction, bytes, START + ms * MS);
  };
  const messages = async (
    framing: FramingSetting,
    place: MessagePlace = { at: 'number', number: 0 },
    laterMs = 0,
  ): Promise<StreamMessages> => {
    const question = { lens: { conversation, framing }, place, atMs: Number(START / MS + ms) + laterMs };
    // A part at a time, where there are many or the machine is busy.
    for (;;) {
      const answer = await analyst.answer('streamMessages', await service.segments(), question, noControl);
      if (!answer.ok) throw new Error(answer.failure.code);
      if (answer.value.read === answer.value.total) return answer.value;
    }
  };
  return { service, analyst, say, messages };
};

const shown = ({ list }: StreamMessages): readonly string[] =>
  list.map(
    ({ number, direction, fault, preview, first, last }) =>
      `${number} ${direction} ${fault?.code ?? text(preview)} ${first.row}-${last.row}`,
  );

describe('the messages of a conversation', () => {
  test('are cut across rows and whatever the other side says, and lead to their rows', async () => {
    const { say, messages } = await start();
    say('in', 'GE');
    say('out', 'hel');
    say('in', 'T\nPUT\nx');
    say('in', 'other\n', 2);
    say('out', 'lo\n');
    const first = await messages(LINES);
    expect(shown(first)).toEqual(['0 in GET 0-2', '1 in PUT 2-2', '2 out hello 1-4']);
    expect(first).toMatchObject({ messages: 3, faults: 0, read: 15, total: 15, at: null });
    expect(first.list[2]).toMatchObject({ offset: 2, span: 6, length: 5, first: { nanos: 2_000_000 } });
    expect(first.begun).toMatchObject([{ direction: 'in', length: 1, first: { row: 2 } }]);
    // More comes: what was cut stays as it was.
    say('in', 'y\n');
    expect(shown(await messages(LINES)).at(-1)).toBe('3 in xy 2-5');
    // Another framing, without a new capture.
    expect((await messages(setting({ kind: 'fixed', length: '4' }))).messages).toBe(3);
  });

  test('what breaks the framing is told where it stands', async () => {
    const { say, messages, analyst, service } = await start();
    say('in', 'short\nfar too ');
    say('in', 'long\nnext\n');
    const framing = setting({ kind: 'delimiter', delimiter: '\\n', most: '6' });
    const cut = await messages(framing);
    expect(shown(cut)).toEqual(['0 in short 0-0', '1 in EFRAMING_LONG 0-0', '2 in next 1-1']);
    expect(cut).toMatchObject({ messages: 3, faults: 1 });
    expect(cut.list[1]?.fault?.params).toEqual({ length: 7, max: 6 });
    const ask = async (number: number) =>
      analyst.answer(
        'streamMessage',
        await service.segments(),
        { lens: { conversation, framing }, number, atMs: 0 },
        noControl,
      );
    expect(await ask(2)).toEqual({ ok: true, value: { bytes: Uint8Array.from(bytesOf('next')), total: 4 } });
    expect(await ask(3)).toMatchObject({ ok: false, failure: { code: 'EVIEW_GONE' } });
  });

  test('that hold a row are found', async () => {
    const { say, messages } = await start();
    for (let i = 0; i < 2000; i += 1) say(i % 2 === 0 ? 'in' : 'out', `${i}\n`);
    const around = await messages(LINES, { at: 'row', row: 1501 });
    expect(around.at).toBe(1501);
    expect(around.start).toBe(1501 - MESSAGES_PER_PAGE / 3);
    expect(around.list).toHaveLength(MESSAGES_PER_PAGE);
    expect(around.list[100]).toMatchObject({ number: 1501, direction: 'out', first: { row: 1501 } });
  });

  test('silence ends a message where the setting says so', async () => {
    const { say, messages } = await start();
    say('in', 'a');
    say('in', 'b');
    say('in', 'c', 1, 50_000n);
    const cut = await messages(PAUSES);
    expect(shown(cut)).toEqual(['0 in ab 0-1']);
    expect(cut.begun).toMatchObject([{ length: 1, first: { row: 2 } }]);
    expect(cut.dueMs).toBeLessThanOrEqual(20_000);
    expect(cut.dueMs).toBeGreaterThan(10_000);
  });

  test('the last one is whole once silence has ended it, and another only if more had come by then', async () => {
    const { say, messages, analyst, service } = await start();
    const ask = async (number: number) => {
      const question = { lens: { conversation, framing: PAUSES }, number, atMs: Number(START / MS) + 90_000 };
      const answer = await analyst.answer('streamMessage', await service.segments(), question, noControl);
      return answer.ok ? text(answer.value.bytes) : answer.failure.code;
    };
    say('in', 'a');
    say('out', 'B', 1, 30_000n);
    say('in', 'c');
    // The beginning of the capture, and its end: the message that came before was ended by what came after.
    const early = await messages(PAUSES, undefined, 10_000);
    expect(shown(early)).toEqual(['0 in a 0-0']);
    expect(early.begun).toMatchObject([{ direction: 'in' }, { direction: 'out' }]);
    const late = await messages(PAUSES, { at: 'row', row: 2 }, 20_000);
    expect(shown(late)).toEqual(['0 in a 0-0', '1 out B 1-1', '2 in c 2-2']);
    expect(late).toMatchObject({ messages: 3, begun: [], dueMs: null, at: 2 });
    expect(await ask(2)).toBe('c');
    expect(await ask(3)).toBe('EVIEW_GONE');
    // What had not reached the capture when it was asked goes on all the same.
    say('in', 'd', 1, 19_000n);
    say('out', 'E', 1, 30_000n);
    const grown = await messages(PAUSES);
    expect(shown(grown)).toEqual(['0 in a 0-0', '1 out B 1-1', '2 in cd 2-3']);
    expect(grown.begun).toMatchObject([{ direction: 'out', first: { row: 4 } }]);
  });

  test('a clock that was set back holds no silence up', async () => {
    const { say, messages } = await start();
    say('in', 'a');
    const soon = setting({ kind: 'idle', idle: '1' });
    const daysBefore = -3 * 24 * 3_600_000;
    await expect.poll(async () => shown(await messages(soon, undefined, daysBefore))).toEqual(['0 in a 0-0']);
  });

  test('a setting that is not whole is refused with its code', async () => {
    const { analyst, service } = await start();
    const question = {
      lens: { conversation, framing: setting({ kind: 'fixed', length: '' }) },
      place: { at: 'number', number: 0 } as const,
      atMs: 0,
    };
    expect(
      await analyst.answer('streamMessages', await service.segments(), question, noControl),
    ).toMatchObject({ ok: false, failure: { code: 'EFRAMING_SETTING' } });
  });
});

test('any page, from any mark, is what cutting each side from its beginning gives', async () => {
  const settings = fc.constantFrom(
    setting({ kind: 'delimiter', delimiter: 'ab', most: '9' }),
    setting({ kind: 'length', size: '1', most: '40' }),
    setting({ kind: 'markers', start: 'a', end: 'b' }),
    setting({ kind: 'slip' }),
    setting({ kind: 'json', most: '7' }),
    setting({ kind: 'idle', idle: '30000' }),
  );
  const chunk = fc.tuple(
    fc.constantFrom('in' as const, 'out' as const),
    fc
      .array(fc.constantFrom(...Buffer.from('ab\x01\x05\xc0\xdb\xdc{}"1 ', 'latin1')), {
        minLength: 1,
        maxLength: 14,
      })
      .map((list) => Uint8Array.from(list)),
    fc.bigInt({ min: 0n, max: 4n }).map((after) => after * 10_000n),
  );
  await fc.assert(
    fc.asyncProperty(
      settings,
      fc.array(chunk, { minLength: 1, maxLength: 40 }),
      fc.nat(60),
      async (framing, chunks, from) => {
        const { say, service } = await start();
        const read = readFraming(framing);
        if (!read.ok) throw new Error('a wrong setting');
        const framers = { in: read.framer(), out: read.framer() };
        const expected: string[] = [];
        let ms = Number(START / MS);
        const take = (side: 'in' | 'out', frames: readonly Frame[]): void => {
          for (const frame of frames)
            expected.push(`${side} ${frame.kind === 'fault' ? frame.code : ''} ${text(frame.bytes)}`);
        };
        const silence = (until: number): void => {
          const endOf = (side: 'in' | 'out'): number => framers[side].endsAt ?? Infinity;
          for (const side of endOf('in') <= endOf('out')
            ? (['in', 'out'] as const)
            : (['out', 'in'] as const))
            take(side, framers[side].push(new Uint8Array(0), until));
        };
        for (const [direction, bytes, after] of chunks) {
          say(direction, bytes, 1, after);
          ms += Number(after);
          silence(ms);
          take(direction, framers[direction].push(bytes, ms));
        }
        ms += 10_000;
        silence(ms);
        const capture = await DiskCapture.open(nodeDisk, await service.segments());
        const stream = new StreamIndex(conversation);
        await stream.extend(capture);
        const index = new MessageIndex(stream, read.framer, { messages: 2, bytes: 5 });
        // A part at a time, as if there were no time at all.
        for (let turn = 0; turn <= chunks.length; turn += 1) await index.extend(capture, -1);
        const page = await index.page(capture, { at: 'number', number: from }, ms);
        expect(page.messages).toBe(expected.length);
        expect(
          page.list.map(
            ({ direction, fault, preview }) => `${direction} ${fault?.code ?? ''} ${text(preview)}`,
          ),
        ).toEqual(expected.slice(Math.min(from, Math.max(0, expected.length - 1))));
        // And each of them begins where its first row has its first byte.
        for (const { first, last, span } of page.list) {
          expect(last.row).toBeGreaterThanOrEqual(first.row);
          expect(span).toBeGreaterThan(0);
        }
        await capture.close();
        await cleanUp();
      },
    ),
    { numRuns: 60 },
  );
});
