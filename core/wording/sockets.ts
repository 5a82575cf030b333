import type { FailuresInBoth } from './words';

/** What endpoints and their connections refuse, or cannot do as they stand. */
export const socketFailures = {
  en: {
    EABANDONED: {
      cause: 'The connection was closed before the system had taken it.',
      advice: 'Let the queue run empty before closing; Reset throws it away.',
    },
    ENOTRUNNING: {
      cause: 'This endpoint is not running.',
      advice: 'Start or connect it first.',
    },
    ERUNNING: {
      cause: 'This endpoint is running already.',
      advice: 'Stop it first to apply another address.',
    },
    ENOTLISTENING: {
      cause: 'Only a listening TCP server can stop and go on accepting.',
      advice: 'Start the server first.',
    },
    ENOSUCHCONNECTION: {
      cause: 'That connection is closed.',
      advice: 'Choose another, or send to all.',
    },
    ENOCLIENT: {
      cause: 'No client is connected to this server.',
      advice: 'Wait for a client to connect; it then receives what you send.',
    },
    ENOPEER: {
      cause: 'Nobody has written to this socket yet, so there is no one to send to.',
      advice: 'Wait for a datagram, or type an address in “To”.',
    },
    EFINISHED: {
      cause: 'Our side of the connection to {{remote}} has finished sending.',
      advice: 'It can only receive now. Connect again to send.',
    },
    EEMPTY: {
      cause: 'There is nothing to send: TCP knows no empty messages.',
      advice: 'Type a message. Over UDP an empty datagram can be sent.',
    },
    EQUEUE_FULL: {
      cause: '{{remote}} does not read: {{queued, number}} bytes wait for it already.',
      advice:
        'Wait until it reads, or reset the connection. At most {{max, number}} bytes are queued for one peer.',
    },
    EOWED: {
      cause: 'Too many answers wait for their time or for the system.',
      advice: 'Shorten the delay of the auto reply. Answers are left out until enough have gone.',
    },
    EMSGSIZE_UDP: {
      cause: '{{bytes, number}} bytes do not fit into one datagram: UDP carries at most {{max, number}}.',
      advice: 'Shorten the message, or send it as a file in datagrams, or use TCP.',
    },
    ENOTSUP_UDP: {
      cause: 'UDP has no connection that could be finished, reset or paused.',
      advice: 'Forget takes this peer off the list.',
    },
    ETARGET_TCP: {
      cause: 'TCP sends only over its connections.',
      advice: 'Choose a connection, or all.',
    },
    EFIXED_REMOTE: {
      cause: 'This client sends to {{remote}} only, not to {{value}}.',
      advice: 'Change its address and port, or use a UDP server, which can write to any address.',
    },
    EFAMILY: {
      cause: '{{value}} and {{other}} are not of one kind: one is IPv4, the other IPv6.',
      advice: 'Use addresses of the same kind on both sides.',
    },
    ENOTFILE: {
      cause: '{{name}} is a device or a pipe, not a file.',
      advice: 'Choose a plain file.',
    },
    EFILE_SHRANK: {
      cause:
        '{{name}} became shorter while it was sent: {{done, number}} of {{total, number}} bytes could be read.',
      advice: 'Send it again when no other program writes to it.',
    },
    ENOQUEUE: {
      cause: 'On this system Porthole cannot listen without accepting.',
      advice:
        'Choose “Refuse them” for “While not accepting” in the options; what is said there gives the reason.',
    },
    ENOTPAUSED: {
      cause: 'The connection to {{remote}} is being read already.',
      advice: 'Pause reading first; then an exact number of bytes can be read by hand.',
    },
    EREADFINISHED: {
      cause: 'There is nothing more to read from {{remote}}.',
      advice: 'The peer has finished sending, or we have finished reading. Connect again.',
    },
  },
  'zh-CN': {
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
  },
} as const satisfies FailuresInBoth;
