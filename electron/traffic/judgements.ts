import type { Result } from '../../core/contract/result';
import type { Judge, Judgement } from '../capture/judged-scan';
import type { RowNumbers } from '../capture/scan';

export interface Judgements {
  readonly ask: Judge;
  readonly answer: (id: number, answer: Result<RowNumbers>) => void;
}

/** Questions to a thread that answers by number. */
export const createJudgements = (tell: (id: number, judgement: Judgement) => void): Judgements => {
  const waiting = new Map<number, (answer: Result<RowNumbers>) => void>();
  let ids = 0;
  return {
    ask: (judgement) =>
      new Promise((resolve) => {
        ids += 1;
        waiting.set(ids, resolve);
        tell(ids, judgement);
      }),
    answer(id, answer) {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
  };
};
