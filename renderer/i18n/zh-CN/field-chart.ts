import type { fieldChart as english } from '../en/field-chart';
import type { Words } from '../words';

/** 日志上方各解析字段随时间的变化。 */
export const fieldChart: Words<typeof english> = {
  title: '数值随时间的变化',
  lane: '{{field}} 随时间的变化',
  keys: '左右方向键在各点间移动，上下方向键选择该点的最大值或最小值，Enter 转到对应的行，Delete 移除该字段。',
  valueText: '{{time}}：{{values}}；第 {{row}} 行',
  values: '最小 {{least}}，平均 {{mean}}，最大 {{most}}（{{shown}} 个值）',
  leadsTo: '第 {{row}} 行',
  numbers_other: '{{shown}} 个值',
  others_other: '，{{shown}} 个不是数值',
  noNumbers: '它的值都不是数值',
  nothing: '显示的行中没有此字段',
  remove: '从图表中移除 {{field}}',
  reading: '正在读取各行',
  progress: '{{done}} / {{total}}',
  stop: '停止读取',
  goOn: '继续读取',
  again: '重试',
};
