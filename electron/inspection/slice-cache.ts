import type { Slice } from '../../core/contract/slice';

/** Slices that are kept, so that going back to a conversation does not read the disk again. */
const MOST_SLICES = 4;
const MOST_BYTES = 96 * 1024 * 1024;

export interface KeptSlice {
  readonly slice: Slice;
  /** Rows that the capture had when it was made. */
  readonly seen: number;
  /** It has as much of its conversations as a tree may ask for. */
  readonly thorough: boolean;
}

/** The slices that were used last. They all belong to one capture: another one empties it. */
export class SliceCache {
  /** In the order of use, the last one at the end. */
  #kept: readonly KeptSlice[] = [];
  #capture = '';

  /** `capture` names the capture that rows are numbered in. */
  of(capture: string): void {
    if (capture === this.#capture) return;
    this.#capture = capture;
    this.#kept = [];
  }

  /** One that will do, which then is the last one used. */
  find(willDo: (kept: KeptSlice) => boolean): KeptSlice | null {
    const found = this.#kept.findLast(willDo);
    if (found === undefined) return null;
    this.#kept = [...this.#kept.filter((one) => one !== found), found];
    return found;
  }

  add(made: KeptSlice): void {
    let bytes = 0;
    const kept: KeptSlice[] = [];
    for (const one of [...this.#kept, made].reverse()) {
      bytes += one.slice.pcapng.length;
      if (kept.length > 0 && (kept.length >= MOST_SLICES || bytes > MOST_BYTES)) break;
      kept.unshift(one);
    }
    this.#kept = kept;
  }
}
