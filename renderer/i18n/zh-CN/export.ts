import type { exporting as english } from '../en/export';
import type { Words } from '../words';

export const exporting: Words<typeof english> = {
  title: '导出',
  rows: '行',
  row: '选中的一行',
  chosen: '选中的各行',
  view: '当前显示的',
  all: '全部',
  count_other: '{{shown}} 行',
  form: '格式',
  pcapng: 'pcapng',
  text: '文本',
  csv: 'CSV',
  json: 'JSON',
  hexDump: '十六进制转储',
  fields: '解析字段',
  decoded: '包含解析器给出的字段',
  aboutPcapng: '供 Wireshark 使用，也可在此重新打开。握手包仅在保存的抓包中。',
  aboutText: '每条消息之上有一行：编号、时间、端点、方向和对端。',
  aboutCsv: '每行一条记录，供电子表格使用：消息以文本和十六进制给出。',
  aboutJson: '每行一个对象：消息以文本和十六进制给出。',
  aboutHexDump: '与 hexdump -C 的写法相同；text2pcap 和 Porthole 可以再次读取。',
  cancel: '取消',
  export: '导出…',
};
