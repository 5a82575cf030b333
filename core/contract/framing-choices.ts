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
