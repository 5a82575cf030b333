import type { Language } from '../contract/settings';
import type { FaultSentences } from '../payload/wording';
import type { FramingCode } from './framing';

/** What can be wrong with a framing or with a stream, and what to do. */
export const FRAMING_WORDING: Readonly<Record<Language, Readonly<Record<FramingCode, FaultSentences>>>> = {
  en: {
    EFRAMING_SETTING: {
      cause: 'The framing is not complete.',
      advice: 'Markers need a byte at least, lengths and times a whole number above zero.',
    },
    EFRAMING_LONG: {
      cause: 'A message has more than {{max, number}} bytes and was left out.',
      advice: 'Raise the largest length, or check that the framing is the right one.',
    },
    EFRAMING_LENGTH: {
      cause: 'A length field says that its message ends before the field does.',
      advice: 'Check offset, size, byte order and adjustment of the length field.',
    },
    EFRAMING_NOISE: {
      cause: '{{length, number}} bytes stand before the start of a message.',
      advice: 'Check the start marker. They were left out.',
    },
    EFRAMING_SLIP: {
      cause: 'After DB, SLIP knows DC and DD only.',
      advice: 'Check that the stream is SLIP (RFC 1055).',
    },
    EFRAMING_COBS: {
      cause: 'A COBS code points beyond the end of its message.',
      advice: 'Check that the stream is COBS, with zeros between messages.',
    },
    EFRAMING_JSON: {
      cause: 'A character stands where no JSON value can begin or go on.',
      advice: 'Check that the stream is JSON, one value after the other.',
    },
    EFRAMING_REGEX: {
      cause: 'The regular expression cannot end a message.',
      advice: 'It must match one byte at least and must not look ahead: no $, \\b or \\B.',
    },
  },
  'zh-CN': {
    EFRAMING_SETTING: {
      cause: '分帧设置不完整。',
      advice: '标记至少要有一个字节，长度和时间要是大于零的整数。',
    },
    EFRAMING_LONG: {
      cause: '有一条消息超过 {{max, number}} 字节，已略过。',
      advice: '请提高最大长度，或检查分帧方式是否正确。',
    },
    EFRAMING_LENGTH: {
      cause: '长度字段表示消息在该字段之前就结束了。',
      advice: '请检查长度字段的偏移、大小、字节序和修正值。',
    },
    EFRAMING_NOISE: {
      cause: '消息开始之前有 {{length, number}} 个字节。',
      advice: '请检查起始标记。这些字节已略过。',
    },
    EFRAMING_SLIP: {
      cause: 'SLIP 中 DB 之后只能是 DC 或 DD。',
      advice: '请检查数据流是否为 SLIP（RFC 1055）。',
    },
    EFRAMING_COBS: {
      cause: 'COBS 编码指向消息末尾之外。',
      advice: '请检查数据流是否为以零分隔的 COBS。',
    },
    EFRAMING_JSON: {
      cause: '出现了 JSON 值不能以之开始或继续的字符。',
      advice: '请检查数据流是否为一个接一个的 JSON 值。',
    },
    EFRAMING_REGEX: {
      cause: '这个正则表达式不能结束一条消息。',
      advice: '它至少要匹配一个字节，且不能向前看：不能有 $、\\b 或 \\B。',
    },
  },
};
