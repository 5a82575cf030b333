import type { Encoding } from '../contract/draft';
import { type DecodedPiece, decodeText, sequenceReader } from './encodings';

/** Text is shown so many bytes at a time; more on request. */
export const TEXT_STEP_BYTES = 256 * 1024;

/** No character of any encoding here is longer. */
const LONGEST_CHARACTER = 4;

/**
 * The end of the last whole character in `bytes`, when more bytes follow: so that a character that a step cuts is
 * decoded with the next one. With nothing to follow, everything counts.
 */
const wholeCharacters = (bytes: Uint8Array, encoding: Encoding, more: boolean): number => {
  if (!more) return bytes.length;
  const sequence = sequenceReader(encoding);
  const safe = bytes.length - LONGEST_CHARACTER;
  let at = 0;
  // From the start: multi-byte encodings cannot be entered in the middle.
  while (at < safe) at += Math.abs(sequence(bytes, at));
  return at;
};

export interface DecodedStep {
  readonly pieces: readonly DecodedPiece[];
  /** Bytes that were decoded: the next step begins behind them. */
  readonly used: number;
}

/** Decodes the bytes of one step. `more`: the payload goes on behind them. */
export const decodeStep = (bytes: Uint8Array, encoding: Encoding, more: boolean): DecodedStep => {
  const used = wholeCharacters(bytes, encoding, more);
  return { pieces: decodeText(bytes.subarray(0, used), encoding), used };
};
