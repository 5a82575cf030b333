interface Sample {
  readonly at: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

const WINDOW_MS = 1000;
const SPACING_MS = 100;

/** Bytes per second over the last second, from running totals that are shown to it now and then. */
export class RateMeter {
  readonly #clock: () => number;
  #samples: Sample[] = [];

  /** `clock` in ms, monotonic. */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Totals began anew. */
  reset(): void {
    this.#samples = [];
  }

  rates(bytesIn: number, bytesOut: number): { readonly in: number; readonly out: number } {
    const at = this.#clock();
    const last = this.#samples.at(-1);
    // The first traffic after a silence is measured against the silence, not against itself.
    if (last === undefined) this.#samples.push({ at: at - WINDOW_MS, bytesIn: 0, bytesOut: 0 });
    if (last === undefined || at - last.at >= SPACING_MS) this.#samples.push({ at, bytesIn, bytesOut });
    while ((this.#samples[1]?.at ?? at) <= at - WINDOW_MS) this.#samples.shift();
    const [oldest] = this.#samples;
    if (oldest === undefined) return { in: 0, out: 0 };
    const seconds = Math.max(at - oldest.at, WINDOW_MS) / 1000;
    return {
      in: Math.max(0, Math.round((bytesIn - oldest.bytesIn) / seconds)),
      out: Math.max(0, Math.round((bytesOut - oldest.bytesOut) / seconds)),
    };
  }
}
