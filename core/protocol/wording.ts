import type { ProtocolCode } from './codes';

type Entry = { readonly cause: string; readonly advice: string };

/** What is wrong with a description of a protocol. `number` is the field's place, from 1; `field` its title. */
export const PROTOCOL_WORDING: Readonly<Record<'en' | 'zh-CN', Readonly<Record<ProtocolCode, Entry>>>> = {
  en: {
    EPROTOCOL_EMPTY: {
      cause: 'The protocol has no fields yet.',
      advice: 'Add the first one.',
    },
    EPROTOCOL_TWICE: {
      cause: 'Field {{number, number}} ({{field}}): a field or bits before have this name already.',
      advice: 'Choose another name.',
    },
    EPROTOCOL_SIZE: {
      cause: 'Field {{number, number}} ({{field}}) cannot have this size.',
      advice:
        'Whole numbers have 1, 2, 3, 4 or 8 bytes, fractions 4 or 8. Text and bytes that are as long as the rest, or as a field says, are there once.',
    },
    EPROTOCOL_REST: {
      cause:
        'Field {{number, number}} ({{field}}) takes the rest of the message, and fields behind it have no fixed size.',
      advice: 'Move it to the end, or give the fields behind it a fixed size.',
    },
    EPROTOCOL_REFERENCE: {
      cause: 'Field {{number, number}} ({{field}}) asks for a field that is not a whole number before it.',
      advice: 'Choose a number of at most 4 bytes that stands before it and is there once.',
    },
    EPROTOCOL_BITS: {
      cause: 'Field {{number, number}} ({{field}}): bits do not fit into it.',
      advice: 'Bits are parts of a whole number of at most 4 bytes without a sign.',
    },
    EPROTOCOL_CHECKSUM: {
      cause:
        'Field {{number, number}} ({{field}}): the checksum, its size and the field that it begins with do not fit together.',
      advice: 'Choose an algorithm, the size of its value, and a field before it.',
    },
  },
  'zh-CN': {
    EPROTOCOL_EMPTY: { cause: '该协议还没有字段。', advice: '请添加第一个字段。' },
    EPROTOCOL_TWICE: {
      cause: '第 {{number, number}} 个字段（{{field}}）：前面的字段或位已使用此名称。',
      advice: '请使用其他名称。',
    },
    EPROTOCOL_SIZE: {
      cause: '第 {{number, number}} 个字段（{{field}}）不能是这个大小。',
      advice:
        '整数为 1、2、3、4 或 8 字节，小数为 4 或 8 字节。长度为剩余部分或由字段指定的文本和字节只能出现一次。',
    },
    EPROTOCOL_REST: {
      cause: '第 {{number, number}} 个字段（{{field}}）占用消息的剩余部分，而其后的字段没有固定大小。',
      advice: '请将其移到末尾，或为其后的字段设定固定大小。',
    },
    EPROTOCOL_REFERENCE: {
      cause: '第 {{number, number}} 个字段（{{field}}）引用的字段不是位于其前的整数。',
      advice: '请选择位于其前、只出现一次且不超过 4 字节的整数。',
    },
    EPROTOCOL_BITS: {
      cause: '第 {{number, number}} 个字段（{{field}}）：位超出了字段范围。',
      advice: '位只能属于不超过 4 字节的无符号整数。',
    },
    EPROTOCOL_CHECKSUM: {
      cause: '第 {{number, number}} 个字段（{{field}}）：校验和、其大小和起始字段不匹配。',
      advice: '请选择算法、对应的大小和位于其前的起始字段。',
    },
  },
};
