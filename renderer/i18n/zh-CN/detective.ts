import type { detective as english } from '../en/detective';
import type { Words } from '../words';

export const detective: Words<typeof english> = {
  title: '这是哪种校验和？',
  about_other:
    '第 {{row}} 行及其附近同方向的消息，共 {{shown}} 条。会用目录中的每种校验和尝试每个可能的范围；消息越多，结果越可靠。',
  aboutChosen_other:
    '第 {{row}} 行及其他选中的消息，共 {{shown}} 条。会用目录中的每种校验和尝试每个可能的范围；消息越多，结果越可靠。',
  searching: '正在查找',
  nothing: '目录中没有符合的校验和。它可能还包含消息之外的字节，或属于其他种类。',
  findings: '结果',
  columnChecksum: '校验和',
  columnPlace: '位置',
  columnOver: '范围',
  columnFits: '符合',
  columnCertainty: '把握',
  lowFirst: '低字节在前',
  highFirst: '高字节在前',
  asDigits: '十六进制数字',
  atEnd_other: '最后 {{shown}} 个字节',
  byteFromEnd: '倒数第 {{first}} 个字节',
  bytesFromEnd: '倒数第 {{first}} 到 {{last}} 个字节',
  atBytes: '第 {{first}} 到 {{last}} 个字节',
  overAllBefore: '它之前的全部',
  overFrom: '从第 {{first}} 个字节到它之前',
  overToSeparator: '从第 {{first}} 个字节到它前面的分隔符',
  overRest: '从第 {{first}} 个字节到末尾',
  fitsOf: '{{fits}} / {{messages}}',
  certain: '确定',
  likely: '很可能',
  possible: '有可能',
  use: '用作消息',
  close: '关闭',
};
