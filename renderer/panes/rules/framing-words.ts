import type { FramingSetting } from '../../../core/contract/framing';
import type { FramingKind } from '../../../core/contract/framing-choices';

/** The words of a kind, in the namespace `framing`. */
export const FRAMING_WORDS = {
  raw: 'raw',
  delimiter: 'delimiter',
  fixed: 'fixed',
  length: 'lengthField',
  slip: 'slip',
  cobs: 'cobs',
  markers: 'markers',
  idle: 'idle',
  json: 'json',
  regex: 'regex',
} as const satisfies Record<FramingKind, string>;

export const ORDER_WORDS = { be: 'bigEndian', le: 'littleEndian' } as const satisfies Record<
  FramingSetting['order'],
  string
>;
