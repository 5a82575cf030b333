/** What is wrong with a description of a protocol. The sentences stand in `wording.ts`. */
export const PROTOCOL_CODES = [
  'EPROTOCOL_EMPTY',
  'EPROTOCOL_NAME',
  'EPROTOCOL_WORD',
  'EPROTOCOL_TAKEN',
  'EPROTOCOL_PORTS',
  'EPROTOCOL_TWICE',
  'EPROTOCOL_SIZE_FORM',
  'EPROTOCOL_SIZE',
  'EPROTOCOL_REPEAT',
  'EPROTOCOL_ONCE',
  'EPROTOCOL_REST',
  'EPROTOCOL_REFERENCE',
  'EPROTOCOL_CONDITION',
  'EPROTOCOL_TEXTS',
  'EPROTOCOL_BITS_FORM',
  'EPROTOCOL_BITS',
  'EPROTOCOL_ALGORITHM',
  'EPROTOCOL_FROM',
] as const;
export type ProtocolCode = (typeof PROTOCOL_CODES)[number];
