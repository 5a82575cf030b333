import type { FieldName, Operator } from './fields';

/** Bytes to look for; null is any byte (`??`). */
export type BytePattern = readonly (number | null)[];

/** Part of the payload: `length` bytes (null: to the end) from `offset`, which counts from the end when negative. */
export interface Slice {
  readonly offset: number;
  readonly length: number | null;
}

export type Value =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly value: number }
  /** 4 or 16 bytes and how many leading bits count; `text` as written. */
  | {
      readonly type: 'address';
      readonly text: string;
      readonly bytes: readonly number[];
      readonly prefix: number;
    }
  | { readonly type: 'bytes'; readonly pattern: BytePattern }
  /** Nanoseconds since the epoch; `text` as written. */
  | { readonly type: 'instant'; readonly text: string; readonly nanos: bigint };

/** One value, or all from `from` to `to`. */
export interface Member {
  readonly from: Value;
  readonly to: Value | null;
}

/** A filter as a tree. `and` and `or` have two operands or more. */
export type Filter =
  | { readonly type: 'all' }
  | { readonly type: 'and' | 'or'; readonly operands: readonly Filter[] }
  | { readonly type: 'not'; readonly operand: Filter }
  /** A plain word: anywhere in the payload or in the sentence of an event, whatever the case. */
  | { readonly type: 'search'; readonly text: string }
  /** `hex 01 ?? 03`. */
  | { readonly type: 'hex'; readonly pattern: BytePattern }
  /** `/…/`. */
  | { readonly type: 'regex'; readonly source: string }
  /** A comparison with a field that is not ours, as written: for Wireshark's dissectors to judge. */
  | { readonly type: 'dissector'; readonly text: string }
  | { readonly type: 'transport'; readonly transport: 'tcp' | 'udp' }
  /** A field's name alone: the row has it. */
  | { readonly type: 'has'; readonly field: FieldName }
  | {
      readonly type: 'compare';
      readonly field: FieldName;
      readonly slice: Slice | null;
      readonly operator: Operator;
      readonly value: Value;
    }
  | {
      readonly type: 'in';
      readonly field: FieldName;
      readonly slice: Slice | null;
      readonly members: readonly Member[];
    };
