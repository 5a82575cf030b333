import type { lua as en } from '../en/lua';
import type { Words } from '../words';

export const lua: Words<typeof en> = {
  title: 'Lua 解析器',
  text: '用 Wireshark 支持的 Lua 编写的自定义协议。文件保存在您自己的文件夹中或工作区旁边，更改后会重新读取。它们在解析器内部运行，无法访问其他文件、程序和网络。',
  close: '关闭',
  none: '还没有 Lua 解析器',
  noneBody: '请添加 .lua 文件、将其拖放到窗口中，或从示例开始。',
  own: '您的，在每个工作区中使用',
  noOwn: '还没有。请添加 .lua 文件、将其拖放到窗口中，或从示例开始。',
  ofWorkspace: '此工作区的',
  noneOfWorkspace:
    '没有。请将 .lua 文件放入工作区旁边的这个文件夹，或将您的某个文件移到那里。随工作区而来的文件在您打开之前是关闭的。',
  moveToWorkspace: '将 {{name}} 移到工作区',
  moveToOwn: '将 {{name}} 移到您的文件中',
  use: '使用 {{name}}',
  off: '已关闭',
  notRead: '尚未读取',
  addsNothing: '未添加协议',
  adds: '添加的协议',
  keep: '保留',
  remove: '移除',
  removeOf: '移除 {{name}}',
  showFolder: '显示文件夹',
  showWorkspaceFolder: '显示工作区的文件夹',
  addSample: '添加示例',
  add: '添加文件…',
  dropHere: '拖放 Lua 解析器 (.lua) 即可添加',
};
