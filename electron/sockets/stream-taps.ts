import type { Reading } from './reading';
import type { Tap, Tapping } from './receive-file';

/** Who hears what a connection receives, until it ends. */
export class StreamTaps {
  readonly #taps = new Set<Tap>();

  /** `over`: nothing more will come. */
  constructor(
    private readonly reading: Reading,
    private readonly over: () => boolean,
  ) {}

  add(tap: Tap): Tapping {
    if (this.over()) tap.ended();
    else this.#taps.add(tap);
    return {
      pause: (on) => {
        if (!this.over()) this.reading.set('file', on && this.#taps.has(tap));
      },
      end: () => {
        this.#taps.delete(tap);
        if (!this.over()) this.reading.set('file', false);
      },
    };
  }

  received(chunk: Uint8Array): void {
    if (this.#taps.size > 0) for (const tap of this.#taps) tap.received(chunk);
  }

  ended(): void {
    for (const tap of this.#taps) tap.ended();
  }
}
