import type { Language } from '../contract/settings';

/**
 * How a value is written: an amount has the digits of the language and its unit, what is only there or not is a yes,
 * anything else stands as it is.
 */
type Unit = 'B' | 'ms' | 's' | 'count' | 'plain' | 'yes';

interface ValueWords {
  readonly unit: Unit;
  readonly en: string;
  readonly 'zh-CN': string;
}

const words = (unit: Unit, en: string, zh: string): ValueWords => ({ unit, en, 'zh-CN': zh });

/** What fills the sentences of happenings and failures, by its key in the params. */
export const VALUES: Readonly<Record<string, ValueWords>> = {
  local: words('plain', 'Local address', '本地地址'),
  remote: words('plain', 'Remote address', '远端地址'),
  host: words('plain', 'Host', '主机'),
  port: words('plain', 'Port', '端口'),
  connections: words('count', 'Open connections', '打开的连接'),
  backlog: words('count', 'Backlog', '等待队列'),
  waiting: words('count', 'Waiting in the backlog', '队列中等待'),
  bytesIn: words('B', 'Received', '已接收'),
  bytesOut: words('B', 'Sent', '已发送'),
  seconds: words('s', 'Duration', '时长'),
  ms: words('ms', 'Time', '时间'),
  attempt: words('count', 'Try', '尝试次数'),
  everyMs: words('ms', 'Interval', '间隔'),
  count: words('count', 'Repeats', '重复次数'),
  sent: words('count', 'Messages sent', '已发送消息'),
  perSecond: words('count', 'Messages per second', '每秒消息数'),
  attempts: words('count', 'Connects', '连接次数'),
  failed: words('count', 'Failed', '失败次数'),
  p50: words('ms', 'Median (p50)', '中位数（p50）'),
  p99: words('ms', 'p99', 'p99'),
  met: words('count', 'Expectations met', '满足的预期'),
  checks: words('count', 'Expectations', '预期'),
  messages: words('count', 'Messages', '消息数'),
  events: words('count', 'Events', '事件数'),
  lines: words('count', 'Lines left out', '略去的行数'),
  system: words('count', 'Lost by the system', '系统丢失'),
  disk: words('count', 'Lost by the disk', '磁盘丢失'),
  porthole: words('count', 'Lost by Porthole', 'Porthole 丢失'),
  name: words('plain', 'Name', '名称'),
  file: words('plain', 'File', '文件'),
  folder: words('plain', 'Folder', '文件夹'),
  bytes: words('B', 'Size', '大小'),
  rows: words('count', 'Rows', '行数'),
  size: words('B', 'Limit', '限制'),
  age: words('ms', 'Limit', '限制'),
  datagram: words('B', 'Datagram', '数据报'),
  queued: words('B', 'Queued', '排队中'),
  done: words('B', 'Done', '已完成'),
  total: words('B', 'Total', '总计'),
  min: words('count', 'Least', '最小值'),
  max: words('count', 'Most', '最大值'),
  program: words('plain', 'Program', '程序'),
  pid: words('plain', 'Process', '进程'),
  value: words('plain', 'Value', '值'),
  one: words('plain', 'One side', '一端'),
  answers: words('count', 'Answers', '应答次数'),
  other: words('plain', 'Other side', '另一端'),
  syscall: words('plain', 'System call', '系统调用'),
  detail: words('plain', 'Details', '详情'),
  text: words('plain', 'Text', '文本'),
  version: words('plain', 'Version', '版本'),
  cipher: words('plain', 'Cipher', '密码套件'),
  alpn: words('plain', 'Application protocol (ALPN)', '应用层协议（ALPN）'),
  serverName: words('plain', 'Server name (SNI)', '服务器名称（SNI）'),
  resumed: words('yes', 'Session resumed', '恢复了会话'),
  subject: words('plain', 'Issued to', '颁发给'),
  issuer: words('plain', 'Issued by', '颁发者'),
  names: words('plain', 'Valid for', '适用于'),
  validFrom: words('plain', 'Valid from', '有效期自'),
  validTo: words('plain', 'Valid until', '有效期至'),
  fingerprint: words('plain', 'SHA-256 fingerprint', 'SHA-256 指纹'),
  verified: words('yes', 'Verified', '已验证'),
  accepted: words('yes', 'Accepted by hand', '已手动接受'),
  unchecked: words('yes', 'Let in without a check', '未经检查放行'),
  alert: words('plain', 'Alert', '警报'),
  weakness: words('plain', 'Too weak', '强度不足'),
  openssl: words('plain', 'OpenSSL’s word for it', 'OpenSSL 的说法'),
  reason: words('plain', 'Reason', '原因'),
  client: words('yes', 'We are the client', '本端为客户端'),
  message: words('plain', 'Message', '消息'),
  line: words('count', 'Line', '行'),
  time: words('s', 'Time', '时间'),
  memory: words('count', 'Memory in MiB', '内存（MiB）'),
  hung: words('s', 'Without a sign', '无回应'),
  icmp: words('yes', 'Reported by ICMP', '由 ICMP 报告'),
  group: words('plain', 'Multicast group', '组播组'),
  source: words('plain', 'Source', '源'),
  interface: words('plain', 'Interface', '网卡'),
  server: words('yes', 'We are the server', '本端为服务器'),
};

const digits: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 6 }),
  'zh-CN': new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 6 }),
};

const YES: Readonly<Record<Language, string>> = { en: 'yes', 'zh-CN': '是' };

/** A value with its name in a language; null for one that only a foreign capture has. */
export const valueText = (
  language: Language,
  key: string,
  value: string | number,
): { readonly name: string; readonly text: string } | null => {
  const known = Object.hasOwn(VALUES, key) ? VALUES[key] : undefined;
  if (known === undefined) return null;
  const { unit } = known;
  if (unit === 'yes') return { name: known[language], text: YES[language] };
  if (typeof value !== 'number' || unit === 'plain') return { name: known[language], text: String(value) };
  const amount = digits[language].format(value);
  return { name: known[language], text: unit === 'count' ? amount : `${amount} ${unit}` };
};
