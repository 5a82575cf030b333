/** Failures of the dissectors. None of them touches what was recorded. */
export const dissectFailures = {
  en: {
    EDISSECT_OFF: {
      cause: 'The dissectors are switched off.',
      advice: 'Switch them on in the settings.',
    },
    EDISSECT_STOPPED: {
      cause: 'The dissectors stopped unexpectedly. {{detail}}',
      advice: 'They start again with the next row. The bytes of this one are whole.',
    },
    EDISSECT_HUNG: {
      cause: 'The dissectors had no answer after {{seconds, number}} seconds and were stopped.',
      advice: 'They start again with the next row. The bytes of this one are whole.',
    },
    EDISSECT_TOO_LARGE: {
      cause: 'This message is larger than the {{most, number}} MiB that the dissectors take.',
      advice: 'Its bytes and its text can be read in the other tabs.',
    },
    EDISSECT_MANY_FIELDS: {
      cause: 'There are more fields than can be shown; the last ones are left out.',
      advice: 'Their bytes are in the other tabs.',
    },
    ELUA_ERROR: {
      cause: 'The dissectors met an error in {{file}}: {{detail}}',
      advice: 'Mend the file; it is read again when it is saved.',
    },
    'ELUA_ERROR.line': {
      cause: 'The dissectors met an error in line {{line}} of {{file}}: {{detail}}',
      advice: 'Mend the line; the file is read again when it is saved.',
    },
    ELUA_ENDLESS: {
      cause: '{{file}} ran without an end. It was stopped and switched off, and the dissectors start again.',
      advice: 'Look for a loop that never ends, mend it, and switch the file on again.',
    },
    ELUA_MEMORY: {
      cause:
        '{{file}} wanted more than {{most, number}} MiB of memory. It was stopped and switched off, and the dissectors start again.',
      advice: 'Look for what grows without an end, mend it, and switch the file on again.',
    },
    ELUA_BROKE: {
      cause: 'The dissectors broke while {{file}} ran: {{detail}} The file was switched off.',
      advice: 'Mend the file and switch it on again.',
    },
    ELUA_NAME: {
      cause: '“{{file}}” is no name of a Lua file.',
      advice: 'Choose files whose names end in .lua, of plain characters.',
    },
    ELUA_TOO_LARGE: {
      cause: '{{file}} is larger than the {{most, number}} bytes that a Lua file may have.',
      advice: 'Split it: a file finds another one of the folder with require.',
    },
    ELUA_FULL: {
      cause: 'There are {{max, number}} Lua files, and Porthole takes no more.',
      advice: 'Remove some that you no longer need.',
    },
    EDROPPED: {
      cause: 'Nothing is done with {{file}} when it is dropped here.',
      advice:
        'Lua dissectors (.lua) can be dropped. A capture is opened with Open capture, a file is sent with the format File.',
    },
    EPROTOCOL_ENGINE: {
      cause: 'The dissectors do not take this description: {{detail}}',
      advice: 'If the name is one of Wireshark’s own protocols, choose another one.',
    },
    EPROTOCOL_STOPPED: {
      cause: 'The dissectors had to be stopped in the middle of this protocol, so it is not used.',
      advice: 'It is tried again when you change it.',
    },
    EPROTOCOL_FAULTY: {
      cause: 'The description has faults, so there is no dissector of it.',
      advice: 'Mend the fields that are marked.',
    },
    EPROTOCOL_GONE: {
      cause: 'The described protocol is not there any more.',
      advice: 'Choose another one.',
    },
    ELUA_GONE: {
      cause: '{{file}} is not in the folder any more.',
      advice: 'Add it again.',
    },
    ELUA_TWICE: {
      cause: 'The workspace has a file of the name {{file}}, too, and that one is used.',
      advice: 'Switch one of them off.',
    },
    ELUA_THERE: {
      cause: '{{file}} is there already.',
      advice: 'Remove one of the two first.',
    },
    ELUA_BROUGHT: {
      cause:
        'Beside the workspace, in {{folder}}, are Lua dissectors ({{count, number}}) that are not used yet.',
      advice: 'Switch on those that you trust, under Lua dissectors in the settings.',
    },
    ELUA_OTHERS: {
      cause:
        '{{folder}} beside the workspace has something in it already ({{files}}): the Lua dissectors of {{from}} are not copied there, and nothing there is used.',
      advice:
        'Move away what is there and save again, or switch on what you trust, under Lua dissectors in the settings.',
    },
    ELUA_LEFT: {
      cause:
        'The Lua dissectors beside the workspace did not go along: {{file}} cannot be copied ({{detail}}).',
      advice:
        'Copy their folder yourself, and switch on what you trust, under Lua dissectors in the settings.',
    },
    ELUA_LEFT_LARGE: {
      cause:
        'The Lua dissectors beside the workspace did not go along: {{file}} has more than {{most, number}} bytes.',
      advice: 'Take it out of {{folder}} and save again.',
    },
    ELUA_LEFT_FULL: {
      cause:
        'The Lua dissectors beside the workspace did not go along: {{folder}} has more than {{max, number}} files.',
      advice: 'Take some out of it and save again.',
    },
    ELUA_FOLDER: {
      cause: 'The folder cannot be shown: {{detail}}',
      advice: 'Check that a file manager is installed.',
    },
    EDISSECT_SUPERSEDED: {
      cause: 'Another row was asked for in the meantime.',
      advice: 'Nothing needs to be done.',
    },
  },
  'zh-CN': {
    EDISSECT_OFF: { cause: '解析器已关闭。', advice: '请在设置中打开。' },
    EDISSECT_STOPPED: {
      cause: '解析器意外停止。{{detail}}',
      advice: '选择下一行时会重新启动。本行的字节完好无损。',
    },
    EDISSECT_HUNG: {
      cause: '解析器在 {{seconds, number}} 秒内没有结果，已被停止。',
      advice: '选择下一行时会重新启动。本行的字节完好无损。',
    },
    EDISSECT_TOO_LARGE: {
      cause: '该消息超过了解析器可处理的 {{most, number}} MiB。',
      advice: '可在其他标签页中查看其字节和文本。',
    },
    EDISSECT_MANY_FIELDS: { cause: '字段过多，末尾的未列出。', advice: '可在其他标签页中查看其字节。' },
    ELUA_ERROR: {
      cause: '解析器在 {{file}} 中遇到错误：{{detail}}',
      advice: '请修正该文件，保存后会重新读取。',
    },
    'ELUA_ERROR.line': {
      cause: '解析器在 {{file}} 第 {{line}} 行遇到错误：{{detail}}',
      advice: '请修正该行，保存后会重新读取。',
    },
    ELUA_ENDLESS: {
      cause: '{{file}} 一直运行而不结束，已被停止并关闭，解析器会重新启动。',
      advice: '请查找并修正不会结束的循环，然后重新打开该文件。',
    },
    ELUA_MEMORY: {
      cause: '{{file}} 需要超过 {{most, number}} MiB 的内存，已被停止并关闭，解析器会重新启动。',
      advice: '请查找并修正不断增长的数据，然后重新打开该文件。',
    },
    ELUA_BROKE: {
      cause: '{{file}} 运行时解析器发生故障：{{detail}} 该文件已被关闭。',
      advice: '请修正该文件，然后重新打开。',
    },
    ELUA_NAME: {
      cause: '“{{file}}”不是 Lua 文件的名称。',
      advice: '请选择名称以 .lua 结尾且只含普通字符的文件。',
    },
    ELUA_TOO_LARGE: {
      cause: '{{file}} 超过了 Lua 文件允许的 {{most, number}} 字节。',
      advice: '请拆分该文件：可用 require 引用文件夹中的其他文件。',
    },
    ELUA_FULL: {
      cause: 'Lua 文件已有 {{max, number}} 个，Porthole 不再接受更多。',
      advice: '请移除不再需要的文件。',
    },
    EDROPPED: {
      cause: '将 {{file}} 拖放到此处没有作用。',
      advice: '可以拖放 Lua 解析器 (.lua)。打开抓包请用“打开抓包”，发送文件请选择格式“文件”。',
    },
    EPROTOCOL_ENGINE: {
      cause: '解析器不接受此描述：{{detail}}',
      advice: '如果名称是 Wireshark 自带的协议，请使用其他名称。',
    },
    EPROTOCOL_STOPPED: {
      cause: '解析器在处理此协议时不得不停止，因此不再使用它。',
      advice: '修改后会重新尝试。',
    },
    EPROTOCOL_FAULTY: {
      cause: '描述中有错误，因此无法生成解析器。',
      advice: '请修正标出的字段。',
    },
    EPROTOCOL_GONE: { cause: '该描述的协议已不存在。', advice: '请选择其他协议。' },
    ELUA_GONE: { cause: '文件夹中已没有 {{file}}。', advice: '请重新添加。' },
    ELUA_TWICE: { cause: '工作区也有名为 {{file}} 的文件，使用的是那一个。', advice: '请关闭其中之一。' },
    ELUA_THERE: { cause: '那里已有 {{file}}。', advice: '请先移除其中之一。' },
    ELUA_BROUGHT: {
      cause: '工作区旁边的 {{folder}} 中有尚未使用的 Lua 解析器（{{count, number}} 个）。',
      advice: '请在设置的“Lua 解析器”中打开您信任的文件。',
    },
    ELUA_OTHERS: {
      cause:
        '工作区旁边的 {{folder}} 中已有内容（{{files}}）：未将 {{from}} 中的 Lua 解析器复制过去，其中的文件也未使用。',
      advice: '请移走其中的内容后再次保存，或在设置的“Lua 解析器”中打开您信任的文件。',
    },
    ELUA_LEFT: {
      cause: '工作区旁边的 Lua 解析器未一同复制：无法复制 {{file}}（{{detail}}）。',
      advice: '请自行复制该文件夹，并在设置的“Lua 解析器”中打开您信任的文件。',
    },
    ELUA_LEFT_LARGE: {
      cause: '工作区旁边的 Lua 解析器未一同复制：{{file}} 超过 {{most, number}} 字节。',
      advice: '请将其移出 {{folder}} 后再次保存。',
    },
    ELUA_LEFT_FULL: {
      cause: '工作区旁边的 Lua 解析器未一同复制：{{folder}} 中的文件超过 {{max, number}} 个。',
      advice: '请移出一些后再次保存。',
    },
    ELUA_FOLDER: { cause: '无法显示文件夹：{{detail}}', advice: '请检查是否安装了文件管理器。' },
    EDISSECT_SUPERSEDED: { cause: '期间已请求了另一行。', advice: '无需处理。' },
  },
} as const;
