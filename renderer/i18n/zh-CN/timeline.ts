import type { timeline as english } from '../en/timeline';
import type { Words } from '../words';

export const timeline: Words<typeof english> = {
  title: '时间线',
  chart: '时间',
  show: '时间线',
  showHint: '显示消息和字节随时间的变化',
  in: '接收',
  out: '发送',
  peakIn: '最高的柱：接收 {{rate}}',
  peakOut: '最高的柱：发送 {{rate}}',
  nothing: '还没有消息',
  measure: '柱表示',
  messages: '消息',
  bytes: '字节',
  zoomIn: '放大到所选时间',
  zoomOut: '缩小',
  count_other: '{{shown}} 条消息',
  range: '{{from}} 至 {{to}}',
  valueText: '{{time}}：接收 {{countIn}}，{{bytesIn}}；发送 {{countOut}}，{{bytesOut}}',
  selecting: '正在选择 {{value}}。按 Enter 只显示这段时间，按 Esc 放弃。',
  limitedTo: '日志只显示 {{value}}。',
  summary:
    '{{value}}。方向键移动一柱，按住 Shift 选择，Enter 只显示所选时间，Esc 恢复显示全部；加号和减号缩放。',
  chip: '只显示 {{from}} 至 {{to}}',
  chipRemove: '显示全部时间',
};
