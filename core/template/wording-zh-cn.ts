import type { TemplateSentences } from './wording-keys';

export const TEMPLATE_CHINESE: TemplateSentences = {
  ETEMPLATE_OPEN: {
    cause: '第 {{character}} 个字符处的 {{open}} 没有结束。',
    advice: '请补上 {{close}}。要发送两个花括号本身，请把第一个写成 \\{，或打开“原样文本”。',
  },
  ETEMPLATE_EMPTY: {
    cause: '第 {{character}} 个字符处的花括号里什么也没有。',
    advice: '请从“插入”中选择。要发送两个花括号，请把第一个写成 \\{，或打开“原样文本”。',
  },
  ETEMPLATE_CHARACTER: {
    cause: '“{{found}}”（第 {{character}} 个字符）在花括号中没有含义。',
    advice: '文字请加引号。要发送两个花括号，请把第一个写成 \\{，或打开“原样文本”。',
  },
  ETEMPLATE_QUOTE: {
    cause: '第 {{character}} 个字符处的 {{quote}} 没有结束。',
    advice: '请在文字末尾补上 {{quote}}；文字中的写成 \\{{quote}}。',
  },
  ETEMPLATE_EXPECTED: {
    cause: '第 {{character}} 个字符处缺少 {{wanted}}。',
    advice: '请在此写上 {{wanted}}。参数放在圆括号里，用逗号分隔。',
  },
  'ETEMPLATE_EXPECTED.value': {
    cause: '第 {{character}} 个字符处缺少一个值。',
    advice: '请写数字、带引号的文字、表示变量的 $名称，或从“插入”中选择。',
  },
  'ETEMPLATE_EXPECTED.name': {
    cause: '第 {{character}} 个字符处缺少一个名称。',
    advice: '请写由字母和数字组成的单词。',
  },
  'ETEMPLATE_EXPECTED.number': {
    cause: '第 {{character}} 个字符处缺少一个整数。',
    advice: '取其中一部分字节写成 [起点:长度]，从 0 数起。',
  },
  ETEMPLATE_DEEP: {
    cause: '第 {{character}} 个字符处圆括号嵌套过深。',
    advice: '请去掉一些。',
  },
  ETEMPLATE_NAME: {
    cause: '没有叫“{{name}}”的东西（第 {{character}} 个字符）。',
    advice: '“插入”里列出了可用的内容。变量前要加美元符号：{{variable}}。',
  },
  'ETEMPLATE_NAME.near': {
    cause: '没有叫“{{name}}”的东西（第 {{character}} 个字符）。',
    advice: '是否想写 {{near}}？变量前要加美元符号：{{variable}}。',
  },
  'ETEMPLATE_NAME.span': {
    cause: '“{{span}}”（第 {{character}} 个字符）是一段的名称，不是值。',
    advice: '请写 len({{span}}) 表示其长度，或对它计算校验和。',
  },
  ETEMPLATE_CHECKSUM: {
    cause: 'Porthole 不认识校验和“{{found}}”（第 {{character}} 个字符）。',
    advice: '请从“附加校验和”中选择，或写出参数：crc(width=16, poly=0x8005, init=0xFFFF, refin, refout)。',
  },
  ETEMPLATE_ARGUMENT: {
    cause: '{{called}} 用不到“{{found}}”（第 {{character}} 个字符）。',
    advice: '它接受：{{takes}}。',
  },
  'ETEMPLATE_ARGUMENT.none': {
    cause: '{{called}} 用不到“{{found}}”（第 {{character}} 个字符）。',
    advice: '它不接受参数，请去掉。',
  },
  ETEMPLATE_PARAMETER: {
    cause: '{{called}} 没有“{{found}}”这个参数（第 {{character}} 个字符）。',
    advice: '它接受：{{takes}}。',
  },
  'ETEMPLATE_PARAMETER.none': {
    cause: '{{called}} 没有“{{found}}”这个参数（第 {{character}} 个字符）。',
    advice: '它不接受参数，请去掉。',
  },
  ETEMPLATE_TWICE: {
    cause: '“{{parameter}}”给了两次（第 {{character}} 个字符）。',
    advice: '请去掉一个。',
  },
  ETEMPLATE_MISSING: {
    cause: '{{called}}（第 {{character}} 个字符）缺少“{{parameter}}”。',
    advice: '请写在圆括号里。',
  },
  ETEMPLATE_CONSTANT: {
    cause: '“{{parameter}}”在每条消息中必须相同（第 {{character}} 个字符）。',
    advice: '请写数字，或带引号的文字。',
  },
  ETEMPLATE_WORD: {
    cause: '“{{parameter}}”不能是“{{found}}”（第 {{character}} 个字符）。',
    advice: '可以是：{{words}}。',
  },
  ETEMPLATE_RANGE: {
    cause: '“{{parameter}}”不能是“{{found}}”（第 {{character}} 个字符）。',
    advice: '请写 {{min, number}} 到 {{max, number}} 之间的整数。',
  },
  ETEMPLATE_SPAN: {
    cause: '“{{found}}”（第 {{character}} 个字符）不是这条消息的一部分。',
    advice: '可用的部分有：{{spans}}。自定义的部分以 #名称 开始，以 /名称 结束，都放在花括号里。',
  },
  ETEMPLATE_SPAN_NAME: {
    cause: '一段不能叫“{{span}}”（第 {{character}} 个字符）。',
    advice: '请用由字母和数字组成、没有其他含义的单词，例如 body。',
  },
  ETEMPLATE_SPAN_OPEN: {
    cause: '从第 {{character}} 个字符开始的一段“{{span}}”没有结束。',
    advice: '请在结束处的花括号里写 /{{span}}。',
  },
  ETEMPLATE_SPAN_CLOSE: {
    cause: '第 {{character}} 个字符处结束的一段“{{span}}”没有开始。',
    advice: '请在开始处的花括号里写 #{{span}}。',
  },
  'ETEMPLATE_SPAN_CLOSE.opened': {
    cause: '第 {{character}} 个字符处“{{span}}”结束时“{{opened}}”还没有结束。',
    advice: '各段可以嵌套，但不能交叉：请先结束 {{opened}}。',
  },
  ETEMPLATE_SPAN_TWICE: {
    cause: '有两段都叫“{{span}}”（第 {{character}} 个字符）。',
    advice: '请给其中一段改名。',
  },
  ETEMPLATE_SELF: {
    cause: '这个校验和（第 {{character}} 个字符）会把自己也算进去。',
    advice: '请选不包含它的部分，例如 before。若像 IP 和 ICMP 那样把自身位置当作零，请加上 zeroed。',
  },
  ETEMPLATE_SELF_LENGTH: {
    cause: '这个长度（第 {{character}} 个字符）把自己也算进去，而它有几位数又取决于自己。',
    advice:
      '请写成固定大小的数，例如 u16(len(all))，或补齐位数：str(len(all), size=4, pad="0", align=right)。',
  },
  ETEMPLATE_CYCLE: {
    cause: '这个值（第 {{character}} 个字符）需要另一个值，而那个值又需要它。',
    advice: '请选择互不包含对方校验和或长度的部分。',
  },
  ETEMPLATE_COUNTER: {
    cause: '计数器“{{counter}}”第二次出现时写法不同（第 {{character}} 个字符）。',
    advice: '它从 {{start}} 开始，步长为 {{step}}。请在此省略两者，或给这个计数器另取名称。',
  },
  ETEMPLATE_VARIABLE: {
    cause: '没有变量“{{variable}}”（第 {{character}} 个字符）。',
    advice: '请检查拼写。收到的内容 $message 只有在回复中才有。',
  },
  ETEMPLATE_NUMBER: {
    cause: '“{{value}}”不是数字（第 {{character}} 个字符）。',
    advice: '请给出 12、-3 或 0xFF 这样的值。字节要用 uint( ) 读作数字。',
  },
  ETEMPLATE_OVERFLOW: {
    cause: '{{type}} 放不下 {{value}}（第 {{character}} 个字符）。',
    advice: '请用更宽的类型，负数用有符号类型，并写整数。',
  },
  ETEMPLATE_SLICE: {
    cause: '第 {{character}} 个字符处取的部分不存在：一共只有 {{length, number}} 字节。',
    advice: '一部分写成 [起点:长度]，从 0 数起；起点为负则从末尾数起。',
  },
  'ETEMPLATE_SLICE.last': {
    cause: '从 {{from}} 到 {{last}} 的部分（第 {{character}} 个字符）还没开始就结束了。',
    advice: '一部分写成 [首-末] 或 [起点:长度]，从 0 数起。',
  },
  ETEMPLATE_LONG: {
    cause: '这里有 {{length, number}} 字节，只放得下 {{size, number}} 字节（第 {{character}} 个字符）。',
    advice: '请留出更多位置，或只取一部分：值[0:{{size}}]。',
  },
  ETEMPLATE_DIGITS: {
    cause: '“{{value}}”不全是数字（第 {{character}} 个字符）。',
    advice: 'bcd 接受十进制数字，unhex 接受十六进制数字；其间的空格、冒号和短横不影响。',
  },
  ETEMPLATE_LARGE: {
    cause: '消息超过 {{max, number}} 字节（第 {{character}} 个字符）。',
    advice: '请缩短，或以文件发送。',
  },
};
