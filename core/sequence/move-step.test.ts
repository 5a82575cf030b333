import { expect, test } from 'vitest';
import type { SequenceStep } from '../contract/sequence';
import type { StepKind } from '../contract/sequence-choices';
import { moveStep } from './move-step';
import { newStep } from './new-step';

const KINDS: Readonly<Record<string, StepKind>> = { r: 'repeat', i: 'if', e: 'else', x: 'end' };
const stepsOf = (letters: string): readonly SequenceStep[] =>
  [...letters].map((letter, at) => newStep(KINDS[letter] ?? 'send', `${letter}${at}`));

test.each([
  ['abc', 0, 2, 'bac', 1],
  ['abc', 0, 3, 'bca', 2],
  ['abc', 2, 0, 'cab', 0],
  // Where it is already.
  ['abc', 1, 1, 'abc', 1],
  ['abc', 1, 2, 'abc', 1],
  // A block goes whole, and not into itself.
  ['arbxc', 1, 0, 'rbxac', 0],
  ['arbxc', 1, 5, 'acrbx', 2],
  ['arbxc', 1, 2, 'arbxc', 1],
  ['aibecxd', 1, 0, 'ibecxad', 0],
  // What is in it, an Else and an End go alone.
  ['arbxc', 2, 0, 'barxc', 0],
  ['ibecx', 2, 1, 'iebcx', 1],
  ['rbxc', 2, 4, 'rbcx', 3],
])('%s: %i before %i is %s', (before, from, to, after, at) => {
  const moved = moveStep(stepsOf(before), from, to);
  expect(moved.steps.map(({ id }) => id[0]).join('')).toBe(after);
  expect(moved.at).toBe(at);
});
