import type { ByteOrder, FieldKind } from '../../../core/contract/protocol-choices';

export const KIND_WORDS = {
  uint: 'kindUint',
  int: 'kindInt',
  float: 'kindFloat',
  text: 'kindText',
  textz: 'kindTextz',
  bytes: 'kindBytes',
  checksum: 'kindChecksum',
} as const satisfies Record<FieldKind, string>;

export const ORDER_WORDS = { big: 'orderBig', little: 'orderLittle' } as const satisfies Record<
  ByteOrder,
  string
>;
