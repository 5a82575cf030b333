import type { limit as english } from '../en/limit';
import type { Words } from '../words';

export const limit: Words<typeof english> = {
  title: '抓包限制',
  text: '默认保留全部记录，直到磁盘用尽。设置限制后，会移除最早的行，每次约为限制的十六分之一，并在日志中注明。',
  size: '占用磁盘',
  sizeUnit: '大小的单位',
  age: '时间',
  ageUnit: '时间的单位',
  none: '不限制',
  mb: 'MB',
  gb: 'GB',
  minutes: '分钟',
  hours: '小时',
  days: '天',
  wrongSize: '请输入不小于 16 MB 的数字，留空表示不限制。',
  wrongAge: '请输入不小于一分钟的数字，留空表示不限制。',
  removes:
    '当前记录已有 {{size}}，超过此限制。应用后将从最早的部分起按记录时的分段整段移除；未设限制时记录的内容是一整段。如需保留，请先保存。',
  cancel: '取消',
  apply: '应用',
};
