import type { app as english } from '../en/app';
import type { Words } from '../words';

export const app: Words<typeof english> = {
  name: 'Porthole',
  fold: '折叠{{pane}}',
  unfold: '展开{{pane}}',
  brokenTitle: '此面板已停止工作',
  brokenBody: '套接字和捕获仍在继续。请尝试重新显示此面板；若无效，请重启窗口。',
  brokenRetry: '重新显示',
  brokenStart: 'Porthole 无法启动窗口',
  resizeRows: '日志高度',
  resizeEndpoints: '服务器宽度',
  resizeMessages: '日志宽度',
};
