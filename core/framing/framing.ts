/** How a stream of bytes is cut into messages. Bytes, not characters, throughout. */
export type Framing =
  /** Every chunk as it was read or written. */
  | { readonly kind: 'raw' }
  | {
      readonly kind: 'delimiter';
      /** One byte at least. */
      readonly delimiter: Uint8Array;
      /** Whether it is part of the message. */
      readonly keep: boolean;
    }
  | { readonly kind: 'fixed'; readonly length: number }
  | {
      readonly kind: 'length';
      /** Bytes before the length field. */
      readonly offset: number;
      /** Bytes of the field, 1 to 4. */
      readonly size: 1 | 2 | 3 | 4;
      readonly order: 'be' | 'le';
      /** Added to what stands in the field. */
      readonly adjustment: number;
      /** What stands in the field counts the bytes up to and with it as well. */
      readonly includesHeader: boolean;
    }
  /** RFC 1055. */
  | { readonly kind: 'slip' }
  /** Consistent overhead byte stuffing (Cheshire and Baker 1999), ended by a zero. */
  | { readonly kind: 'cobs' }
  | { readonly kind: 'markers'; readonly start: Uint8Array; readonly end: Uint8Array; readonly keep: boolean }
  /** A message ends when nothing came for so long. */
  | { readonly kind: 'idle'; readonly ms: number }
  /** One JSON value after the other (RFC 8259), with white space or nothing between. */
  | { readonly kind: 'json' }
  /** A message ends as soon as the expression matches; it has no `$`, `\b` and `\B`, which look ahead. */
  | { readonly kind: 'regex'; readonly source: string };

/** Every way in which a setting or a stream can be wrong. The sentences stand in `wording.ts`. */
const FRAMING_CODES = [
  'EFRAMING_SETTING',
  'EFRAMING_LONG',
  'EFRAMING_LENGTH',
  'EFRAMING_NOISE',
  'EFRAMING_SLIP',
  'EFRAMING_COBS',
  'EFRAMING_JSON',
  'EFRAMING_REGEX',
] as const;
export type FramingCode = (typeof FRAMING_CODES)[number];

/** Of what is no message, so much is kept to look at. In bytes. */
export const MOST_FAULT_BYTES = 256;

/** A message, or bytes that are none. `start` and `end` are places in the stream. */
export type Frame =
  | {
      readonly kind: 'message';
      /** Without its delimiters and escapes. */
      readonly bytes: Uint8Array;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'fault';
      readonly code: FramingCode;
      readonly params: Readonly<Record<string, number>>;
      /** The first of its bytes, as they came; at most MOST_FAULT_BYTES. */
      readonly bytes: Uint8Array;
      readonly start: number;
      readonly end: number;
    };
