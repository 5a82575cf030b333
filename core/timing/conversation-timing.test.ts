import { describe, expect, test } from 'vitest';
import { ConversationTiming } from './conversation-timing';
import { REMEMBERED } from './repeats';

const MS = 1_000_000;

/** Messages as `> 12.5 hello`: direction, ms since the first one, and what was said. */
const timingOf = (...said: readonly string[]): ConversationTiming => {
  const timing = new ConversationTiming();
  said.forEach((one, row) => {
    const [way = '', ms = '', text = ''] = one.split(' ');
    const fingerprint = [...text].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 0);
    timing.add({ row, at: Number(ms) * MS, out: way === '>', bytes: text.length, fingerprint });
  });
  return timing;
};

describe('answers', () => {
  test('are the first message of a side after the other one’s, from the last of those', () => {
    const { first, answers, messages } = timingOf(
      '> 0 ask',
      '> 2 more',
      '< 5 begin',
      '< 9 rest',
      '> 20 ask2',
      '< 20.5 b2',
    ).summary;
    expect({ first, messages }).toEqual({ first: 'out', messages: 6 });
    expect(answers.in).toMatchObject({ count: 2, min: 0.5 * MS, max: 3 * MS, mean: 1.75 * MS });
    expect(answers.in.slowest).toEqual([
      { row: 2, before: 1, ns: 3 * MS, at: 5 * MS },
      { row: 5, before: 4, ns: 0.5 * MS, at: 20.5 * MS },
    ]);
    // The other side’s pause is an answer of its own.
    expect(answers.out).toMatchObject({ count: 1, max: 11 * MS });
  });

  test('stand in bins that lead to the slowest of each, empty ones between them too', () => {
    const { bins } = timingOf('> 0 a', '< 1.1 b', '> 2 c', '< 3.4 d', '> 4 e', '< 6.5 f').summary.answers.in;
    expect(bins.map(({ from, count, row }) => [from / MS, count, row])).toEqual([
      [1, 2, 3],
      [1.5, 0, -1],
      [2, 1, 5],
    ]);
  });

  test('of a clock that was set back took no time, and an hour is counted too', () => {
    const { answers } = timingOf('> 10 a', '< 5 b', '> 6 c', '< 9000006 d').summary;
    expect(answers.in).toMatchObject({ count: 2, min: 0, max: 9_000_000 * MS });
    expect(answers.in.bins.at(-1)).toMatchObject({ to: null, count: 1, row: 3 });
  });

  test('are counted in a room of one size', () => {
    const timing = new ConversationTiming();
    for (let row = 0; row < 40_000; row += 1)
      timing.add({ row, at: row * 1000 * (1 + (row % 7)), out: row % 2 === 0, bytes: 1, fingerprint: row });
    const { answers, gaps, repeats } = timing.summary;
    expect(answers.in.count + answers.out.count).toBe(39_999);
    expect(answers.in.slowest).toHaveLength(100);
    expect(gaps).toHaveLength(100);
    expect(repeats.newest).toHaveLength(0);
  });

  test('of nobody are none', () => {
    const { answers, first, gaps } = timingOf().summary;
    expect(first).toBeNull();
    expect(gaps).toEqual([]);
    expect(answers.in).toMatchObject({ count: 0, min: 0, max: 0, median: 0, bins: [], slowest: [] });
  });
});

test('gaps are the longest silences, whoever breaks them', () => {
  const { gaps } = timingOf('> 0 a', '> 1 b', '< 101 c', '> 150 d').summary;
  expect(gaps.map(({ row, before, ns }) => [row, before, ns / MS])).toEqual([
    [2, 1, 100],
    [3, 2, 49],
    [1, 0, 1],
  ]);
});

describe('repeats', () => {
  test('are the same bytes of a side before the other one has said anything', () => {
    const { repeats } = timingOf(
      '> 0 ask',
      '> 5 other',
      '> 8 ask',
      '< 9 yes',
      // After an answer it is another question.
      '> 20 ask',
      // The other side’s same bytes are its own.
      '< 21 ask',
      '> 30 ask',
      '> 31 ask',
    ).summary;
    expect(repeats.unanswered).toBe(2);
    expect(repeats.answered).toBe(2);
    expect(repeats.newest).toEqual([
      { row: 7, before: 6, ns: MS, at: 31 * MS, out: true, bytes: 3 },
      { row: 2, before: 0, ns: 8 * MS, at: 8 * MS, out: true, bytes: 3 },
    ]);
  });

  test('are looked for among the last different messages of a side, and the newest are kept', () => {
    const timing = new ConversationTiming();
    let row = 0;
    const say = (fingerprint: number): void => {
      timing.add({ row, at: row, out: true, bytes: 1, fingerprint });
      row += 1;
    };
    for (let n = 0; n <= REMEMBERED; n += 1) say(n);
    say(0); // Forgotten by now.
    expect(timing.summary.repeats.unanswered).toBe(0);
    for (let n = 0; n < 300; n += 1) say(0);
    const { unanswered, newest } = timing.summary.repeats;
    expect(unanswered).toBe(300);
    expect(newest).toHaveLength(200);
    expect(newest[0]?.row).toBe(row - 1);
    expect(newest.at(-1)?.row).toBe(row - 200);
  });
});
