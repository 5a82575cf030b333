import { z } from 'zod';
import {
  BYTE_ORDERS,
  CONDITION_RELATIONS,
  FIELD_KINDS,
  MAX_BITS_PER_FIELD,
  MAX_PROTOCOL_FIELDS,
  MAX_PROTOCOL_TEXTS,
} from './protocol-choices';

/** A part of a filter's name, `pump.flow_rate`. */
const identifier = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const title = z.string().min(1).max(100);
const whole = z.number().int().min(-2_147_483_648).max(4_294_967_295);
const few = z.number().int().min(1).max(65_535);

const textsSchema = z.array(z.strictObject({ value: whole, text: title })).max(MAX_PROTOCOL_TEXTS);

/** Bits of a number, from `first` (0: the lowest) on. */
const bitsSchema = z.strictObject({
  name: identifier,
  title,
  first: z.number().int().min(0).max(31),
  width: z.number().int().min(1).max(32),
  texts: textsSchema,
});

/** Bytes of one item: as many as are said, as a field before says, or all but the fields behind. */
const sizeSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('bytes'), bytes: few }),
  z.strictObject({ of: z.literal('field'), field: identifier }),
  z.strictObject({ of: z.literal('rest') }),
]);

/** How often a field is there, one after the other. */
const repeatSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('once') }),
  z.strictObject({ of: z.literal('count'), count: few }),
  z.strictObject({ of: z.literal('field'), field: identifier }),
  z.strictObject({ of: z.literal('rest') }),
]);

export const protocolFieldSchema = z.strictObject({
  name: identifier,
  title,
  kind: z.enum(FIELD_KINDS),
  size: sizeSchema,
  order: z.enum(BYTE_ORDERS),
  texts: textsSchema,
  bits: z.array(bitsSchema).max(MAX_BITS_PER_FIELD),
  repeat: repeatSchema,
  /** The field is there only if a field before has such a value; null: always. */
  condition: z.strictObject({ field: identifier, is: z.enum(CONDITION_RELATIONS), value: whole }).nullable(),
  /** Of a checksum: its name in the catalogue, and the field that it begins with; it ends before itself. */
  checksum: z.strictObject({ name: z.string().max(40), from: identifier }).nullable(),
});
export type ProtocolField = Readonly<z.infer<typeof protocolFieldSchema>>;

/** A protocol as a table of fields, one behind the other. What the parts demand of each other is in `core/protocol/check`. */
export const protocolSchema = z.strictObject({
  name: identifier,
  title,
  fields: z.array(protocolFieldSchema).max(MAX_PROTOCOL_FIELDS),
});
export type Protocol = Readonly<z.infer<typeof protocolSchema>>;
