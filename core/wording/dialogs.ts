import type { Language } from '../contract/settings';

/** What the main process says in native dialogs and menus. `{{name}}` is filled in. */
export interface DialogWords {
  readonly closeTitle: string;
  readonly closeRunning: string;
  readonly closeUnsaved: string;
  readonly closeUnkept: string;
  readonly leaveTitle: string;
  readonly leaveStop: string;
  readonly leave: string;
  readonly closeSave: string;
  readonly closeDiscard: string;
  readonly closeStop: string;
  readonly cancel: string;
  readonly saveTitle: string;
  readonly openTitle: string;
  readonly chooseTitle: string;
  readonly chooseFolderTitle: string;
  readonly saveReceivedTitle: string;
  readonly binaryFiles: string;
  readonly saveEndpointsTitle: string;
  readonly openEndpointsTitle: string;
  readonly endpointFiles: string;
  readonly newWorkspaceTitle: string;
  readonly openWorkspaceTitle: string;
  readonly saveWorkspaceTitle: string;
  readonly workspaceFiles: string;
  readonly workspaceName: string;
  readonly importMessagesTitle: string;
  readonly exportMessagesTitle: string;
  readonly messageFiles: string;
  readonly importCertificateTitle: string;
  readonly saveCertificateTitle: string;
  readonly certificateFiles: string;
  readonly exportTitle: string;
  readonly exportFiles: string;
  readonly saveStreamTitle: string;
  readonly streamFiles: string;
  readonly keyLogTitle: string;
  readonly keyLogFiles: string;
  readonly addLuaTitle: string;
  readonly luaFiles: string;
  readonly saveLuaTitle: string;
  readonly captureFiles: string;
  readonly newCaptureFiles: string;
  readonly allFiles: string;
  readonly crashedTitle: string;
  readonly crashedText: string;
  readonly crashedReload: string;
  readonly crashedQuit: string;
  readonly brokenTitle: string;
  readonly brokenText: string;
  readonly quit: string;
  readonly menuFile: string;
  readonly menuOpenCapture: string;
  readonly menuSaveCapture: string;
}

export const dialogWords: Readonly<Record<Language, DialogWords>> = {
  en: {
    closeTitle: 'Close Porthole?',
    closeRunning: 'Running endpoints will be stopped: {{names}}.',
    closeUnsaved: 'The capture holds {{count}} messages that are not saved.',
    closeUnkept: 'The last changes to the workspace are in no file and will be lost.',
    leaveTitle: 'Open another workspace?',
    leaveStop: 'Stop and open',
    leave: 'Open without them',
    closeSave: 'Save capture…',
    closeDiscard: 'Close without saving',
    closeStop: 'Stop and close',
    cancel: 'Cancel',
    saveTitle: 'Save capture',
    openTitle: 'Open capture',
    chooseTitle: 'Choose files to send',
    chooseFolderTitle: 'Choose a folder whose files are sent',
    saveReceivedTitle: 'Save what is received',
    binaryFiles: 'Bytes as they come',
    saveEndpointsTitle: 'Save endpoints',
    openEndpointsTitle: 'Add endpoints from a file',
    endpointFiles: 'Endpoints (porthole)',
    newWorkspaceTitle: 'New workspace',
    openWorkspaceTitle: 'Open workspace',
    saveWorkspaceTitle: 'Save workspace as',
    workspaceFiles: 'Workspaces (porthole)',
    workspaceName: 'workspace',
    importMessagesTitle: 'Import messages',
    exportMessagesTitle: 'Export messages',
    messageFiles: 'Messages (json, ini, txt)',
    importCertificateTitle: 'Import a certificate: choose it and its key',
    saveCertificateTitle: 'Save certificate',
    certificateFiles: 'Certificates and keys',
    exportTitle: 'Export',
    exportFiles: 'Exports',
    saveStreamTitle: 'Save the conversation',
    streamFiles: 'Conversations',
    keyLogTitle: 'Write the TLS keys to',
    keyLogFiles: 'Key logs (SSLKEYLOGFILE)',
    addLuaTitle: 'Add Lua dissectors',
    luaFiles: 'Lua dissectors',
    saveLuaTitle: 'Export the Lua dissector',
    captureFiles: 'Captures (pcapng, pcap, gz)',
    newCaptureFiles: 'Captures (pcapng)',
    allFiles: 'All files',
    crashedTitle: 'The window stopped working',
    crashedText: 'Its page crashed several times in a row ({{reason}}). Sockets and the capture go on.',
    crashedReload: 'Load the window again',
    crashedQuit: 'Quit and keep the capture',
    brokenTitle: 'Porthole has to stop',
    brokenText: 'The part that owns sockets and capture broke: {{reason}}. What was recorded is on disk.',
    quit: 'Quit',
    menuFile: 'File',
    menuOpenCapture: 'Open Capture…',
    menuSaveCapture: 'Save Capture…',
  },
  'zh-CN': {
    closeTitle: '关闭 Porthole？',
    closeRunning: '正在运行的端点将被停止：{{names}}。',
    closeUnsaved: '抓包中有 {{count}} 条消息尚未保存。',
    closeUnkept: '对工作区的最后更改未写入任何文件，将会丢失。',
    leaveTitle: '打开另一个工作区？',
    leaveStop: '停止并打开',
    leave: '放弃更改并打开',
    closeSave: '保存抓包…',
    closeDiscard: '不保存并关闭',
    closeStop: '停止并关闭',
    cancel: '取消',
    saveTitle: '保存抓包',
    openTitle: '打开抓包',
    chooseTitle: '选择要发送的文件',
    chooseFolderTitle: '选择要发送其中文件的文件夹',
    saveReceivedTitle: '保存接收内容',
    binaryFiles: '原始字节',
    saveEndpointsTitle: '保存端点',
    openEndpointsTitle: '从文件添加端点',
    endpointFiles: '端点文件 (porthole)',
    newWorkspaceTitle: '新建工作区',
    openWorkspaceTitle: '打开工作区',
    saveWorkspaceTitle: '工作区另存为',
    workspaceFiles: '工作区 (porthole)',
    workspaceName: '工作区',
    importMessagesTitle: '导入消息',
    exportMessagesTitle: '导出消息',
    messageFiles: '消息文件 (json, ini, txt)',
    importCertificateTitle: '导入证书：请选择证书及其私钥',
    saveCertificateTitle: '保存证书',
    certificateFiles: '证书和私钥',
    exportTitle: '导出',
    exportFiles: '导出文件',
    saveStreamTitle: '保存会话',
    streamFiles: '会话',
    keyLogTitle: 'TLS 密钥写入',
    keyLogFiles: '密钥日志 (SSLKEYLOGFILE)',
    addLuaTitle: '添加 Lua 解析器',
    luaFiles: 'Lua 解析器',
    saveLuaTitle: '导出 Lua 解析器',
    captureFiles: '抓包文件 (pcapng, pcap, gz)',
    newCaptureFiles: '抓包文件 (pcapng)',
    allFiles: '所有文件',
    crashedTitle: '窗口停止工作',
    crashedText: '页面连续多次崩溃（{{reason}}）。套接字和抓包仍在继续。',
    crashedReload: '重新加载窗口',
    crashedQuit: '退出并保留抓包',
    brokenTitle: 'Porthole 必须退出',
    brokenText: '负责套接字和抓包的部分发生故障：{{reason}}。已记录的内容保存在磁盘上。',
    quit: '退出',
    menuFile: '文件',
    menuOpenCapture: '打开抓包…',
    menuSaveCapture: '保存抓包…',
  },
};
