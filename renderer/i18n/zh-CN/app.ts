import type { app as english } from '../en/app';
import type { Words } from '../words';

export const app: Words<typeof english> = {
  fold: '折叠{{pane}}',
  unfold: '展开{{pane}}',
  brokenTitle: '此面板已停止工作',
  brokenBody: '套接字和抓包仍在继续。请尝试重新显示此面板；若无效，请重启 Porthole。',
  brokenRetry: '重新显示',
  brokenStart: 'Porthole 无法启动窗口',
  resizeSide: '消息库的边界',
  resizeRows: '日志的高度',
  resizeEndpoints: '服务器面板的宽度',
  resizeMessages: '日志的宽度',
  retry: '重试',
  dismiss: '关闭提示',
  unsaved: '您的更改尚未保存。',
  discardEdits: '放弃更改',
  stay: '继续编辑',
  cancel: '取消',
  jobProgress: '{{done}} / {{total}} · {{rate}}',
  jobReceived: '{{done}} · {{rate}}',
  stop: '停止',
  jobDone: '完成',
  jobCancelled: '已取消',
  jobFailed: '失败',
};
