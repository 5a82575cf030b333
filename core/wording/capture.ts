/**
 * Failures of the capture: its file, its disk, its view. A key with a dot takes the place of the one before the dot
 * when the params have what stands behind it: `folder` where captures are recorded, `target` where one is saved.
 */
export const captureFailures = {
  en: {
    ECAPTURE_NOT_PCAPNG: {
      cause: '{{name}} is not a capture file: it does not begin like pcapng or pcap.',
      advice:
        'Choose a .pcapng or .pcap file, as Porthole and Wireshark write them, plain or packed with gzip.',
    },
    ECAPTURE_COMPRESSED: {
      cause: '{{name}} is compressed in a way that Porthole does not unpack.',
      advice: 'Unpack it first, for example with unzstd or lz4 -d. What gzip has packed is opened as it is.',
    },
    ECAPTURE_EMPTY: {
      cause: '{{name}} is empty: 0 bytes.',
      advice: 'Choose another file, or capture again.',
    },
    ECAPTURE_NOT_A_FILE: {
      cause: '{{name}} is a folder or a device, not a file.',
      advice: 'Choose a .pcapng file.',
    },
    ECAPTURE_DAMAGED: {
      cause: '{{name}} is damaged from byte {{position, number}} on.',
      advice: 'What stands before that is shown. Take another copy of the file if there is one.',
    },
    ECAPTURE_DISK_LOW: {
      cause: 'The disk is nearly full: {{free}} are free, and Porthole leaves {{needed}} to the system.',
      advice: 'Make space. Recording goes on by itself; sockets have never stopped.',
    },
    ECAPTURE_SAVE_SAME: {
      cause: '{{target}} is the very file that is being shown or recorded.',
      advice: 'Choose another name.',
    },
    EWIRESHARK_MISSING: {
      cause: 'Wireshark was not found on this computer.',
      advice:
        'Install it, or add its folder to the PATH. “Save capture” writes a file that it opens anywhere.',
    },
    EWIRESHARK_NOTHING: {
      cause: 'The capture is empty, so there is nothing to open.',
      advice: 'Start a server or connect a client first.',
    },
    EWIRESHARK_START: {
      cause: '{{program}} could not be started. {{detail}}',
      advice: 'See whether it starts by itself, or install Wireshark again.',
    },
    ECAPTURE_SHORT: {
      cause: 'The capture has become shorter while it was read.',
      advice: 'Another program may have changed the file. Open it again.',
    },
    ECAPTURE_CANCELLED: {
      cause: 'It was cancelled. Nothing was changed.',
      advice: 'Start it again if that was not meant.',
    },
    ECAPTURE_NOTHING_CLEARED: {
      cause: 'There is no cleared capture to bring back.',
      advice: 'Clear can be undone until the window closes.',
    },
    ECAPTURE_LEFTOVER_GONE: {
      cause: 'That capture is not there any more: it was saved or discarded meanwhile.',
      advice: 'Nothing needs to be done.',
    },
    ECAPTURE_ROW_REMOVED: {
      cause: 'That row has gone: the capture keeps no more than its limit.',
      advice: 'Choose a larger limit in the settings, or save the capture earlier.',
    },
    ECAPTURE_NO_ROW: {
      cause: 'That row is not in the capture that is shown.',
      advice: 'Select another row.',
    },
    ECAPTURE_ROWS_LOST: {
      cause: '{{rows, number}} rows could not be written: the disk did not take them.',
      advice: 'Free some space on the disk, or check it, before you record again.',
    },
    EMARKS_NONE: {
      cause: 'No row is marked.',
      advice: 'Select one and press M.',
    },
    EMARKS_HIDDEN: {
      cause: 'The filter hides every marked row.',
      advice: 'Clear the filter, or filter for frame.marked == true.',
    },
    EVIEW_GONE: {
      cause: 'The log shows something else by now.',
      advice: 'Nothing needs to be done.',
    },
    EVIEW_STOPPED: {
      cause: 'Reading the capture stopped unexpectedly: {{detail}}',
      advice: 'Nothing that was recorded is lost. Try again; if it happens again, please report it.',
    },
    ECOMPARE_NO_MESSAGE: {
      cause: 'Row {{row, number}} is no message of the shown capture.',
      advice: 'Choose a row that was received or sent. Events have no bytes to compare.',
    },
    ECOMPARE_NO_STREAM: {
      cause: 'Row {{row, number}} belongs to no conversation.',
      advice: 'Compare the messages alone, or choose a row of TCP or UDP.',
    },
    ECOMPARE_GONE: {
      cause: 'What was compared is no longer held.',
      advice: 'Compare the two again.',
    },
    ENOSPC: {
      cause: 'The disk is full.',
      advice: 'Make space and try again.',
    },
    'ENOSPC.folder': {
      cause: 'The disk with {{folder}} is full.',
      advice: 'Make space. Recording goes on by itself; sockets have never stopped.',
    },
    'ENOSPC.target': {
      cause: 'The disk is full: {{target}} was not saved.',
      advice: 'Make space, or save it elsewhere. The capture is still here.',
    },
    EDQUOT: {
      cause: 'Your disk quota is used up.',
      advice: 'Delete files of yours, or ask for a larger quota.',
    },
    EROFS: {
      cause: 'That disk is read-only.',
      advice: 'Choose another place.',
    },
    'EROFS.folder': {
      cause: '{{folder}} is on a read-only disk.',
      advice: 'Start Porthole with --user-data-dir and a folder that can be written.',
    },
    'EACCES.folder': {
      cause: 'You have no right to write into {{folder}}.',
      advice: 'Change the rights of that folder, then press Record again.',
    },
    'EACCES.target': {
      cause: 'You have no right to write {{target}} there.',
      advice: 'Save it into another folder. The capture is still here.',
    },
    'EPERM.target': {
      cause: 'The system does not let you write {{target}} there.',
      advice: 'Save it into another folder, or close the program that has the file open.',
    },
    'ENOENT.folder': {
      cause: 'The folder {{folder}} is gone.',
      advice: 'Press Record again: Porthole makes the folder anew.',
    },
    'ENOENT.target': {
      cause: 'The folder for {{target}} does not exist any more.',
      advice: 'Choose another folder. The capture is still here.',
    },
    'EIO.folder': {
      cause: 'The disk with {{folder}} failed while a capture was written.',
      advice: 'Check the disk, then press Record again. Details: {{detail}}',
    },
    ENAMETOOLONG: {
      cause: 'The name is too long for that disk.',
      advice: 'Choose a shorter name.',
    },
  },
  'zh-CN': {
    ECAPTURE_NOT_PCAPNG: {
      cause: '{{name}} 不是抓包文件：开头不符合 pcapng 或 pcap 格式。',
      advice: '请选择 Porthole 或 Wireshark 写出的 .pcapng 或 .pcap 文件，可以是 gzip 压缩的。',
    },
    ECAPTURE_COMPRESSED: {
      cause: '{{name}} 的压缩方式 Porthole 无法解压。',
      advice: '请先解压，例如使用 unzstd 或 lz4 -d。gzip 压缩的文件可以直接打开。',
    },
    ECAPTURE_EMPTY: { cause: '{{name}} 是空文件：0 字节。', advice: '请选择其他文件，或重新抓包。' },
    ECAPTURE_NOT_A_FILE: {
      cause: '{{name}} 是文件夹或设备，不是文件。',
      advice: '请选择 .pcapng 文件。',
    },
    ECAPTURE_DAMAGED: {
      cause: '{{name}} 从第 {{position, number}} 字节起已损坏。',
      advice: '损坏处之前的内容已显示。如有其他副本，请使用副本。',
    },
    ECAPTURE_DISK_LOW: {
      cause: '磁盘将满：剩余 {{free}}，Porthole 为系统保留 {{needed}}。',
      advice: '请腾出空间。记录会自动恢复；套接字从未停止。',
    },
    ECAPTURE_SAVE_SAME: {
      cause: '{{target}} 正是当前显示或正在记录的文件。',
      advice: '请换一个文件名。',
    },
    EWIRESHARK_MISSING: {
      cause: '这台电脑上没有找到 Wireshark。',
      advice: '请安装它，或将其所在文件夹加入 PATH。“保存抓包”写出的文件可在任何地方用它打开。',
    },
    EWIRESHARK_NOTHING: { cause: '抓包是空的，没有可打开的内容。', advice: '请先启动服务器或连接客户端。' },
    EWIRESHARK_START: {
      cause: '{{program}} 无法启动。{{detail}}',
      advice: '请确认它能单独启动，或重新安装 Wireshark。',
    },
    ECAPTURE_SHORT: {
      cause: '读取时抓包文件变短了。',
      advice: '可能有其他程序修改了该文件，请重新打开。',
    },
    ECAPTURE_CANCELLED: { cause: '已取消，没有任何更改。', advice: '若非有意取消，请重新开始。' },
    ECAPTURE_NOTHING_CLEARED: {
      cause: '没有可以恢复的抓包。',
      advice: '在窗口关闭之前，可以撤销清空。',
    },
    ECAPTURE_LEFTOVER_GONE: {
      cause: '该抓包已不存在：它已被保存或丢弃。',
      advice: '无需处理。',
    },
    ECAPTURE_ROW_REMOVED: {
      cause: '该行已移除：抓包只保留限制以内的内容。',
      advice: '请在设置中放宽限制，或更早保存抓包。',
    },
    ECAPTURE_NO_ROW: { cause: '该行不在当前显示的抓包中。', advice: '请选择其他行。' },
    ECAPTURE_ROWS_LOST: {
      cause: '有 {{rows, number}} 行未能写入：磁盘没有接受。',
      advice: '再次记录之前，请腾出磁盘空间或检查磁盘。',
    },
    EMARKS_NONE: { cause: '没有标记任何行。', advice: '请选中一行后按 M。' },
    EMARKS_HIDDEN: {
      cause: '所有标记的行都被过滤隐藏了。',
      advice: '请清除过滤，或过滤 frame.marked == true。',
    },
    EVIEW_GONE: { cause: '日志已显示其他内容。', advice: '无需处理。' },
    EVIEW_STOPPED: {
      cause: '读取抓包时意外停止：{{detail}}',
      advice: '已记录的内容没有丢失。请重试；若再次发生，请报告。',
    },
    ECOMPARE_NO_MESSAGE: {
      cause: '第 {{row, number}} 行不是所示抓包中的消息。',
      advice: '请选择接收或发送的行。事件没有可比较的字节。',
    },
    ECOMPARE_NO_STREAM: {
      cause: '第 {{row, number}} 行不属于任何会话。',
      advice: '请只比较消息，或选择 TCP 或 UDP 的行。',
    },
    ECOMPARE_GONE: { cause: '比较的内容已不再保留。', advice: '请重新比较。' },
    ENOSPC: { cause: '磁盘已满。', advice: '请腾出空间后重试。' },
    'ENOSPC.folder': {
      cause: '{{folder}} 所在的磁盘已满。',
      advice: '请腾出空间。记录会自动恢复；套接字从未停止。',
    },
    'ENOSPC.target': {
      cause: '磁盘已满：{{target}} 未能保存。',
      advice: '请腾出空间，或保存到其他位置。抓包仍在这里。',
    },
    EDQUOT: { cause: '您的磁盘配额已用完。', advice: '请删除部分文件，或申请更大的配额。' },
    EROFS: { cause: '该磁盘是只读的。', advice: '请选择其他位置。' },
    'EROFS.folder': {
      cause: '{{folder}} 位于只读磁盘上。',
      advice: '请用 --user-data-dir 指定一个可写的文件夹来启动 Porthole。',
    },
    'EACCES.folder': {
      cause: '您没有写入 {{folder}} 的权限。',
      advice: '请修改该文件夹的权限，然后点“继续记录”。',
    },
    'EACCES.target': {
      cause: '您没有在那里写入 {{target}} 的权限。',
      advice: '请保存到其他文件夹。抓包仍在这里。',
    },
    'EPERM.target': {
      cause: '系统不允许在那里写入 {{target}}。',
      advice: '请保存到其他文件夹，或关闭正在使用该文件的程序。',
    },
    'ENOENT.folder': {
      cause: '文件夹 {{folder}} 已不存在。',
      advice: '请点“继续记录”：Porthole 会重新创建该文件夹。',
    },
    'ENOENT.target': {
      cause: '{{target}} 所在的文件夹已不存在。',
      advice: '请选择其他文件夹。抓包仍在这里。',
    },
    'EIO.folder': {
      cause: '写入抓包时，{{folder}} 所在的磁盘出错。',
      advice: '请检查磁盘，然后点“继续记录”。详情：{{detail}}',
    },
    ENAMETOOLONG: { cause: '文件名对该磁盘来说太长。', advice: '请使用较短的文件名。' },
  },
} as const;

/** Lines of the log about recording itself, in place of the plain ones when the params say more. */
export const captureVariants = {
  en: {
    'dropped.system':
      '{{system, number}} datagrams lost by the system before Porthole could read them: the receive buffer was full',
    'removed.size':
      'The oldest {{rows, number}} rows ({{bytes, number}} bytes) were removed: the capture has reached its limit of {{size, number}} bytes',
    'removed.age':
      'The oldest {{rows, number}} rows ({{bytes, number}} bytes) were removed: they were older than the limit of {{age, number}} ms',
    'dropped.porthole': '{{porthole, number}} messages not recorded: the disk was too slow',
    'recordingResumed.messages':
      'Recording again. Not recorded meanwhile: {{messages, number}} messages with {{bytes, number}} bytes, {{events, number}} events',
  },
  'zh-CN': {
    'dropped.system': '{{system, number}} 个数据报在 Porthole 读取之前被系统丢弃：接收缓冲区已满',
    'removed.size':
      '已移除最早的 {{rows, number}} 行（{{bytes, number}} 字节）：抓包达到 {{size, number}} 字节的限制',
    'removed.age':
      '已移除最早的 {{rows, number}} 行（{{bytes, number}} 字节）：早于 {{age, number}} 毫秒的限制',
    'dropped.porthole': '{{porthole, number}} 条消息未记录：磁盘太慢',
    'recordingResumed.messages':
      '恢复记录。期间未记录：{{messages, number}} 条消息，共 {{bytes, number}} 字节，{{events, number}} 个事件',
  },
} as const;
