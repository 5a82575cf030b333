import type { Repeat } from '../contract/timing';
import { type TimedMessage, waitOf } from './message';

/** So many different messages of each side are remembered. */
export const REMEMBERED = 4096;
/** So many repeats are kept, the newest. */
const KEPT = 200;

interface Said {
  readonly row: number;
  readonly at: number;
  /** Which turn of the conversation it was said in: a turn ends when the other side speaks. */
  readonly turn: number;
}

/** Finds what an application sent again, by the bytes alone. Memory is bounded: REMEMBERED for each side. */
export class Repeats {
  /** By fingerprint, the last one said at the end. */
  readonly #said = { in: new Map<number, Said>(), out: new Map<number, Said>() };
  readonly #newest: Repeat[] = [];
  #kept = 0;
  /** Sent again before any answer, and said again after one. */
  unanswered = 0;
  answered = 0;

  add(message: TimedMessage, turn: number): void {
    const { row, at, out, bytes, fingerprint } = message;
    const said = out ? this.#said.out : this.#said.in;
    const before = said.get(fingerprint);
    if (before !== undefined) {
      said.delete(fingerprint);
      if (before.turn === turn) {
        this.unanswered += 1;
        this.#keep({ ...waitOf(message, before), out, bytes });
      } else this.answered += 1;
    }
    said.set(fingerprint, { row, at, turn });
    if (said.size <= REMEMBERED) return;
    const oldest = said.keys().next();
    if (!oldest.done) said.delete(oldest.value);
  }

  /** A ring: of a flood, nothing is moved. */
  #keep(repeat: Repeat): void {
    this.#newest[this.#kept % KEPT] = repeat;
    this.#kept += 1;
  }

  /** Newest first. */
  get newest(): readonly Repeat[] {
    return this.#newest.toSorted((a, b) => b.row - a.row);
  }
}
