/** Failures of the main process itself: its files, its requests. */
export const appFailures = {
  en: {
    EBADREQUEST: {
      cause: 'The request “{{request}}” was malformed and was refused.',
      advice: 'This is a fault in Porthole. Please report what you did just before.',
    },
    EUNEXPECTED: {
      cause: 'Something unexpected went wrong ({{request}}): {{detail}}',
      advice: 'Nothing that was recorded is lost. Try again; if it happens again, please report it.',
    },
    ENOENDPOINT: {
      cause: 'That server or client no longer exists.',
      advice: 'Create a new one.',
    },
    EENDPOINTS_FULL: {
      cause: 'There are {{max, number}} servers and clients, and Porthole keeps no more.',
      advice: 'Delete one that you no longer need.',
    },
    EPRESET_NAME: {
      cause: 'A preset needs a name.',
      advice: 'Type one that you will know again.',
    },
    EPRESET_TAKEN: {
      cause: 'There is a preset called “{{name}}” already.',
      advice: 'Choose another name, or delete that one first.',
    },
    EPRESET_GONE: {
      cause: 'That preset no longer exists.',
      advice: 'Choose another one.',
    },
    EPRESETS_FULL: {
      cause: 'There are {{max, number}} presets, and Porthole keeps no more.',
      advice: 'Delete one that you no longer need.',
    },
    ESELECTION_RANGES: {
      cause: 'The selected rows stand in more than {{max, number}} places.',
      advice: 'Filter for what you want, and select the rows that are left.',
    },
    ESELECTION_LARGE: {
      cause: '{{count, number}} rows are selected, and this takes {{max, number}} at most.',
      advice: 'Select fewer, or export them to a file.',
    },
    ESELECTION_BYTES: {
      cause: 'The selected messages have {{bytes, number}} bytes, and this takes {{max, number}} at most.',
      advice: 'Select fewer, or export them to a file.',
    },
    ESELECTION_NO_MESSAGES: {
      cause: 'None of the selected rows is a message.',
      advice: 'Select rows that were received or sent.',
    },
    ESEQUENCE_STEPS: {
      cause:
        'The selected messages make {{count, number}} steps, and a sequence has {{max, number}} at most.',
      advice: 'Select fewer.',
    },
    EDETECT_NONE: {
      cause: 'None of the selected rows is a message of 2 to {{max, number}} bytes.',
      advice: 'Select messages that may hold a checksum.',
    },
    EEXCHANGE_SEVERAL: {
      cause: 'The selected rows belong to several conversations, and a program has one.',
      advice: 'Select rows of one conversation, or copy them as a hex dump.',
    },
    EREPEATS_FULL: {
      cause: 'This endpoint repeats {{max, number}} messages already, and no more at the same time.',
      advice: 'End one of them first.',
    },
    EEXCHANGE_HTTP: {
      cause: 'This conversation does not begin with an HTTP request in text.',
      advice: 'Copy it as Python, Node, C or nc instead.',
    },
    EFOLDER_EMPTY: {
      cause: 'The folder {{name}} holds no files.',
      advice: 'Choose another. The files of folders in it are not sent.',
    },
    EEXCHANGE_PIPE: {
      cause: 'Only Node reaches a named pipe of Windows.',
      advice: 'Copy it as Node instead.',
    },
    ENOFILE: {
      cause: 'The chosen file is no longer known.',
      advice: 'Choose the file again.',
    },
    EENDPOINTS_PARTLY: {
      cause:
        '{{file}} is damaged in {{count, number}} places, the first in line {{line}}, column {{column}}.',
      advice: 'The endpoints that can be read were added. The file was not changed.',
    },
    EENDPOINTS_UNWRITABLE: {
      cause: '{{file}} could not be written: {{detail}}',
      advice: 'Choose another folder, or free some space.',
    },
    ESETTINGS_DAMAGED: {
      cause: '{{file}} was damaged and could not be read: {{detail}}',
      advice: 'It was kept as {{kept}}, and Porthole started with its defaults.',
    },
    ESETTINGS_UNREADABLE: {
      cause: '{{file}} could not be read: {{detail}}',
      advice:
        'Porthole started with its defaults and leaves the file as it is; changes are not kept. Check the permissions of its data folder.',
    },
    ESETTINGS_UNWRITABLE: {
      cause: '{{file}} could not be written: {{detail}}',
      advice: 'Changes are kept until Porthole closes. Check free space and permissions of its data folder.',
    },
  },
  'zh-CN': {
    EBADREQUEST: {
      cause: '请求“{{request}}”格式不正确，已被拒绝。',
      advice: '这是 Porthole 自身的缺陷，请报告您刚才的操作。',
    },
    EUNEXPECTED: {
      cause: '出现意外错误（{{request}}）：{{detail}}',
      advice: '已记录的内容没有丢失。请重试；若再次发生，请报告。',
    },
    ENOENDPOINT: { cause: '该服务器或客户端已不存在。', advice: '请新建一个。' },
    EENDPOINTS_FULL: {
      cause: '服务器和客户端已有 {{max, number}} 个，Porthole 最多保留这么多。',
      advice: '请删除不再需要的。',
    },
    EPRESET_NAME: {
      cause: '预设需要一个名称。',
      advice: '请输入一个容易辨认的名称。',
    },
    EPRESET_TAKEN: {
      cause: '已有名为“{{name}}”的预设。',
      advice: '请换一个名称，或先删除那个预设。',
    },
    EPRESET_GONE: {
      cause: '该预设已不存在。',
      advice: '请选择其他预设。',
    },
    EPRESETS_FULL: {
      cause: '已有 {{max, number}} 个预设，Porthole 不再保存更多。',
      advice: '请删除不再需要的预设。',
    },
    ESELECTION_RANGES: {
      cause: '所选的行分散在 {{max, number}} 处以上。',
      advice: '请先过滤出需要的行，再选择剩下的行。',
    },
    ESELECTION_LARGE: {
      cause: '选中了 {{count, number}} 行，这里最多可用 {{max, number}} 行。',
      advice: '请少选一些，或将其导出到文件。',
    },
    ESELECTION_BYTES: {
      cause: '所选消息共 {{bytes, number}} 字节，这里最多可用 {{max, number}} 字节。',
      advice: '请少选一些，或将其导出到文件。',
    },
    ESELECTION_NO_MESSAGES: {
      cause: '所选的行中没有消息。',
      advice: '请选择收到或发出的行。',
    },
    ESEQUENCE_STEPS: {
      cause: '所选消息会生成 {{count, number}} 步，一个序列最多 {{max, number}} 步。',
      advice: '请少选一些。',
    },
    EDETECT_NONE: {
      cause: '所选的行中没有长度为 2 到 {{max, number}} 字节的消息。',
      advice: '请选择可能带有校验和的消息。',
    },
    EEXCHANGE_SEVERAL: {
      cause: '所选的行属于多个会话，而一个程序只有一个会话。',
      advice: '请选择同一会话的行，或复制为十六进制转储。',
    },
    EREPEATS_FULL: {
      cause: '该端点已在重复发送 {{max, number}} 条消息，不能再多。',
      advice: '请先结束其中一条。',
    },
    EEXCHANGE_HTTP: {
      cause: '这段会话不是以文本形式的 HTTP 请求开始的。',
      advice: '请改为复制成 Python、Node、C 或 nc。',
    },
    EFOLDER_EMPTY: {
      cause: '文件夹 {{name}} 中没有文件。',
      advice: '请另选文件夹；其中子文件夹里的文件不会发送。',
    },
    EEXCHANGE_PIPE: {
      cause: 'Windows 命名管道只能由 Node 连接。',
      advice: '请改为复制成 Node 程序。',
    },
    ENOFILE: { cause: '所选文件已失效。', advice: '请重新选择文件。' },
    EENDPOINTS_PARTLY: {
      cause: '{{file}} 有 {{count, number}} 处损坏，第一处在第 {{line}} 行第 {{column}} 列。',
      advice: '能读取的端点均已添加，文件未作更改。',
    },
    EENDPOINTS_UNWRITABLE: {
      cause: '无法写入 {{file}}：{{detail}}',
      advice: '请选择其他文件夹，或释放一些空间。',
    },
    ESETTINGS_DAMAGED: {
      cause: '{{file}} 已损坏，无法读取：{{detail}}',
      advice: '原文件已保留为 {{kept}}，Porthole 以默认设置启动。',
    },
    ESETTINGS_UNREADABLE: {
      cause: '无法读取 {{file}}：{{detail}}',
      advice: 'Porthole 以默认设置启动，且不改动该文件；本次更改不会保存。请检查其数据文件夹的权限。',
    },
    ESETTINGS_UNWRITABLE: {
      cause: '无法写入 {{file}}：{{detail}}',
      advice: '更改会保留到 Porthole 关闭为止。请检查其数据文件夹的可用空间和权限。',
    },
  },
} as const;
