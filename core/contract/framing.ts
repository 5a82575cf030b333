import { z } from 'zod';
import { BYTE_ORDERS, FIELD_SIZES, FRAMING_KINDS } from './framing-choices';

export { defaultFraming } from './framing-choices';

const typed = z.string().max(1000);

/**
 * How what an endpoint receives is cut into messages, as a person set it up. Numbers are kept as typed, and what
 * belongs to another kind of framing is kept too. `core/framing/setting` reads it.
 */
export const framingSettingSchema = z.strictObject({
  kind: z.enum(FRAMING_KINDS),
  /** Text with escapes: `\r\n`, `\x03`. */
  delimiter: typed,
  start: typed,
  end: typed,
  /** Delimiter or markers are part of the message. */
  keep: z.boolean(),
  /** Bytes of each message. */
  length: typed,
  /** Bytes before the length field; the field's own; what is added to its value. */
  offset: typed,
  size: z.enum(FIELD_SIZES),
  order: z.enum(BYTE_ORDERS),
  adjustment: typed,
  includesHeader: z.boolean(),
  /** Milliseconds of silence that end a message. */
  idle: typed,
  regex: typed,
  /** The longest message, in bytes; empty: 1 MiB. */
  most: typed,
});
export type FramingSetting = Readonly<z.infer<typeof framingSettingSchema>>;
