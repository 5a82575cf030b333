import type { Piece } from '../payload/escapes';
import type { Place } from './fault';

/** What one pair of braces holds: a value, or where a named span begins or ends. */
export type Expression =
  | (Place & { readonly kind: 'open' | 'close'; readonly name: string })
  | (Place & { readonly kind: 'value'; readonly value: Node });

export type Node = Place &
  (
    | { readonly kind: 'number'; readonly value: number | bigint }
    | { readonly kind: 'string'; readonly value: string; readonly pieces: readonly Piece[] | null }
    | { readonly kind: 'variable'; readonly name: string }
    /** A function, a checksum, a span or a word: what it is depends on where it stands. */
    | {
        readonly kind: 'name';
        readonly name: string;
        /** The name alone, without its arguments. */
        readonly place: Place;
        /** Null: no parentheses follow. */
        readonly args: readonly Argument[] | null;
      }
    | {
        readonly kind: 'sum';
        readonly sign: '+' | '-' | '*';
        readonly left: Node;
        readonly right: Node;
      }
    | { readonly kind: 'slice'; readonly of: Node; readonly slice: Slice }
  );

export interface Argument {
  /** Null: by its position. */
  readonly name: (Place & { readonly name: string }) | null;
  readonly value: Node;
}

/** A part of some bytes, as in Wireshark's filters. A negative start counts from the end; null is up to the end. */
export interface Slice {
  readonly from: number;
  readonly length: number | null;
}
