import type { reply as english } from '../en/reply';
import type { Words } from '../words';

export const reply: Words<typeof english> = {
  autoReply: '自动应答',
  off: '关',
  echo: '回显',
  fixed: '固定',
  reply: '应答内容',
  textPlaceholder: '文本，可用 \\r\\n 等转义',
  hexPlaceholder: '十六进制，如 01 02 ff',
  hex: '十六进制',
  hexHint: '以十六进制书写应答内容',
  textOptions: '文本选项',
  delay: '延时',
  delayBounds: '{{min}} 到 {{max}} 之间的整数毫秒',
  after: '延时',
  ms: '毫秒',
};
