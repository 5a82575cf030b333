import type { SequenceStep } from '../contract/sequence';
import { blocksOf } from './compile';

/**
 * Puts a step before another one, or behind all (`to` is their number). A Repeat or an If takes what is in it along,
 * down to its End, and goes nowhere into itself.
 *
 * @returns the steps, and where the moved one is now
 */
export const moveStep = (
  steps: readonly SequenceStep[],
  from: number,
  to: number,
): { readonly steps: readonly SequenceStep[]; readonly at: number } => {
  const block = blocksOf(steps)[from] ?? null;
  const end = block?.opening === from ? block.end + 1 : from + 1;
  if (from < 0 || from >= steps.length || (to >= from && to <= end)) return { steps, at: from };
  const moved = steps.slice(from, end);
  const rest = [...steps.slice(0, from), ...steps.slice(end)];
  const at = to > from ? to - moved.length : to;
  return { steps: [...rest.slice(0, at), ...moved, ...rest.slice(at)], at };
};
