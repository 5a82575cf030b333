import { z } from 'zod';
import { COMPARED } from './compare-choices';
import { MAX_BYTES_PER_REQUEST } from './limits';

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

export const compareSchema = z.strictObject({
  /** Rows of the shown capture. */
  left: count,
  right: count,
  what: z.enum(COMPARED),
});
export type CompareWish = Readonly<z.infer<typeof compareSchema>>;

export const compareBytesSchema = z.strictObject({
  /** As it was answered. */
  comparison: count,
  side: z.enum(['left', 'right']),
  offset: count,
  length: count.max(MAX_BYTES_PER_REQUEST),
});
export type CompareRange = Readonly<z.infer<typeof compareBytesSchema>>;

/**
 * A stretch of two byte sequences, both of which are runs one after the other. `same`: equal bytes, as many in both;
 * `changed`: bytes that stand for each other, as far as both have them; `left` and `right`: only there.
 */
export interface DiffRun {
  readonly kind: 'same' | 'changed' | 'left' | 'right';
  readonly left: number;
  readonly leftLength: number;
  readonly right: number;
  readonly rightLength: number;
}

export interface ComparedSide {
  /** Bytes that there are, and of them those that were compared, from the first on. */
  readonly total: number;
  readonly compared: number;
}

export interface Comparison {
  /** What its bytes are asked for with. */
  readonly id: number;
  readonly left: ComparedSide;
  readonly right: ComparedSide;
  readonly runs: readonly DiffRun[];
  /** Where looking for the best alignment would have taken too long: there, byte is held against byte. */
  readonly coarse: boolean;
}
