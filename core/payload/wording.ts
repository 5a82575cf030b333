import type { Language } from '../contract/settings';
import type { DraftCode } from './codes';

/** What is wrong, and what to do; `{{…}}` are filled from the fault's params. */
export interface FaultSentences {
  readonly cause: string;
  readonly advice: string;
}

/** A sentence for every code of a draft that cannot be sent. */
export const DRAFT_WORDING: Readonly<Record<Language, Readonly<Record<DraftCode, FaultSentences>>>> = {
  en: {
    EDRAFT_ESCAPE: {
      cause: 'At character {{character}}, “{{found}}” is not an escape that Porthole knows.',
      advice: 'Write \\\\ for a backslash, or switch on raw text to send it as typed.',
    },
    EDRAFT_ESCAPE_END: {
      cause: 'The text ends in a lone backslash (character {{character}}).',
      advice: 'Write \\\\ for a backslash, or switch on raw text to send it as typed.',
    },
    EDRAFT_ESCAPE_HEX: {
      cause: 'At character {{character}}, \\x lacks its two hex digits.',
      advice: 'Write a byte as \\x0A, or \\\\x for the two characters themselves.',
    },
    EDRAFT_ESCAPE_UNICODE: {
      cause: 'At character {{character}}, \\u lacks its four hex digits or its braces.',
      advice: 'Write a character as \\u4E2D or \\u{1F600}, or \\\\u for the two characters themselves.',
    },
    EDRAFT_ESCAPE_RANGE: {
      cause: 'At character {{character}}, “{{found}}” is beyond the last Unicode character.',
      advice: 'The largest is \\u{10FFFF}; raw bytes are written as \\xHH.',
    },
    EDRAFT_UNENCODABLE: {
      cause: '{{encoding}} has no “{{found}}” (character {{character}}).',
      advice: 'Choose another encoding such as UTF-8, or write the bytes that you mean as \\xHH.',
    },
    EDRAFT_SURROGATE: {
      cause:
        '{{found}} (character {{character}}) is half of a surrogate pair, which {{encoding}} cannot hold.',
      advice: 'Complete or delete the character, or write the bytes that you mean as \\xHH.',
    },
    EDRAFT_HEX_DIGIT: {
      cause: 'Character {{character}}, “{{found}}”, is not a hex digit.',
      advice: 'Hex takes 0–9, a–f, separators and prefixes such as 0x; send words as text.',
    },
    EDRAFT_HEX_ODD: {
      cause: 'The group at character {{character}} has {{digits}} hex digits: the last byte is half.',
      advice: 'A byte is two digits: write 0A instead of A.',
    },
    EDRAFT_HEX_PREFIX: {
      cause: 'No hex digits follow the prefix at character {{character}}.',
      advice: 'Complete or delete it.',
    },
    EDRAFT_HEX_DECIMAL: {
      cause: 'The number at character {{character}} has no 0x, so in program code it would be decimal.',
      advice: 'Put 0x before hex numbers, or paste only what stands within the brackets.',
    },
    EDRAFT_HEX_DUMP: {
      cause: 'The hex dump does not add up at character {{character}}: offset and number of bytes differ.',
      advice: 'Paste the whole dump again, or delete the offsets and the text column.',
    },
    EDRAFT_HEX_WORDS: {
      cause:
        'The hex dump groups bytes into words (character {{character}}), whose byte order it does not say.',
      advice: 'Dump single bytes: hexdump -C, xxd, or od -t x1.',
    },
    EDRAFT_HEX_LARGE: {
      cause: 'The hex dump repeats lines for more bytes than one message takes (character {{character}}).',
      advice: 'Send it as a file.',
    },
    EDRAFT_HEX_PYTHON: {
      cause: 'The Python bytes are wrong or not closed at character {{character}}.',
      advice: 'Read are b"…", bytes([1, 2]), bytes.fromhex("01 02") and bytearray of these; nothing is run.',
    },
  },
  'zh-CN': {
    EDRAFT_ESCAPE: {
      cause: '第 {{character}} 个字符处的“{{found}}”不是 Porthole 认识的转义。',
      advice: '反斜杠请写成 \\\\，或打开“原样文本”按输入发送。',
    },
    EDRAFT_ESCAPE_END: {
      cause: '文本以单独的反斜杠结尾（第 {{character}} 个字符）。',
      advice: '反斜杠请写成 \\\\，或打开“原样文本”按输入发送。',
    },
    EDRAFT_ESCAPE_HEX: {
      cause: '第 {{character}} 个字符处的 \\x 后面缺少两位十六进制数字。',
      advice: '字节请写成 \\x0A；若要发送这两个字符本身，请写成 \\\\x。',
    },
    EDRAFT_ESCAPE_UNICODE: {
      cause: '第 {{character}} 个字符处的 \\u 后面缺少四位十六进制数字或花括号。',
      advice: '字符请写成 \\u4E2D 或 \\u{1F600}；若要发送这两个字符本身，请写成 \\\\u。',
    },
    EDRAFT_ESCAPE_RANGE: {
      cause: '第 {{character}} 个字符处的“{{found}}”超出了 Unicode 的最后一个字符。',
      advice: '最大是 \\u{10FFFF}；原始字节请写成 \\xHH。',
    },
    EDRAFT_UNENCODABLE: {
      cause: '{{encoding}} 中没有“{{found}}”（第 {{character}} 个字符）。',
      advice: '请换用 UTF-8 等其他编码，或用 \\xHH 写出想要的字节。',
    },
    EDRAFT_SURROGATE: {
      cause: '{{found}}（第 {{character}} 个字符）只是代理对的一半，{{encoding}} 无法表示。',
      advice: '请补全或删除该字符，或用 \\xHH 写出想要的字节。',
    },
    EDRAFT_HEX_DIGIT: {
      cause: '第 {{character}} 个字符“{{found}}”不是十六进制数字。',
      advice: '十六进制只接受 0–9、a–f、分隔符以及 0x 之类的前缀；文字请按文本发送。',
    },
    EDRAFT_HEX_ODD: {
      cause: '第 {{character}} 个字符处的一组有 {{digits}} 位十六进制数字，最后一个字节只有一半。',
      advice: '一个字节是两位数字：请写 0A 而不是 A。',
    },
    EDRAFT_HEX_PREFIX: {
      cause: '第 {{character}} 个字符处的前缀后面没有十六进制数字。',
      advice: '请补全或删除它。',
    },
    EDRAFT_HEX_DECIMAL: {
      cause: '第 {{character}} 个字符处的数字没有 0x，在程序代码中它是十进制。',
      advice: '请在十六进制数前加 0x，或只粘贴括号里的内容。',
    },
    EDRAFT_HEX_DUMP: {
      cause: '十六进制转储在第 {{character}} 个字符处对不上：偏移量与字节数不一致。',
      advice: '请重新粘贴完整的转储，或删去偏移量和文本列。',
    },
    EDRAFT_HEX_WORDS: {
      cause: '十六进制转储（第 {{character}} 个字符处）把字节合成了字，但没有说明字节序。',
      advice: '请按单字节转储：hexdump -C、xxd 或 od -t x1。',
    },
    EDRAFT_HEX_LARGE: {
      cause: '十六进制转储重复的行（第 {{character}} 个字符处）超过了一条消息的上限。',
      advice: '请以文件发送。',
    },
    EDRAFT_HEX_PYTHON: {
      cause: 'Python 字节（第 {{character}} 个字符处）有误或没有结束。',
      advice:
        '可读取 b"…"、bytes([1, 2])、bytes.fromhex("01 02") 以及由它们构成的 bytearray；不会执行任何代码。',
    },
  },
};
