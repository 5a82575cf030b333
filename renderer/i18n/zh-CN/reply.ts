import type { reply as english } from '../en/reply';
import type { Words } from '../words';

export const reply: Words<typeof english> = {
  autoReply: '自动应答',
  off: '关',
  echo: '回显',
  fixed: '固定',
  rules: '规则',
  writeRules: '编写规则…',
  editRules_other: '{{shown}} 条规则…',
  script: '脚本',
  notUsedRules: '自动应答为“{{mode}}”：这些规则不会应答。',
  useRules: '按这些规则应答',
  notUsedScript: '自动应答为“{{mode}}”：此脚本不会运行。',
  useScript: '由此脚本应答',
  editScript: '编辑脚本…',
  reply: '应答内容',
  textPlaceholder: '文本，可用 \\r\\n 等转义；{{open}} 插入值',
  hexPlaceholder: '十六进制，如 01 02 ff；{{open}} 插入值',
  answerOptions: '应答选项',
  options: '选项',
  hex: '以十六进制书写',
  hexShort: '十六进制',
  delay: '延时',
  delayBounds: '{{min}} 到 {{max}} 之间的整数毫秒',
  afterShort: '延时 {{shown}}',
  ms: '毫秒',
};
