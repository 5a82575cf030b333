import type { Encoding } from '../../../core/contract/draft';
import { decodeStep, TEXT_STEP_BYTES } from '../../../core/payload/decode-step';
import { TextFlow } from './text-flow';

/**
 * A payload as text in rows. Lays out a step of it at a time, so that a window that shows megabytes goes on
 * answering; what was laid out is not laid out again when more comes.
 */
export class TextDocument {
  /** The capture row that it is of. */
  readonly row: number;
  readonly flow: TextFlow;
  readonly #encoding: Encoding;
  #used = 0;
  #seen = 0;

  /** @param own the line ends are the payload's own, and are shown */
  constructor(row: number, encoding: Encoding, columns: number, own = true) {
    this.row = row;
    this.#encoding = encoding;
    this.flow = new TextFlow(columns, own);
  }

  /** Lays out the next step of the payload's first bytes; `length` is the whole. Answers whether there is more. */
  take(bytes: Uint8Array, length: number): boolean {
    if (this.#seen < bytes.length) {
      this.#seen = Math.min(bytes.length, this.#seen + TEXT_STEP_BYTES);
      const step = decodeStep(bytes.subarray(this.#used, this.#seen), this.#encoding, this.#seen < length);
      this.#used += step.used;
      this.flow.push(step.pieces);
    }
    return this.#seen < bytes.length;
  }

  /** The same for text that was made of the payload. */
  takeText(text: string): boolean {
    if (this.#seen < text.length) {
      let end = Math.min(text.length, this.#seen + TEXT_STEP_BYTES);
      const last = text.charCodeAt(end - 1);
      // A step ends before a surrogate pair and not within it.
      if (end < text.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
      this.flow.push([{ text: text.slice(this.#seen, end) }]);
      this.#seen = end;
    }
    return this.#seen < text.length;
  }
}
