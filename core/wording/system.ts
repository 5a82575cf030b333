import type { FailuresInBoth } from './words';

/** Codes of the system about addresses, rights, files and what it has room for; Node's are the same. */
export const systemFailures = {
  en: {
    EADDRINUSE: {
      cause: 'Port {{port}} on {{host}} is already in use.',
      advice: 'Choose another port, or 0 to get a free one, or close the program that has it.',
    },
    'EADDRINUSE.program': {
      cause: 'Port {{port}} on {{host}} is already in use by {{program}} (process {{pid}}).',
      advice: 'Close {{program}}, or choose another port, or 0 to get a free one.',
    },
    'EADDRINUSE.own': {
      cause: 'Port {{port}} on {{host}} is already in use by Porthole itself.',
      advice: 'Stop the other endpoint that has it, or choose another port, or 0 to get a free one.',
    },
    EADDRNOTAVAIL: {
      cause: '{{host}} is not an address of this computer.',
      advice: 'Choose one from the list of local interfaces, or all interfaces (0.0.0.0 or ::).',
    },
    'EADDRNOTAVAIL.remote': {
      cause: 'This computer has no free port left to connect to {{remote}} from.',
      advice: 'Closed connections hold their port for a minute: wait, or connect less often.',
    },
    EACCES: {
      cause: 'The system does not permit this.',
      advice: 'Check the rights of your user, and the firewall.',
    },
    'EACCES.port': {
      cause: 'The system does not let you use port {{port}} on {{host}}.',
      advice:
        'Ports below 1024 need administrator rights: choose one from 1024 up. Other ports can be reserved too.',
    },
    'EACCES.datagram': {
      cause: 'The system does not let you send to {{remote}}.',
      advice:
        'If it is a broadcast address, switch Broadcast on in the options. Otherwise check the firewall.',
    },
    'EACCES.remote': {
      cause: 'The system does not let you connect to {{remote}}.',
      advice: 'Check the firewall of this computer, and that it is not a broadcast address.',
    },
    'EACCES.name': {
      cause: 'You have no right to read the file {{name}}.',
      advice: 'Change the rights of the file, or choose another.',
    },
    EPERM: {
      cause: 'The system forbids this.',
      advice: 'A firewall rule on this computer is the usual reason. Check it, and the rights of your user.',
    },
    EMFILE: {
      cause: 'Porthole has as many connections and files open as the system allows it.',
      advice:
        'Close some connections, set a limit of connections, or raise the limit of the system (ulimit -n).',
    },
    ENFILE: {
      cause: 'The whole system has as many files and sockets open as it can.',
      advice: 'Close other programs.',
    },
    ENOBUFS: {
      cause: 'The system has no buffer left for the network.',
      advice: 'Send more slowly, or choose smaller buffers.',
    },
    ENOMEM: {
      cause: 'The system has no memory left for this.',
      advice: 'Close other programs, or choose smaller buffers.',
    },
    EINVAL: {
      cause: 'The system does not accept this combination of addresses or options.',
      advice:
        'Check that both addresses are of one kind, IPv4 or IPv6. A link-local address needs its zone, as in fe80::1%eth0.',
    },
    EAFNOSUPPORT: {
      cause: 'This computer does not support that kind of address.',
      advice: 'IPv6 may be switched off: use an IPv4 address.',
    },
    EMSGSIZE: {
      cause: 'The system refuses a datagram of {{datagram, number}} bytes to {{remote}}.',
      advice: 'Send less at once. Some systems allow 9,216 bytes until the send buffer is made larger.',
    },
    ENOTCONN: {
      cause: 'This client is not connected.',
      advice: 'Connect first.',
    },
    ENOENT: {
      cause: 'The file {{name}} does not exist any more.',
      advice: 'Choose the file again.',
    },
    EISDIR: {
      cause: '{{name}} is a folder.',
      advice: 'Choose a file.',
    },
    EIO: {
      cause: 'A disk or device failed while it was read or written.',
      advice: 'Check the disk. Details: {{detail}}',
    },
    ECANCELED: {
      cause: 'It was stopped before it was done.',
      advice: 'Start it again if that was not meant.',
    },
  },
  'zh-CN': {
    EADDRINUSE: {
      cause: '{{host}} 上的端口 {{port}} 已被占用。',
      advice: '请换一个端口，或填 0 由系统分配，或关闭占用它的程序。',
    },
    'EADDRINUSE.program': {
      cause: '{{host}} 上的端口 {{port}} 已被 {{program}}（进程 {{pid}}）占用。',
      advice: '请关闭 {{program}}，或换一个端口，或填 0 由系统分配。',
    },
    'EADDRINUSE.own': {
      cause: '{{host}} 上的端口 {{port}} 已被 Porthole 自身占用。',
      advice: '请停止占用它的另一个端点，或换一个端口，或填 0 由系统分配。',
    },
    EADDRNOTAVAIL: {
      cause: '{{host}} 不是本机的地址。',
      advice: '请从本机网卡列表中选择，或选择全部网卡（0.0.0.0 或 ::）。',
    },
    'EADDRNOTAVAIL.remote': {
      cause: '本机已没有空闲端口可用来连接 {{remote}}。',
      advice: '已关闭的连接会占用其端口约一分钟：请稍候，或降低连接频率。',
    },
    EACCES: {
      cause: '系统不允许此操作。',
      advice: '请检查当前用户的权限和防火墙。',
    },
    'EACCES.port': {
      cause: '系统不允许使用 {{host}} 上的端口 {{port}}。',
      advice: '1024 以下的端口需要管理员权限，请改用 1024 及以上的端口。其他端口也可能被系统保留。',
    },
    'EACCES.datagram': {
      cause: '系统不允许向 {{remote}} 发送。',
      advice: '若这是广播地址，请在选项中打开“广播”；否则请检查防火墙。',
    },
    'EACCES.remote': {
      cause: '系统不允许连接到 {{remote}}。',
      advice: '请检查本机防火墙，并确认这不是广播地址。',
    },
    'EACCES.name': {
      cause: '没有读取文件 {{name}} 的权限。',
      advice: '请修改该文件的权限，或选择其他文件。',
    },
    EPERM: {
      cause: '系统禁止此操作。',
      advice: '通常是本机防火墙规则所致。请检查防火墙和当前用户的权限。',
    },
    EMFILE: {
      cause: 'Porthole 打开的连接和文件数已达到系统上限。',
      advice: '请关闭部分连接、设置最大连接数，或提高系统限制（ulimit -n）。',
    },
    ENFILE: {
      cause: '整个系统打开的文件和套接字数已达到上限。',
      advice: '请关闭其他程序。',
    },
    ENOBUFS: {
      cause: '系统的网络缓冲区已耗尽。',
      advice: '请放慢发送，或使用较小的缓冲区。',
    },
    ENOMEM: {
      cause: '系统内存不足。',
      advice: '请关闭其他程序，或使用较小的缓冲区。',
    },
    EINVAL: {
      cause: '系统不接受这样的地址或选项组合。',
      advice: '请确认两端地址同为 IPv4 或同为 IPv6。链路本地地址需带区域标识，例如 fe80::1%eth0。',
    },
    EAFNOSUPPORT: {
      cause: '本机不支持这种地址。',
      advice: 'IPv6 可能已停用，请使用 IPv4 地址。',
    },
    EMSGSIZE: {
      cause: '系统拒绝向 {{remote}} 发送 {{datagram, number}} 字节的数据报。',
      advice: '请减小单次发送的长度。部分系统在调大发送缓冲区之前最多允许 9,216 字节。',
    },
    ENOTCONN: {
      cause: '该客户端尚未连接。',
      advice: '请先连接。',
    },
    ENOENT: {
      cause: '文件 {{name}} 已不存在。',
      advice: '请重新选择文件。',
    },
    EISDIR: {
      cause: '{{name}} 是文件夹。',
      advice: '请选择文件。',
    },
    EIO: {
      cause: '读写时磁盘或设备出错。',
      advice: '请检查磁盘。详情：{{detail}}',
    },
    ECANCELED: {
      cause: '操作在完成前被停止。',
      advice: '如非有意，请重新开始。',
    },
  },
} as const satisfies FailuresInBoth;

/** A failure that has no words of its own. */
export const unknownFailure = {
  en: {
    cause: 'The system answered {{code}}: {{detail}}',
    advice: 'Check the settings of this endpoint and try again.',
  },
  'zh-CN': {
    cause: '系统返回 {{code}}：{{detail}}',
    advice: '请检查该端点的设置后重试。',
  },
} as const;
