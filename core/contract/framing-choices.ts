import type { FramingSetting } from './framing';

// In a file of its own, so that the window can offer them without loading the validators.

export const FRAMING_KINDS = [
  'raw',
  'delimiter',
  'fixed',
  'length',
  'slip',
  'cobs',
  'markers',
  'idle',
  'json',
  'regex',
] as const;
export type FramingKind = (typeof FRAMING_KINDS)[number];

export const FIELD_SIZES = ['1', '2', '3', '4'] as const;
export const BYTE_ORDERS = ['be', 'le'] as const;

export const defaultFraming = (): FramingSetting => ({
  kind: 'raw',
  delimiter: '\\r\\n',
  start: '\\x02',
  end: '\\x03',
  keep: false,
  length: '8',
  offset: '0',
  size: '2',
  order: 'be',
  adjustment: '0',
  includesHeader: false,
  idle: '20',
  regex: '',
  most: '',
});
