import type { Draft } from '../../core/contract/draft';
import { MAX_HISTORY } from '../../core/contract/limits';

/** A longer message is not remembered: fifty of them would be kept and crossed over with every edit. */
const LONGEST_REMEMBERED = 100_000;

const lengthOf = (draft: Draft): number => (draft.format === 'text' ? draft.text : draft.hex).length;

const same = (a: Draft, b: Draft): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The history after sending a message, newest first; sending again moves it to the front. */
export const remember = (history: readonly Draft[], sent: Draft): readonly Draft[] =>
  lengthOf(sent) === 0 || lengthOf(sent) > LONGEST_REMEMBERED
    ? history
    : [sent, ...history.filter((draft) => !same(draft, sent))].slice(0, MAX_HISTORY);

/** Where a walk through the history stands: `at` 0 is the newest; `draft` is what was there before the walk. */
export interface Walk {
  readonly at: number;
  readonly draft: Draft;
}

interface Step {
  /** Null: the walk is over, back at the draft. */
  readonly walk: Walk | null;
  readonly shown: Draft;
}

/** One step to older messages; null at the oldest. */
export const older = (history: readonly Draft[], walk: Walk | null, current: Draft): Step | null => {
  const at = walk === null ? 0 : walk.at + 1;
  const shown = history[at];
  return shown === undefined ? null : { walk: { at, draft: walk?.draft ?? current }, shown };
};

/** One step back to newer ones, and at last to the draft that was there before; null when not walking. */
export const newer = (history: readonly Draft[], walk: Walk | null): Step | null => {
  if (walk === null) return null;
  const shown = history[walk.at - 1];
  return shown === undefined
    ? { walk: null, shown: walk.draft }
    : { walk: { ...walk, at: walk.at - 1 }, shown };
};
