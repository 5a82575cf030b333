import { z } from 'zod';
import {
  BYTE_ORDERS,
  FIELD_KINDS,
  MAX_BITS_PER_FIELD,
  MAX_PROTOCOL_FIELDS,
  MAX_PROTOCOLS,
} from './protocol-choices';

/** Kept as typed, so that a half-written description is never lost; `core/protocol/read` reads it. */
const typed = z.string().max(200);
const texts = z.string().max(60_000);

/** Bits of a number that have a name of their own. */
const bitsSchema = z.strictObject({
  name: typed,
  title: typed,
  /** The lowest of them, from 0. */
  first: typed,
  /** How many; empty: one. */
  width: typed,
  texts,
});
export type DescribedBits = Readonly<z.infer<typeof bitsSchema>>;

const fieldSchema = z.strictObject({
  /** The last part of its name in filters, `pump.flow_rate`. */
  name: typed,
  /** What the tree calls it; empty: by its name. */
  title: typed,
  kind: z.enum(FIELD_KINDS),
  /**
   * `2` bytes, as many as a number before it says (`length`, `length - 4`), or the `rest`. Of a text that ends with a zero: how many it
   * may have, or empty. Of a checksum: unused.
   */
  size: typed,
  order: z.enum(BYTE_ORDERS),
  /** How often: empty for once, `3`, as often as a number before it says (`count`), or for the `rest`. */
  repeat: typed,
  /** `kind == 2`, `flags has 0x80`; empty: always there. */
  condition: typed,
  /** `1 = Hello`, one a line or with semicolons between them. */
  texts,
  bits: z.array(bitsSchema).max(MAX_BITS_PER_FIELD),
  /** Of a checksum: its name in the catalogue, and the field that it begins with (empty: the first); it ends before itself. */
  algorithm: typed,
  from: typed,
});
export type DescribedField = Readonly<z.infer<typeof fieldSchema>>;

/** A protocol as a person describes it: a table of fields, one behind the other. */
export const describedProtocolSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  /** The first part of its fields' names in filters. */
  name: typed,
  title: typed,
  on: z.boolean(),
  /** Where it is spoken: `5000, 6000-6010`; empty: only where Decode as says so. */
  tcpPorts: typed,
  udpPorts: typed,
  fields: z.array(fieldSchema).max(MAX_PROTOCOL_FIELDS),
});
export type DescribedProtocol = Readonly<z.infer<typeof describedProtocolSchema>>;

export const protocolsSchema = z.array(describedProtocolSchema).max(MAX_PROTOCOLS);
