import { PUSHES_PER_SECOND } from '../../core/contract/limits';

/** Runs once after any number of calls, at most PUSHES_PER_SECOND times a second. */
export const throttled = (run: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      run();
    }, 1000 / PUSHES_PER_SECOND);
  };
};
