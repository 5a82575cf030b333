import type { Language } from '../contract/settings';
import type { FaultSentences } from '../payload/wording';
import type { ProtocolCode } from './codes';
import type { FormCode } from './form-codes';

/** What can be wrong with a description of a protocol, or with a message by it, said beside the field that is at fault. */
export const PROTOCOL_WORDING: Readonly<
  Record<Language, Readonly<Record<ProtocolCode | FormCode, FaultSentences>>>
> = {
  en: {
    EPROTOCOL_EMPTY: { cause: 'The protocol has no fields yet.', advice: 'Add the first one.' },
    EPROTOCOL_NAME: {
      cause: '“{{name}}” is no name for filters.',
      advice: 'Take small letters, digits and underscores, with a letter first, at most 40.',
    },
    EPROTOCOL_WORD: { cause: '“{{name}}” stands for the rest of a message.', advice: 'Choose another name.' },
    EPROTOCOL_TAKEN: {
      cause: 'Another described protocol is named “{{name}}” already.',
      advice: 'Choose another name.',
    },
    EPROTOCOL_PORTS: {
      cause: 'These are no ports.',
      advice: 'Write numbers from 1 to 65535 and ranges, such as 5000, 6000-6010.',
    },
    EPROTOCOL_TWICE: {
      cause: 'A field or bits before have this name already.',
      advice: 'Choose another name.',
    },
    EPROTOCOL_SIZE_FORM: {
      cause: '“{{typed}}” is no size.',
      advice: 'Write a number of bytes, the name of a number before it (length, length - 4), or rest.',
    },
    EPROTOCOL_SIZE: {
      cause: 'A number cannot have this size.',
      advice: 'Whole numbers have 1, 2, 3, 4 or 8 bytes, fractions 4 or 8.',
    },
    EPROTOCOL_MOST: {
      cause: '“{{typed}}” does not say how long a text up to its zero may be.',
      advice: 'Leave it empty, or write a number of bytes from 1 to 65535, the zero with them.',
    },
    EPROTOCOL_REPEAT: {
      cause: '“{{typed}}” does not say how often.',
      advice: 'Leave it empty for once, or write a number, the name of a number before it, or rest.',
    },
    EPROTOCOL_ONCE: {
      cause: 'What has no fixed size, and a checksum, can be there only once.',
      advice: 'Give it a number of bytes, or empty this cell.',
    },
    EPROTOCOL_REST: {
      cause: 'It takes the rest of the message, and fields behind it have no fixed size.',
      advice: 'Move it to the end, or give the fields behind it a fixed size and no condition.',
    },
    EPROTOCOL_REFERENCE: {
      cause: 'It asks for something that is no number before it.',
      advice: 'Name a whole number of at most 4 bytes that stands before it and is there once, or its bits.',
    },
    EPROTOCOL_CONDITION: {
      cause: '“{{typed}}” is no condition.',
      advice: 'Compare a number before it: kind == 2, kind != 2, kind < 2, kind > 2, flags has 0x80.',
    },
    EPROTOCOL_TEXTS: {
      cause: '“{{entry}}” does not name a value.',
      advice: 'Write 1 = Hello, one a line or with semicolons between them.',
    },
    EPROTOCOL_BITS_FORM: {
      cause: 'The place of the bits is no number.',
      advice: 'Count from the lowest bit, which is 0; the number of bits is 1 when it is left empty.',
    },
    EPROTOCOL_BITS: {
      cause: 'The bits do not fit into the field.',
      advice: 'Bits are parts of a whole number of at most 4 bytes without a sign.',
    },
    EPROTOCOL_ALGORITHM: {
      cause: 'The checksum is not chosen yet.',
      advice: 'Choose how it is computed.',
    },
    EPROTOCOL_FROM: {
      cause: 'The checksum begins with a field that is not before it.',
      advice: 'Choose the first field that it covers.',
    },
    EFORM_NUMBER: {
      cause: '“{{typed}}” is no number here.',
      advice: 'Write 12, -3 or 0x1F, or one of the field’s words.',
    },
    EFORM_RANGE: {
      cause: 'The number does not fit into the field.',
      advice: 'It takes {{least}} to {{most}}.',
    },
    EFORM_HEX: { cause: 'These are no bytes in hex.', advice: 'Write two digits a byte, such as 01 0A FF.' },
    EFORM_ESCAPE: {
      cause: 'The text has an escape that Porthole does not know.',
      advice: 'Write \\\\ for a backslash.',
    },
    EFORM_ZERO: { cause: 'The text has a zero byte, at which it would end.', advice: 'Leave the zero out.' },
    EFORM_LONG: {
      cause: 'It has {{count, number}} bytes, and the field takes {{most, number}}.',
      advice: 'Shorten it.',
    },
    EFORM_MANY: {
      cause: 'There are {{count, number}} values, and the field is there {{most, number}} times.',
      advice: 'Leave some out.',
    },
    EFORM_FITS: {
      cause: 'It would have to say {{value, number}} in {{field}}, which takes 0 to {{most, number}}.',
      advice: 'Shorten it.',
    },
  },
  'zh-CN': {
    EPROTOCOL_EMPTY: { cause: '该协议还没有字段。', advice: '请添加第一个字段。' },
    EPROTOCOL_NAME: {
      cause: '“{{name}}”不能用作过滤名称。',
      advice: '请使用小写字母、数字和下划线，以字母开头，最多 40 个字符。',
    },
    EPROTOCOL_WORD: { cause: '“{{name}}”表示消息的剩余部分。', advice: '请使用其他名称。' },
    EPROTOCOL_TAKEN: { cause: '另一个描述的协议已使用名称“{{name}}”。', advice: '请使用其他名称。' },
    EPROTOCOL_PORTS: {
      cause: '这不是端口。',
      advice: '请写 1 到 65535 之间的数字或范围，例如 5000, 6000-6010。',
    },
    EPROTOCOL_TWICE: { cause: '前面的字段或位已使用此名称。', advice: '请使用其他名称。' },
    EPROTOCOL_SIZE_FORM: {
      cause: '“{{typed}}”不是大小。',
      advice: '请写字节数、位于其前的数字的名称（length、length - 4），或 rest（剩余部分）。',
    },
    EPROTOCOL_SIZE: {
      cause: '数字不能是这个大小。',
      advice: '整数为 1、2、3、4 或 8 字节，小数为 4 或 8 字节。',
    },
    EPROTOCOL_MOST: {
      cause: '“{{typed}}”没有说明以零结尾的文本最长多少。',
      advice: '请留空，或写 1 到 65535 之间的字节数（包含零字节）。',
    },
    EPROTOCOL_REPEAT: {
      cause: '“{{typed}}”没有说明重复多少次。',
      advice: '留空表示一次；或写次数、位于其前的数字的名称，或 rest（剩余部分）。',
    },
    EPROTOCOL_ONCE: {
      cause: '没有固定大小的字段和校验和只能出现一次。',
      advice: '请给出字节数，或清空此格。',
    },
    EPROTOCOL_REST: {
      cause: '它占用消息的剩余部分，而其后的字段没有固定大小。',
      advice: '请将其移到末尾，或为其后的字段设定固定大小并去掉条件。',
    },
    EPROTOCOL_REFERENCE: {
      cause: '它引用的不是位于其前的数字。',
      advice: '请写位于其前、只出现一次且不超过 4 字节的整数，或其中的位。',
    },
    EPROTOCOL_CONDITION: {
      cause: '“{{typed}}”不是条件。',
      advice: '请比较位于其前的数字：kind == 2、kind != 2、kind < 2、kind > 2、flags has 0x80。',
    },
    EPROTOCOL_TEXTS: {
      cause: '“{{entry}}”没有为值命名。',
      advice: '请写 1 = Hello，每行一个，或用分号隔开。',
    },
    EPROTOCOL_BITS_FORM: {
      cause: '位的位置不是数字。',
      advice: '从最低位 0 开始计数；位数留空表示 1。',
    },
    EPROTOCOL_BITS: { cause: '位超出了字段范围。', advice: '位只能属于不超过 4 字节的无符号整数。' },
    EPROTOCOL_ALGORITHM: { cause: '尚未选择校验和。', advice: '请选择计算方法。' },
    EPROTOCOL_FROM: { cause: '校验和的起始字段不在它之前。', advice: '请选择它覆盖的第一个字段。' },
    EFORM_NUMBER: {
      cause: '“{{typed}}”不是数字。',
      advice: '请写 12、-3 或 0x1F，或该字段的值的名称。',
    },
    EFORM_RANGE: { cause: '数字超出字段范围。', advice: '范围为 {{least}} 到 {{most}}。' },
    EFORM_HEX: { cause: '这不是十六进制字节。', advice: '每个字节写两位数字，例如 01 0A FF。' },
    EFORM_ESCAPE: { cause: '文本中有 Porthole 不认识的转义。', advice: '反斜杠请写成 \\\\。' },
    EFORM_ZERO: { cause: '文本中有零字节，文本会在该处结束。', advice: '请去掉零字节。' },
    EFORM_LONG: {
      cause: '共有 {{count, number}} 字节，而字段只能容纳 {{most, number}} 字节。',
      advice: '请缩短。',
    },
    EFORM_MANY: {
      cause: '共有 {{count, number}} 个值，而字段只出现 {{most, number}} 次。',
      advice: '请删去一些。',
    },
    EFORM_FITS: {
      cause: '{{field}} 需要写入 {{value, number}}，而它只能容纳 0 到 {{most, number}}。',
      advice: '请缩短。',
    },
  },
};
