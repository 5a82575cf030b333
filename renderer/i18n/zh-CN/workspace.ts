import type { workspace as english } from '../en/workspace';
import type { Words } from '../words';

export const workspace: Words<typeof english> = {
  button: '工作区：{{name}}',
  unnamed: '未命名',
  unnamedLong: '未命名工作区',
  create: '新建工作区…',
  open: '打开工作区…',
  saveAs: '工作区另存为…',
  add: '从文件添加端点…',
  recent: '最近的工作区',
  kept: '每次更改都会立即写入文件',
  keptUnnamed: '另存为文件之前，每次更改由 Porthole 保留',
  writing: '正在写入…',
  blocked: '更改未写入文件',
  ownFolder: '位于 Porthole 自己的文件夹',
  load: '载入更改',
  keep: '保留此处内容',
  writeAgain: '重新写出',
  showFaults: '查看位置',
  faults: '损坏的内容',
  faultsText: '其他内容均已读取。在更改之前文件保持原样，更改时会以另一名称保留原文件。',
  faultsMore: '仅显示 {{all}} 处中的前 {{shown}} 处。',
  place: '行',
  field: '字段',
  what: '问题',
  close: '关闭',
};
