/** What is wrong with a description of a protocol. The sentences stand in `wording.ts`. */
export const PROTOCOL_CODES = [
  'EPROTOCOL_EMPTY',
  'EPROTOCOL_TWICE',
  'EPROTOCOL_SIZE',
  'EPROTOCOL_REST',
  'EPROTOCOL_REFERENCE',
  'EPROTOCOL_BITS',
  'EPROTOCOL_CHECKSUM',
] as const;
export type ProtocolCode = (typeof PROTOCOL_CODES)[number];
