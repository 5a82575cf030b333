import type { conversations as english } from '../en/conversations';
import type { Words } from '../words';

export const conversations: Words<typeof english> = {
  title: '会话',
  close: '关闭',
  counting: '正在统计…',
  none: '还没有任何通信。',
  peer: '对端',
  unknownPeer: '未知',
  protocol: '协议',
  endpoint: '端点',
  messages: '消息',
  in: '接收',
  out: '发送',
  bytes: '合计',
  rate: '速率',
  first: '首条',
  last: '末条',
  show: '日志中只显示这些行',
  total_other: '{{shown}} 个会话',
  part: '{{from}}–{{to}}，共 {{total}}',
  others_other: '另有 {{shown}} 条消息属于未列出的会话',
  previous: '上一页',
  next: '下一页',
};
