import type { FailuresInBoth } from './words';

/** Codes of the system about the way to a peer: its name, the network, its answer. */
export const networkFailures = {
  en: {
    ECONNREFUSED: {
      cause: '{{remote}} was reached, but nothing listens on that port.',
      advice: 'Start the server, and check its port. A firewall that rejects looks the same.',
    },
    'ECONNREFUSED.datagram': {
      cause: '{{remote}} was reached, but no program has that UDP port open (ICMP port unreachable).',
      advice: 'Start the program on the other side, and check its port.',
    },
    ECONNRESET: {
      cause: '{{remote}} reset the connection (RST).',
      advice:
        'The program on the other side ended, or closed without reading everything. What was on its way may be lost.',
    },
    'ECONNRESET.datagram': {
      cause: '{{remote}} was reached, but no program has that UDP port open (ICMP port unreachable).',
      advice: 'Start the program on the other side, and check its port.',
    },
    ECONNABORTED: {
      cause: 'The connection to {{remote}} was dropped by this computer.',
      advice: 'The network may have changed, or a firewall or virus scanner stepped in. Connect again.',
    },
    EPIPE: {
      cause: '{{remote}} had already closed the connection, so nothing more can be sent.',
      advice: 'Connect again.',
    },
    ETIMEDOUT: {
      cause: '{{remote}} did not answer.',
      advice:
        'Check the address and the port. A firewall that silently drops, or a computer that is off, looks like this.',
    },
    'ETIMEDOUT.ms': {
      cause: '{{remote}} did not answer within {{ms, number}} ms.',
      advice:
        'Check the address and the port. A firewall that silently drops, or a computer that is off, looks like this.',
    },
    EHOSTUNREACH: {
      cause:
        'There is no way to {{remote}}: a router or the local network says that the host cannot be reached.',
      advice: 'Check the address, and that the other computer is on and in the same network.',
    },
    EHOSTDOWN: {
      cause: '{{remote}} does not answer in the local network.',
      advice: 'Check that the other computer is on and connected.',
    },
    ENETUNREACH: {
      cause: 'This computer has no way to the network of {{remote}}.',
      advice: 'Check the network connection, and whether IPv6 or a VPN is needed.',
    },
    ENETDOWN: {
      cause: 'The network interface is down.',
      advice: 'Switch the network on, then start again.',
    },
    'ENOTFOUND.family': {
      cause: 'The name {{host}} does not exist, or has no IPv{{family}} address.',
      advice: 'Check the spelling, or let the address family be any.',
    },
    ENOTFOUND: {
      cause: 'The name {{host}} does not exist.',
      advice: 'Check the spelling, or type the IP address.',
    },
    EAI_AGAIN: {
      cause: 'The name {{host}} could not be looked up: the name server did not answer.',
      advice: 'Check the network connection and try again, or type the IP address.',
    },
    EAI_FAIL: {
      cause: 'The name server failed to look up {{host}}.',
      advice: 'Try again later, or type the IP address.',
    },
  },
  'zh-CN': {
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
  },
} as const satisfies FailuresInBoth;
