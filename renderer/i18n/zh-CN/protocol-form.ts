import type { protocolForm as en } from '../en/protocol-form';
import type { Words } from '../words';

export const protocolForm: Words<typeof en> = {
  title: '填写消息',
  protocol: '协议',
  none: '还没有无错误的描述协议',
  noneBody: '请先描述消息的字段，然后在这里填写。',
  describe: '描述协议…',
  fields: '字段',
  several: '多个值，用逗号隔开',
  severalTexts: '多个值，用分号隔开',
  hexHint: '十六进制，例如 01 0A FF',
  textHint: '文本，可用转义，例如 \\r\\n',
  textzHint: '文本，末尾自动加零字节',
  computed: '自动计算。',
  computedShort: '自动计算',
  notThere: '条件不满足，消息中没有此字段。',
  notThereShort: '不存在',
  wordsOf: '值的名称',
  message: '十六进制消息',
  faulty: '还没有消息：有字段需要修正。',
  cancel: '取消',
  put: '放入消息',
  putHint: '以十六进制放入 {{name}} 的消息',
};
