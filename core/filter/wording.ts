import type { Language } from '../contract/settings';
import type { FaultSentences } from '../payload/wording';
import type { FilterCode, RegexCode } from './codes';
import { FIELD_NAMES } from './fields';

const QUOTE_WORDS = 'To search for the words themselves, put them in quotes.';
const QUOTE_WORDS_ZH = '若要搜索这些文字本身，请加上引号。';

type Sentences = Readonly<Record<FilterCode | RegexCode, FaultSentences>>;

/** A sentence for every code of a filter, or of an expression, that cannot be read. */
export const FILTER_WORDING: Readonly<Record<Language, Sentences>> = {
  en: {
    EFILTER_OPERAND: {
      cause: 'Something to look for is missing at character {{character}}.',
      advice: `An operator needs a term on each side. ${QUOTE_WORDS}`,
    },
    EFILTER_PAREN_OPEN: {
      cause: 'The parenthesis at character {{character}} is not closed.',
      advice: 'Add ) or delete it.',
    },
    EFILTER_PAREN_CLOSE: {
      cause: 'The parenthesis at character {{character}} closes nothing.',
      advice: `Delete it. ${QUOTE_WORDS}`,
    },
    EFILTER_QUOTE: {
      cause: 'The quote at character {{character}} is not closed.',
      advice: 'Add " at the end; write \\" for a quote within.',
    },
    EFILTER_ESCAPE: {
      cause: 'At character {{character}}, “{{found}}” is not an escape that fits here.',
      advice: 'Write \\\\ for a backslash; raw bytes are written as 01:ff after payload.',
    },
    EFILTER_FIELD: {
      cause: 'There is no field “{{field}}” (character {{character}}).',
      advice: `The fields are ${FIELD_NAMES.join(', ')}. ${QUOTE_WORDS}`,
    },
    EFILTER_OPERATOR: {
      cause: '“{{found}}” (character {{character}}) means nothing for {{field}}.',
      advice: '{{field}} takes {{operators}}.',
    },
    EFILTER_EQUALS: {
      cause: 'One = (character {{character}}) is not an operator.',
      advice: 'Write {{field}} == …',
    },
    EFILTER_VALUE_MISSING: {
      cause: 'After {{field}}, a value is missing at character {{character}}.',
      advice: `Write what to compare it with. ${QUOTE_WORDS}`,
    },
    EFILTER_VALUE: {
      cause: '{{field}} is never “{{value}}” (character {{character}}).',
      advice: 'It is one of: {{values}}.',
    },
    EFILTER_NUMBER: {
      cause: '“{{found}}” (character {{character}}) is not a number that {{field}} can have.',
      advice: 'Write a whole number such as 1500 or 0x5dc; ports end at 65535, only time has fractions.',
    },
    EFILTER_TIME: {
      cause: '“{{found}}” (character {{character}}) is not a date and time.',
      advice:
        'Write "2026-11-22 12:04:31.402" in local time, or end it with Z for UTC. For seconds since the first row, use time.',
    },
    EFILTER_RANGE: {
      cause: '“{{found}}” (character {{character}}) is not a range.',
      advice: 'Only numbers have ranges, from the smaller to the larger: {1..10}.',
    },
    EFILTER_ADDRESS: {
      cause: '“{{found}}” (character {{character}}) is not an IP address or network.',
      advice: 'Write 192.168.1.5, 10.0.0.0/8, ::1 or fe80::/10; names are not looked up.',
    },
    EFILTER_BYTES: {
      cause: '“{{found}}” (character {{character}}) is not bytes in hex.',
      advice: 'Write bytes as 01:03 or 01 03, text as "…".',
    },
    EFILTER_HEX: {
      cause: 'After hex, bytes are missing (character {{character}}).',
      advice: 'Write hex 01 03, with ?? for any byte. To search for the word itself, write "hex".',
    },
    EFILTER_SET: {
      cause: 'The set at character {{character}} is not complete.',
      advice: 'Write it as {{field}} in {1, 3, 5..9}: values in braces.',
    },
    EFILTER_SLICE: {
      cause: '“{{found}}” (character {{character}}) is not a part of a payload.',
      advice: 'Write payload[0], payload[2:4] (offset and length), payload[2-5] or payload[-4:].',
    },
    EFILTER_REGEX: {
      cause: 'The regular expression at character {{character}} is wrong at “{{part}}”.',
      advice: 'Write \\ before a sign that is meant literally, such as \\( or \\*.',
    },
    EFILTER_REGEX_UNSUPPORTED: {
      cause: 'The regular expression at character {{character}} uses “{{part}}”, which Porthole leaves out.',
      advice:
        'Back-references, lookaround and the like could make a search hang. Combine terms with “and not”.',
    },
    EFILTER_REGEX_LARGE: {
      cause: 'The regular expression at character {{character}} is too large.',
      advice: 'Shorten it, or lower its repeat counts.',
    },
    EREGEX: {
      cause: 'The regular expression is wrong at “{{found}}” (character {{character}}).',
      advice: 'Write \\ before a sign that is meant literally, such as \\( or \\*.',
    },
    EREGEX_UNSUPPORTED: {
      cause: 'The regular expression uses “{{found}}” (character {{character}}), which Porthole leaves out.',
      advice: 'Back-references and lookaround could make it hang. Write it without them.',
    },
    EREGEX_LARGE: {
      cause: 'The regular expression is too large (character {{character}}).',
      advice: 'Shorten it, or lower its repeat counts.',
    },
    EFILTER_ENGINE: {
      cause: 'Wireshark does not take “{{found}}” (character {{character}}): {{detail}}',
      advice: `Porthole’s own fields are ${FIELD_NAMES.join(', ')}; all others are those of its dissectors. ${QUOTE_WORDS}`,
    },
    EFILTER_DISSECTORS: {
      cause: '“{{found}}” (character {{character}}) asks the dissectors, which do not answer: {{detail}}',
      advice: `Switch them on in the settings. ${QUOTE_WORDS}`,
    },
    EFILTER_DEEP: {
      cause: 'The filter nests more than 100 deep (character {{character}}).',
      advice: 'Leave out parentheses that change nothing.',
    },
  },
  'zh-CN': {
    EFILTER_OPERAND: {
      cause: '第 {{character}} 个字符处缺少要查找的内容。',
      advice: `运算符两侧都要有条件。${QUOTE_WORDS_ZH}`,
    },
    EFILTER_PAREN_OPEN: {
      cause: '第 {{character}} 个字符处的括号没有闭合。',
      advice: '请补上 ) 或删去它。',
    },
    EFILTER_PAREN_CLOSE: {
      cause: '第 {{character}} 个字符处的括号没有对应的左括号。',
      advice: `请删去它。${QUOTE_WORDS_ZH}`,
    },
    EFILTER_QUOTE: {
      cause: '第 {{character}} 个字符处的引号没有闭合。',
      advice: '请在末尾补上 "；引号内的引号写成 \\"。',
    },
    EFILTER_ESCAPE: {
      cause: '第 {{character}} 个字符处的“{{found}}”不是此处可用的转义。',
      advice: '反斜杠请写成 \\\\；原始字节请在 payload 之后写成 01:ff。',
    },
    EFILTER_FIELD: {
      cause: '没有名为“{{field}}”的字段（第 {{character}} 个字符）。',
      advice: `可用的字段：${FIELD_NAMES.join('、')}。${QUOTE_WORDS_ZH}`,
    },
    EFILTER_OPERATOR: {
      cause: '“{{found}}”（第 {{character}} 个字符）不适用于 {{field}}。',
      advice: '{{field}} 可用的运算符：{{operators}}。',
    },
    EFILTER_EQUALS: {
      cause: '单个 =（第 {{character}} 个字符）不是运算符。',
      advice: '请写 {{field}} == …',
    },
    EFILTER_VALUE_MISSING: {
      cause: '第 {{character}} 个字符处，{{field}} 之后缺少值。',
      advice: `请写出要比较的值。${QUOTE_WORDS_ZH}`,
    },
    EFILTER_VALUE: {
      cause: '{{field}} 不会是“{{value}}”（第 {{character}} 个字符）。',
      advice: '可用的值：{{values}}。',
    },
    EFILTER_NUMBER: {
      cause: '“{{found}}”（第 {{character}} 个字符）不是 {{field}} 可以取的数值。',
      advice: '请写整数，例如 1500 或 0x5dc；端口最大 65535，只有 time 可以有小数。',
    },
    EFILTER_TIME: {
      cause: '“{{found}}”（第 {{character}} 个字符）不是日期和时间。',
      advice: '请写本地时间，例如 "2026-11-22 12:04:31.402"；末尾加 Z 表示 UTC。距第一行的秒数请用 time。',
    },
    EFILTER_RANGE: {
      cause: '“{{found}}”（第 {{character}} 个字符）不是范围。',
      advice: '只有数值有范围，从小到大：{1..10}。',
    },
    EFILTER_ADDRESS: {
      cause: '“{{found}}”（第 {{character}} 个字符）不是 IP 地址或网段。',
      advice: '请写 192.168.1.5、10.0.0.0/8、::1 或 fe80::/10；不解析主机名。',
    },
    EFILTER_BYTES: {
      cause: '“{{found}}”（第 {{character}} 个字符）不是十六进制字节。',
      advice: '字节请写成 01:03 或 01 03，文本请写成 "…"。',
    },
    EFILTER_HEX: {
      cause: 'hex 之后缺少字节（第 {{character}} 个字符）。',
      advice: '请写 hex 01 03，任意字节写成 ??。若要搜索这个词本身，请写 "hex"。',
    },
    EFILTER_SET: {
      cause: '第 {{character}} 个字符处的集合不完整。',
      advice: '请写成 {{field}} in {1, 3, 5..9}，值放在花括号里。',
    },
    EFILTER_SLICE: {
      cause: '“{{found}}”（第 {{character}} 个字符）不是数据的一部分。',
      advice: '请写 payload[0]、payload[2:4]（偏移与长度）、payload[2-5] 或 payload[-4:]。',
    },
    EFILTER_REGEX: {
      cause: '第 {{character}} 个字符处的正则表达式在“{{part}}”处有误。',
      advice: '按字面匹配的符号前请写 \\，例如 \\( 或 \\*。',
    },
    EFILTER_REGEX_UNSUPPORTED: {
      cause: '第 {{character}} 个字符处的正则表达式用到了 Porthole 不支持的“{{part}}”。',
      advice: '反向引用、环视等可能使搜索卡住。请用 and not 组合多个条件。',
    },
    EFILTER_REGEX_LARGE: {
      cause: '第 {{character}} 个字符处的正则表达式过大。',
      advice: '请缩短它，或减小重复次数。',
    },
    EREGEX: {
      cause: '正则表达式在“{{found}}”处有误（第 {{character}} 个字符）。',
      advice: '按字面匹配的符号前请写 \\，例如 \\( 或 \\*。',
    },
    EREGEX_UNSUPPORTED: {
      cause: '正则表达式用到了 Porthole 不支持的“{{found}}”（第 {{character}} 个字符）。',
      advice: '反向引用和环视可能使匹配卡住。请改用不含它们的写法。',
    },
    EREGEX_LARGE: {
      cause: '正则表达式过大（第 {{character}} 个字符）。',
      advice: '请缩短它，或减小重复次数。',
    },
    EFILTER_ENGINE: {
      cause: 'Wireshark 不接受“{{found}}”（第 {{character}} 个字符）：{{detail}}',
      advice: `Porthole 自己的字段有 ${FIELD_NAMES.join('、')}；其余均为解析器的字段。${QUOTE_WORDS_ZH}`,
    },
    EFILTER_DISSECTORS: {
      cause: '“{{found}}”（第 {{character}} 个字符）需要解析器，但解析器没有应答：{{detail}}',
      advice: `请在设置中打开解析器。${QUOTE_WORDS_ZH}`,
    },
    EFILTER_DEEP: {
      cause: '筛选条件嵌套超过 100 层（第 {{character}} 个字符）。',
      advice: '请去掉多余的括号。',
    },
  },
};
