import type { Encoding } from '../../../core/contract/draft';
import { decodeStep } from '../../state/inspector-text';
import { TextFlow } from './text-flow';

/** A payload as text in rows. Grows with the bytes that it is given; what was laid out is not laid out again. */
export class TextDocument {
  /** The capture row that it is of. */
  readonly row: number;
  readonly flow: TextFlow;
  readonly #encoding: Encoding;
  #used = 0;
  #seen = 0;

  constructor(row: number, encoding: Encoding, columns: number) {
    this.row = row;
    this.#encoding = encoding;
    this.flow = new TextFlow(columns);
  }

  /** Takes the first bytes of the payload, of which there are `length`. Bytes that it knows cost nothing. */
  take(bytes: Uint8Array, length: number): this {
    if (bytes.length > this.#seen) {
      this.#seen = bytes.length;
      const step = decodeStep(bytes.subarray(this.#used), this.#encoding, bytes.length < length);
      this.#used += step.used;
      this.flow.push(step.pieces);
    }
    return this;
  }
}
