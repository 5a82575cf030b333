import { expect, test } from 'vitest';
import { readWish } from './wish.mjs';

const known = ['tcp-sink', 'echo'];

test('everything, unless named', () => {
  expect(readWish([], known)).toEqual({ names: known, quick: false, doc: false, json: undefined });
  expect(readWish(['--quick', '--json', 'out.json', 'echo'], known)).toEqual({
    names: ['echo'],
    quick: true,
    doc: false,
    json: 'out.json',
  });
});

test.each([[['nothing']], [['--fast']], [['--doc', 'echo']], [['--doc', '--quick']]])(
  'refuses %j in words',
  (args) => {
    expect(() => readWish(args, known)).toThrow(/What to do/);
  },
);
