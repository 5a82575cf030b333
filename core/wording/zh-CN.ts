import type * as english from './en';

/** The same keys, other words. */
type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

export const failures: Words<typeof english.failures> = {
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
  ECONNREFUSED: {
    cause: '已到达 {{remote}}，但该端口没有程序在监听，连接被拒绝。',
    advice: '请启动服务器并核对端口。防火墙拒绝连接时现象相同。',
  },
  'ECONNREFUSED.datagram': {
    cause: '已到达 {{remote}}，但没有程序打开该 UDP 端口（ICMP 端口不可达）。',
    advice: '请启动对端程序并核对端口。',
  },
  ECONNRESET: {
    cause: '{{remote}} 重置了连接（RST）。',
    advice: '对端程序已退出，或未读完数据就关闭了连接。途中的数据可能已丢失。',
  },
  'ECONNRESET.datagram': {
    cause: '已到达 {{remote}}，但没有程序打开该 UDP 端口（ICMP 端口不可达）。',
    advice: '请启动对端程序并核对端口。',
  },
  ECONNABORTED: {
    cause: '与 {{remote}} 的连接被本机中止。',
    advice: '可能是网络发生了变化，或被防火墙、杀毒软件中断。请重新连接。',
  },
  EPIPE: {
    cause: '{{remote}} 已关闭连接，无法继续发送。',
    advice: '请重新连接。',
  },
  ETIMEDOUT: {
    cause: '{{remote}} 没有响应。',
    advice: '请核对地址和端口。对方未开机或防火墙静默丢包时都会如此。',
  },
  'ETIMEDOUT.ms': {
    cause: '{{remote}} 在 {{ms, number}} 毫秒内没有响应。',
    advice: '请核对地址和端口。对方未开机或防火墙静默丢包时都会如此。',
  },
  EHOSTUNREACH: {
    cause: '无法到达 {{remote}}：路由器或本地网络报告主机不可达。',
    advice: '请核对地址，并确认对方已开机且处于可达的网络中。',
  },
  EHOSTDOWN: {
    cause: '{{remote}} 在本地网络中没有应答。',
    advice: '请确认对方已开机并已接入网络。',
  },
  ENETUNREACH: {
    cause: '本机没有通往 {{remote}} 所在网络的路由。',
    advice: '请检查网络连接，以及是否需要 IPv6 或 VPN。',
  },
  ENETDOWN: {
    cause: '网络接口未启用。',
    advice: '请启用网络后重新启动。',
  },
  'ENOTFOUND.family': {
    cause: '主机名 {{host}} 不存在，或没有 IPv{{family}} 地址。',
    advice: '请检查拼写，或将地址族改为任意。',
  },
  ENOTFOUND: {
    cause: '主机名 {{host}} 不存在。',
    advice: '请检查拼写，或直接填写 IP 地址。',
  },
  EAI_AGAIN: {
    cause: '无法解析 {{host}}：域名服务器没有应答。',
    advice: '请检查网络连接后重试，或直接填写 IP 地址。',
  },
  EAI_FAIL: {
    cause: '域名服务器解析 {{host}} 失败。',
    advice: '请稍后重试，或直接填写 IP 地址。',
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
  EABANDONED: {
    cause: '系统尚未取走这些数据，连接就已关闭。',
    advice: '关闭前请等待队列清空；重置会丢弃队列。',
  },
  ENOTRUNNING: {
    cause: '该端点未在运行。',
    advice: '请先启动或连接。',
  },
  ERUNNING: {
    cause: '该端点已在运行。',
    advice: '要使用其他地址，请先停止。',
  },
  ENOTLISTENING: {
    cause: '只有正在监听的 TCP 服务器才能暂停或恢复接受连接。',
    advice: '请先启动服务器。',
  },
  ENOSUCHCONNECTION: {
    cause: '该连接已关闭。',
    advice: '请选择其他连接，或发送给全部。',
  },
  ENOCLIENT: {
    cause: '没有客户端连接到该服务器。',
    advice: '请等待客户端连接，之后它就能收到您发送的内容。',
  },
  ENOPEER: {
    cause: '还没有对端向该套接字发送过数据，因此没有发送对象。',
    advice: '请等待收到数据报，或在“发往”中填写地址。',
  },
  EFINISHED: {
    cause: '到 {{remote}} 的连接，我方已结束发送（半关闭）。',
    advice: '现在只能接收。要发送请重新连接。',
  },
  EEMPTY: {
    cause: '没有可发送的内容：TCP 没有空消息。',
    advice: '请输入内容。UDP 可以发送空数据报。',
  },
  EQUEUE_FULL: {
    cause: '{{remote}} 没有读取数据：已有 {{queued, number}} 字节在等待。',
    advice: '请等待对端读取，或重置连接。每个对端最多排队 {{max, number}} 字节。',
  },
  EOWED: {
    cause: '等待延时或等待系统发送的应答过多。',
    advice: '请缩短自动应答的延时。在积压减少之前不再应答。',
  },
  EMSGSIZE_UDP: {
    cause: '{{bytes, number}} 字节超出单个数据报的容量：UDP 最多 {{max, number}} 字节。',
    advice: '请缩短消息，或以文件形式分成多个数据报发送，或改用 TCP。',
  },
  ENOTSUP_UDP: {
    cause: 'UDP 没有连接，无法半关闭、重置或暂停。',
    advice: '“移除”会让 Porthole 忘记该对端。',
  },
  ETARGET_TCP: {
    cause: 'TCP 只能通过已有连接发送。',
    advice: '请选择一个连接或全部。',
  },
  EFIXED_REMOTE: {
    cause: '该客户端只向 {{remote}} 发送，不能发送到 {{value}}。',
    advice: '请修改它的地址和端口，或使用可以向任意地址发送的 UDP 服务器。',
  },
  EFAMILY: {
    cause: '{{value}} 与 {{other}} 类型不同：一个是 IPv4，另一个是 IPv6。',
    advice: '请在两端使用同一类型的地址。',
  },
  ENOTFILE: {
    cause: '{{name}} 是设备或管道，不是文件。',
    advice: '请选择普通文件。',
  },
  EFILE_SHRANK: {
    cause: '{{name}} 在发送过程中变短：只读到 {{total, number}} 字节中的 {{done, number}} 字节。',
    advice: '请在没有其他程序写入该文件时重新发送。',
  },
  EINVAL_PORT: {
    cause: '端口为空。',
    advice: '请输入 1 到 65535 的整数；服务器也可填 0，由系统分配空闲端口。',
  },
  'EINVAL_PORT.value': {
    cause: '“{{value}}”不是有效端口。',
    advice: '请输入 1 到 65535 的整数；服务器也可填 0，由系统分配空闲端口。',
  },
  EINVAL_PORT_ZERO: {
    cause: '不能连接到端口 0。',
    advice: '请输入对端监听的端口（1 到 65535）。只有服务器可以用 0 让系统分配端口。',
  },
  EINVAL_ADDRESS: {
    cause: '“{{value}}”不是带端口的地址。',
    advice: '请按 192.168.1.5:8888、name:8888 或 [::1]:8888 的形式输入。',
  },
  EINVAL_HOST: {
    cause: '“{{value}}”既不是主机名，也不是 IP 地址。',
    advice: '此处只填主机名或地址，端口有单独的输入框。',
  },
  EINVAL_HOST_IPV4: {
    cause: '“{{value}}”不是有效的 IPv4 地址。',
    advice: 'IPv4 地址由四个 0 到 255 的数字组成，以点分隔，例如 192.168.1.5。',
  },
  EINVAL_HOST_IPV6: {
    cause: '“{{value}}”不是有效的 IPv6 地址。',
    advice: 'IPv6 地址由八组至多四位的十六进制数组成，:: 代表连续的零，例如 ::1 或 fe80::1%eth0。',
  },
  EINVAL_HOST_PORT: {
    cause: '“{{value}}”是带端口的地址。',
    advice: '此处请填 {{host}}，端口框请填 {{port}}。',
  },
  EINVAL_HOST_URL: {
    cause: '“{{value}}”是 URL，不是地址。',
    advice: '此处只填其中的主机：{{host}}。',
  },
  'EINVAL_HOST_URL.port': {
    cause: '“{{value}}”是 URL，不是地址。',
    advice: '此处请填 {{host}}，端口框请填 {{port}}。',
  },
  EINVAL_HOST_EMPTY: {
    cause: '地址为空。',
    advice: '本机请填 127.0.0.1，或从列表中选择网卡。',
  },
  EINVAL_LOCAL_ADDRESS: {
    cause: '“{{value}}”不是 IP 地址。',
    advice: '本地地址必须是本机的数字地址；留空则由系统选择。',
  },
  EINVAL_FAMILY: {
    cause: '{{value}} 不是 IPv{{family}} 地址。',
    advice: '请在选项中将地址族改为任意，或填写该地址族的地址。',
  },
  ENOREUSEPORT: {
    cause: '此处无法设置 SO_REUSEPORT。',
    advice: '请在选项中关闭“重用端口”；原因见该选项的说明。',
  },
  ENOQUEUE: {
    cause: '在此系统上 Porthole 无法只监听而不接受。',
    advice: '请在选项的“暂停接受期间”中选择“拒绝”；原因见该选项的说明。',
  },
  ENOTPAUSED: {
    cause: '到 {{remote}} 的连接正在读取。',
    advice: '请先暂停读取，之后可手动读取指定的字节数。',
  },
  EREADFINISHED: {
    cause: '从 {{remote}} 已没有可读的内容。',
    advice: '对端已结束发送，或我方已结束读取。请重新连接。',
  },
  ENONAME: {
    cause: '{{host}} 没有登记主机名。',
    advice: '许多地址都没有主机名，连接本身没有问题。',
  },
  EINVAL_NUMBER: {
    cause: '“{{value}}”不能用作{{field, field}}。',
    advice: '请输入 {{min, number}} 到 {{max, number}} 的整数。',
  },
};

export const unknownFailure: Words<typeof english.unknownFailure> = {
  cause: '系统返回 {{code}}：{{detail}}',
  advice: '请检查该端点的设置后重试。',
};

export const happenings: Words<typeof english.happenings> = {
  listening: '正在监听 {{local}}',
  opened: '已打开 {{local}}',
  stopped: '已停止',
  connecting: '正在连接 {{remote}}',
  connected: '已从 {{local}} 连接到 {{remote}}',
  attemptFailed: '未能经 {{remote}} 连接：{{cause}}（{{error}}）',
  accepted: '接受来自 {{remote}} 的连接',
  rejected: '拒绝 {{remote}}（RST）：最多 {{max, number}} 个连接',
  acceptedReset: '接受 {{remote}} 后按选项将其重置（RST）',
  acceptingPaused: '不再接受新连接；现有连接保持（{{connections, number}} 个）',
  acceptingQueued:
    '监听但不接受：新连接留在等待队列中（{{backlog, number}}）；现有连接保持（{{connections, number}} 个）',
  acceptingResumed: '重新在 {{local}} 上接受连接',
  acceptingWaiting: '重新在 {{local}} 上接受连接：等待队列中有 {{waiting, number}} 个',
  peerFinished: '对端结束发送（FIN）',
  finished: '我方结束发送（FIN），继续接收',
  closedByUs: '我方关闭，历时 {{seconds, number}} 秒：收 {{bytesIn, number}} B，发 {{bytesOut, number}} B',
  closedByPeer: '对端关闭，历时 {{seconds, number}} 秒：收 {{bytesIn, number}} B，发 {{bytesOut, number}} B',
  resetByUs:
    '我方重置（RST），历时 {{seconds, number}} 秒：收 {{bytesIn, number}} B，发 {{bytesOut, number}} B',
  resetByPeer:
    '对端重置（RST），历时 {{seconds, number}} 秒：收 {{bytesIn, number}} B，发 {{bytesOut, number}} B',
  refused: '被 {{remote}} 拒绝：该端口没有程序在监听（{{error}}）',
  timedOut: '{{remote}} 在 {{ms, number}} 毫秒内没有响应（{{error}}）',
  idleTimeout: '{{ms, number}} 毫秒内没有数据往来，正在关闭',
  reconnecting: '{{ms, number}} 毫秒后重新连接（第 {{attempt, number}} 次）',
  readingPaused: '已手动暂停读取',
  readingResumed: '恢复读取',
  readingExactly: '读取恰好 {{bytes, number}} B，之后再次暂停',
  readingFinished: '我方结束读取（SHUT_RD）：之后到达的数据将被丢弃',
  corked: '已暂缓发送：内容先积存，放行时一并发出',
  uncorked: '已放行：{{bytes, number}} B 一并发出',
  drained: '系统已取走排队的 {{bytes, number}} B，用时 {{ms, number}} 毫秒',
  discarded: '我方结束读取后又到达 {{bytes, number}} B，已丢弃',
  repeatStarted: '每 {{everyMs, number}} 毫秒重复发送，直到停止',
  sequenceStarted: '序列“{{name}}”已开始',
  sequencePassed:
    '序列“{{name}}”在 {{seconds, number}} 秒后通过：{{checks, number}} 项预期中满足 {{met, number}} 项',
  sequenceFailed: '序列“{{name}}”在 {{seconds, number}} 秒后失败：{{cause}}',
  sequenceStopped:
    '序列“{{name}}”在 {{seconds, number}} 秒后停止：{{checks, number}} 项预期中满足 {{met, number}} 项',
  repeatStopped: '重复发送结束：已发送 {{sent, number}} 次，每秒 {{perSecond, number}} 次',
  fileSent: '文件 {{name}} 已发送：{{bytes, number}} B，用时 {{seconds, number}} 秒',
  fileStopped: '文件 {{name}} 停在 {{total, number}} B 中的 {{done, number}} B',
  fileReceived: '已将接收内容保存到 {{name}}：{{bytes, number}} B，用时 {{seconds, number}} 秒',
  forwardFailed: '未能转发。{{error}}：{{cause}}',
  replyFailed: '未能回复。{{error}}：{{cause}}',
  sendFailed: '{{bytes, number}} B 未能发送。{{error}}：{{cause}}',
  failed: '{{error}}：{{cause}}',
  captureStarted: '开始抓包',
  recordingPaused: '记录已暂停。{{error}}：{{cause}}',
  recordingResumed: '恢复记录',
  dropped: '丢失 {{messages, number}} 条消息',
  framingFailed: '未能切分出消息。{{error}}：{{cause}}',
  answersLoop: '已停止应答：{{one}} 与 {{other}} 已连续互相应答 {{answers, number}} 次',
  removed: '已移除最早的 {{rows, number}} 行',
  scriptSaid: '脚本：{{text}}',
  scriptThrew: '脚本抛出 {{message}}',
  scriptStopped: '脚本已停止：{{message}}',
  scriptLeftOut: '脚本在这一秒内还写了 {{lines, number}} 行，已略去',
  scriptBehind: '脚本跟不上：有 {{messages, number}} 条消息没有交给它',
  pingStarted: 'Ping：每 {{everyMs, number}} 毫秒连接一次，直到停止',
  pingAnswered: 'Ping 第 {{attempt, number}} 次：{{ms, number}} 毫秒连上',
  pingFailed: 'Ping 第 {{attempt, number}} 次失败。{{error}}：{{cause}}',
  pingStopped: 'Ping 结束：{{attempts, number}} 次连接中 {{failed, number}} 次失败',
  note: '{{text}}',
  secured: '已加密：{{version}}，{{cipher}}',
  peerCertificate:
    '对端是 {{subject}}，已验证：由 {{issuer}} 签发，有效期至 {{validTo}}，SHA-256 {{fingerprint}}',
  handshakeFailed: 'TLS 握手失败。{{error}}：{{cause}}',
  upgrading: '正在将此连接升级为 TLS',
  peerSpeaksTls: '对端使用 TLS，而此连接未加密：请升级此连接，或将协议改为 TLS',
  groupJoined: '已在系统选择的网卡上加入 {{group}}',
  groupLeft: '已离开 {{group}}',
  groupNotJoined: '已在组 {{group}} 上打开但未加入：请在选项中加入，才能收到数据',
  groupFailed: '未能加入 {{group}}。{{error}}：{{cause}}',
};

export const variants: Words<typeof english.variants> = {
  'opened.remote': '已打开 {{local}}，发送到 {{remote}}',
  'pingStarted.count': 'Ping：每 {{everyMs, number}} 毫秒连接一次，共 {{count, number}} 次',
  'pingStopped.p50':
    'Ping 结束：{{attempts, number}} 次连接中 {{failed, number}} 次失败；p50 {{p50, number}} 毫秒，p99 {{p99, number}} 毫秒',
  'scriptThrew.line': '脚本第 {{line, number}} 行抛出：{{message}}',
  'scriptStopped.line': '脚本在第 {{line, number}} 行停止：{{message}}',
  'scriptStopped.time': '脚本已被停止：一个处理函数运行超过 {{time, number}} 秒',
  'scriptStopped.memory': '脚本已被停止：它需要超过 {{memory, number}} MiB 内存',
  'scriptStopped.hung': '脚本已被停止：{{hung, number}} 秒没有回应',
  'attemptFailed.ms': '未能经 {{remote}} 连接：{{ms, number}} 毫秒内没有应答',
  'repeatStarted.count': '每 {{everyMs, number}} 毫秒重复发送，共 {{count, number}} 次',
  'repeatStopped.code':
    '重复发送结束：已发送 {{sent, number}} 次，每秒 {{perSecond, number}} 次。{{error}}：{{cause}}',
  'fileStopped.code': '文件 {{name}} 停在 {{total, number}} B 中的 {{done, number}} B。{{error}}：{{cause}}',
  'fileReceived.code': '保存到 {{name}} 在 {{bytes, number}} B 后停止。{{error}}：{{cause}}',
};

export const fields: Words<typeof english.fields> = {
  backlog: '等待队列长度（backlog）',
  maxConnections: '最大连接数',
  connectTimeout: '连接超时（毫秒）',
  idleTimeout: '空闲超时（毫秒）',
  keepAliveDelay: '保活延时（毫秒）',
  keepAliveInterval: '保活探测间隔（毫秒）',
  keepAliveCount: '保活探测次数',
  attemptTimeout: '单个地址的尝试时间（毫秒）',
  readSize: '读取长度（字节）',
  closeTimeout: '关闭超时（毫秒）',
  chunkSize: '分块长度（字节）',
  pace: '发送间隔（毫秒）',
  exactBytes: '要读取的字节数',
  reconnectDelay: '首次重连延时（毫秒）',
  reconnectLimit: '最长重连延时（毫秒）',
  receiveBuffer: '接收缓冲区（字节）',
  sendBuffer: '发送缓冲区（字节）',
  ttl: 'TTL',
  multicastTtl: '组播 TTL',
  sequenceWait: '等待时间（毫秒）',
  sequenceWithin: '等待应答的时间（毫秒）',
  sequenceTimes: '重复次数',
  replyDelay: '自动应答延时（毫秒）',
  repeatEvery: '重复间隔（毫秒）',
  repeatCount: '重复次数',
  repeatFor: '重复时长（秒）',
  datagramSize: '数据报长度（字节）',
  handshakeTimeout: '握手超时（毫秒）',
  framing_length: '消息长度（字节）',
  framing_offset: '长度字段之前的字节数',
  framing_adjustment: '长度字段的修正值',
  framing_idle: '结束一条消息的静默时间（毫秒）',
  framing_most: '最长消息（字节）',
  ruleDelay: '规则应答的延时（毫秒）',
  ruleJitter: '规则应答的抖动（毫秒）',
  ruleEvery: '规则的定时（毫秒）',
  pingEvery: 'Ping 的间隔（毫秒）',
  pingCount: 'Ping 的次数',
  pingTimeout: 'Ping 的超时（毫秒）',
};
