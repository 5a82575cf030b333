import type { ByteOrder, ConditionRelation, FieldKind } from '../contract/protocol-choices';

/** The word for a value of a number. */
export interface ValueText {
  readonly value: number;
  readonly text: string;
}

/** Bits of a number, from `first` (0: the lowest) on. */
export interface ProtocolBits {
  readonly name: string;
  readonly title: string;
  readonly first: number;
  readonly width: number;
  readonly texts: readonly ValueText[];
}

/**
 * Bytes of one item: as many as are said, as a number before says (and `plus`), all but the fields behind, or up to the first
 * zero, which belongs to it: `most` with it.
 */
export type ProtocolSize =
  | { readonly of: 'bytes'; readonly bytes: number }
  | { readonly of: 'field'; readonly field: string; readonly plus: number }
  | { readonly of: 'rest' }
  | { readonly of: 'zero'; readonly most: number };

/** How often a field is there, one after the other. */
export type ProtocolRepeat =
  | { readonly of: 'once' }
  | { readonly of: 'count'; readonly count: number }
  | { readonly of: 'field'; readonly field: string }
  | { readonly of: 'rest' };

export interface ProtocolField {
  readonly name: string;
  readonly title: string;
  readonly kind: FieldKind;
  readonly size: ProtocolSize;
  readonly order: ByteOrder;
  readonly texts: readonly ValueText[];
  readonly bits: readonly ProtocolBits[];
  readonly repeat: ProtocolRepeat;
  /** The field is there only if a number before has such a value; null: always. */
  readonly condition: {
    readonly field: string;
    readonly is: ConditionRelation;
    readonly value: number;
  } | null;
  /** Of a checksum: its name in the catalogue, and the field that it begins with; it ends before itself. */
  readonly checksum: { readonly name: string; readonly from: string } | null;
}

/** A protocol as it was read from its description: a table of fields, one behind the other. */
export interface Protocol {
  readonly name: string;
  readonly title: string;
  /** As Wireshark takes them, `5000,6000-6010`; empty: none. */
  readonly tcpPorts: string;
  readonly udpPorts: string;
  readonly fields: readonly ProtocolField[];
}
