import type { DiffRun } from '../contract/compare';

/** A comparison has at most so many runs; what is behind them becomes one. */
export const MOST_RUNS = 20_000;

/** Puts runs together, one behind the other; neighbours of one kind become one. */
export class Runs {
  readonly #runs: DiffRun[] = [];
  #left = 0;
  #right = 0;
  /** There were too many: the last one stands for the rest. */
  cut = false;

  add(kind: DiffRun['kind'], leftLength: number, rightLength: number): void {
    if (leftLength === 0 && rightLength === 0) return;
    const last = this.#runs.at(-1);
    this.cut ||= this.#runs.length >= MOST_RUNS && kind !== last?.kind;
    if (last !== undefined && (this.cut || last.kind === kind || (last.kind !== 'same' && kind !== 'same')))
      this.#runs[this.#runs.length - 1] = this.#joined(last, kind, leftLength, rightLength);
    else this.#runs.push({ kind, left: this.#left, leftLength, right: this.#right, rightLength });
    this.#left += leftLength;
    this.#right += rightLength;
  }

  #joined(last: DiffRun, kind: DiffRun['kind'], leftLength: number, rightLength: number): DiffRun {
    const length = { leftLength: last.leftLength + leftLength, rightLength: last.rightLength + rightLength };
    return { ...last, ...length, kind: last.kind === kind && !this.cut ? kind : 'changed' };
  }

  get runs(): readonly DiffRun[] {
    return this.#runs;
  }
}
