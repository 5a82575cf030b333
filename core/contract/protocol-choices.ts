// In a file of its own, so that the window can offer them without loading the validators.

/** What a field of a described protocol can be. `textz`: text up to a zero byte, which belongs to it. */
export const FIELD_KINDS = ['uint', 'int', 'float', 'text', 'textz', 'bytes', 'checksum'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export const BYTE_ORDERS = ['big', 'little'] as const;
export type ByteOrder = (typeof BYTE_ORDERS)[number];

/** `has`: one of the value's bits, at least, is set. */
export const CONDITION_RELATIONS = ['==', '!=', '<', '>', 'has'] as const;
export type ConditionRelation = (typeof CONDITION_RELATIONS)[number];

/** With two folders of Lua files (`MAX_LUA_FILES`) they are 250: the dissectors' guard numbers them with a byte. */
export const MAX_PROTOCOLS = 50;
export const MAX_PROTOCOL_FIELDS = 200;
export const MAX_PROTOCOL_TEXTS = 500;
export const MAX_BITS_PER_FIELD = 32;
/** Items of one field: a message of more says no more by being listed further. */
export const MAX_ITEMS = 10_000;
/** Of a text up to its zero, with it. */
export const MAX_TEXT_BYTES = 65_535;
/** Messages of one chunk that are shown: those behind them are only gone through. */
export const MAX_MESSAGES = 1000;
/** Of a message that goes on from chunk to chunk, in bytes: what would be longer ends too early instead. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
