import type { AnswerBin, AnswerSummary, Wait } from '../contract/timing';
import { createHistogram } from '../measure/histogram';
import { Largest } from './largest';

const MICRO = 1000;
/** Where bins end, in µs of a power of ten: each is at most half as wide again as the one before. */
const STEPS = [1, 1.5, 2, 3, 5, 7];
/** From 1 µs to beyond an hour. */
const POWERS = 10;

/** The first ns of each bin behind the first, which begins at 0; the last one has no end. */
const EDGES: readonly number[] = Array.from({ length: POWERS }, (_, power) =>
  STEPS.map((step) => step * 10 ** power * MICRO),
).flat();

/** So many of the slowest answers are kept. */
const SLOWEST = 100;

const binOf = (ns: number): number => {
  let low = 0;
  let high = EDGES.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((EDGES[middle] ?? 0) <= ns) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Counts answers: of one size however many there are. */
export class AnswerTimes {
  readonly #histogram = createHistogram();
  readonly #counts = new Float64Array(EDGES.length + 1);
  readonly #slowest = new Float64Array(EDGES.length + 1).fill(-1);
  readonly #rows = new Float64Array(EDGES.length + 1).fill(-1);
  readonly #top = new Largest<Wait>(SLOWEST, ({ ns }) => ns);
  #min = Number.POSITIVE_INFINITY;
  #max = 0;
  #sum = 0;

  add(wait: Wait): void {
    const { ns, row } = wait;
    this.#histogram.add(ns / MICRO);
    this.#top.add(wait);
    this.#min = Math.min(this.#min, ns);
    this.#max = Math.max(this.#max, ns);
    this.#sum += ns;
    const bin = binOf(ns);
    this.#counts[bin] = (this.#counts[bin] ?? 0) + 1;
    if (ns <= (this.#slowest[bin] ?? 0)) return;
    this.#slowest[bin] = ns;
    this.#rows[bin] = row;
  }

  #quantile(part: number): number {
    return Math.min(this.#max, Math.max(this.#min, this.#histogram.quantile(part) * MICRO));
  }

  get summary(): AnswerSummary {
    const { count } = this.#histogram;
    const bins: AnswerBin[] = [];
    const last = this.#counts.findLastIndex((inside) => inside > 0);
    for (let bin = this.#counts.findIndex((inside) => inside > 0); bin >= 0 && bin <= last; bin += 1)
      bins.push({
        from: EDGES[bin - 1] ?? 0,
        to: EDGES[bin] ?? null,
        count: this.#counts[bin] ?? 0,
        row: this.#rows[bin] ?? -1,
      });
    const known = count > 0;
    return {
      count,
      min: known ? this.#min : 0,
      max: this.#max,
      mean: known ? this.#sum / count : 0,
      median: known ? this.#quantile(0.5) : 0,
      p95: known ? this.#quantile(0.95) : 0,
      p99: known ? this.#quantile(0.99) : 0,
      bins,
      slowest: this.#top.values,
    };
  }
}
