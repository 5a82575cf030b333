interface Totals {
  readonly bytesIn: number;
  readonly bytesOut: number;
}

interface Sample extends Totals {
  readonly at: number;
}

const WINDOW_MS = 1000;
const SPACING_MS = 100;

/** Bytes per second over the last second, from running totals that are shown to it whenever they have moved. */
export class RateMeter {
  readonly #clock: () => number;
  #samples: Sample[];

  /** `clock` in ms, monotonic. */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#samples = [{ at: clock(), bytesIn: 0, bytesOut: 0 }];
  }

  /** The totals began anew, and are this now. */
  reset({ bytesIn, bytesOut }: Totals): void {
    this.#samples = [{ at: this.#clock(), bytesIn, bytesOut }];
  }

  sample({ bytesIn, bytesOut }: Totals): void {
    const at = this.#clock();
    const last = this.#samples.at(-1);
    // Totals that move are shown at once: before the silence that ends here, nothing has moved.
    if (last !== undefined && at - last.at > WINDOW_MS) this.#samples.push({ ...last, at: at - WINDOW_MS });
    if (last === undefined || at - last.at >= SPACING_MS) this.#samples.push({ at, bytesIn, bytesOut });
    // The oldest one kept is the last that is a second old, so that the span is never shorter than a second.
    while ((this.#samples[1]?.at ?? at) <= at - WINDOW_MS) this.#samples.shift();
  }

  rates(totals: Totals): { readonly in: number; readonly out: number } {
    this.sample(totals);
    const at = this.#clock();
    const oldest = this.#samples[0] ?? { at, ...totals };
    const seconds = Math.max(at - oldest.at, WINDOW_MS) / 1000;
    return {
      in: Math.round((totals.bytesIn - oldest.bytesIn) / seconds),
      out: Math.round((totals.bytesOut - oldest.bytesOut) / seconds),
    };
  }
}
