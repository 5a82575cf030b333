/** The few largest of any number of values, largest first; of equal ones those that came first. */
export class Largest<T> {
  readonly #most: number;
  readonly #size: (value: T) => number;
  #values: T[] = [];

  constructor(most: number, size: (value: T) => number) {
    this.#most = most;
    this.#size = size;
  }

  add(value: T): void {
    const size = this.#size(value);
    const last = this.#values.at(-1);
    const full = this.#values.length >= this.#most;
    if (full && (last === undefined || size <= this.#size(last))) return;
    let low = 0;
    let high = this.#values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.#values[middle];
      if (there !== undefined && this.#size(there) >= size) low = middle + 1;
      else high = middle;
    }
    this.#values.splice(low, 0, value);
    if (full) this.#values.pop();
  }

  get values(): readonly T[] {
    return this.#values;
  }
}
