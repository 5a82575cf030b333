/** Failures of UDP's own options: multicast groups, interfaces, sharing a port. */
export const udpFailures = {
  en: {
    EINVAL_GROUP_EMPTY: {
      cause: 'No group is typed.',
      advice: 'Type a multicast address: 224.0.0.0 to 239.255.255.255, or one that begins with ff.',
    },
    EINVAL_GROUP: {
      cause: '“{{value}}” is not a multicast group.',
      advice:
        'Groups are the addresses 224.0.0.0 to 239.255.255.255, and in IPv6 those that begin with ff, as in ff15::1.',
    },
    EINVAL_SOURCE: {
      cause: '“{{value}}” is not the address of a sender.',
      advice: 'Type the IP address of the one sender to hear, or leave it empty to hear all.',
    },
    EGROUP_TWICE: {
      cause: '{{group}} is in the list already.',
      advice: 'Once is enough. The same group can be joined on another interface, or for another source.',
    },
    EGROUP_MIXED: {
      cause: '{{group}} cannot be joined for any source and for chosen ones at the same time.',
      advice: 'Take one of the two off the list, or join them with two sockets.',
    },
    EGROUP_FAMILY: {
      cause: '{{group}} cannot be joined by a socket that is open on {{other}}.',
      advice: 'Open it on 0.0.0.0 for groups of IPv4, on :: for groups of IPv6.',
    },
    ENOINTERFACE: {
      cause: '“{{value}}” is neither the name nor an address of an interface that this computer has up.',
      advice: 'Choose one from the list of interfaces, or leave it empty to let the system choose.',
    },
    EINTERFACE_DOWN: {
      cause: 'The interface {{value}} is down, or has no link.',
      advice: 'Switch it on or plug it in, or choose another interface.',
    },
    EINTERFACE_FAMILY: {
      cause: 'The interface {{value}} has no {{family}} address.',
      advice: 'Give it one, or choose another interface.',
    },
    'EADDRNOTAVAIL.multicast': {
      cause: 'This system binds no socket to a multicast group, such as {{multicast}}.',
      advice: 'Open it on all interfaces (0.0.0.0 or ::), and join the group in the options.',
    },
    'EADDRINUSE.group': {
      cause: 'This socket is in the group {{group}} on that interface already.',
      advice: 'Take one of the two off the list.',
    },
    'EADDRNOTAVAIL.group': {
      cause: 'The system does not let this socket join {{group}} on that interface.',
      advice: 'Choose another interface. A source can be joined once only.',
    },
    'ENODEV.group': {
      cause: 'The system finds no interface for the group {{group}}: no route leads there.',
      advice: 'Choose the interface yourself.',
    },
    'EINVAL.group': {
      cause: 'The system does not let this socket join {{group}}.',
      advice: 'Check that the interface has an address of the same kind, IPv4 or IPv6.',
    },
    'ENOBUFS.group': {
      cause: 'The system lets one socket join no more groups than it has; {{group}} is one too many.',
      advice:
        'Join it with another socket, or raise the limit (Linux: sysctl net.ipv4.igmp_max_memberships).',
    },
    'ENOMEM.group': {
      cause: 'The system lets one socket join no more groups than it has; {{group}} is one too many.',
      advice: 'Join it with another socket, or raise the limit (Linux: sysctl net.core.optmem_max).',
    },
  },
  'zh-CN': {
    EINVAL_GROUP_EMPTY: {
      cause: '没有填写组播组。',
      advice: '请填写组播地址：224.0.0.0 到 239.255.255.255，或以 ff 开头的 IPv6 地址。',
    },
    EINVAL_GROUP: {
      cause: '“{{value}}”不是组播组。',
      advice: '组播组是 224.0.0.0 到 239.255.255.255 的地址；在 IPv6 中以 ff 开头，例如 ff15::1。',
    },
    EINVAL_SOURCE: {
      cause: '“{{value}}”不是发送方的地址。',
      advice: '请填写唯一要接收的发送方的 IP 地址；留空则接收所有发送方。',
    },
    EGROUP_TWICE: {
      cause: '{{group}} 已在列表中。',
      advice: '加入一次即可。同一组可以在其他网卡上加入，或为其他源加入。',
    },
    EGROUP_MIXED: {
      cause: '{{group}} 不能同时以任意源和指定源加入。',
      advice: '请从列表中去掉其中一个，或使用两个套接字分别加入。',
    },
    EGROUP_FAMILY: {
      cause: '在 {{other}} 上打开的套接字不能加入 {{group}}。',
      advice: 'IPv4 组请在 0.0.0.0 上打开，IPv6 组请在 :: 上打开。',
    },
    ENOINTERFACE: {
      cause: '“{{value}}”既不是本机已启用网卡的名称，也不是其地址。',
      advice: '请从网卡列表中选择，或留空由系统选择。',
    },
    EINTERFACE_DOWN: {
      cause: '网卡 {{value}} 未启用或没有连接。',
      advice: '请启用该网卡或接好网线，或选择其他网卡。',
    },
    EINTERFACE_FAMILY: {
      cause: '网卡 {{value}} 没有 {{family}} 地址。',
      advice: '请为其配置地址，或选择其他网卡。',
    },
    'EADDRNOTAVAIL.multicast': {
      cause: '此系统不能将套接字绑定到 {{multicast}} 这样的组播组。',
      advice: '请在所有网卡（0.0.0.0 或 ::）上打开，并在选项中加入该组。',
    },
    'EADDRINUSE.group': {
      cause: '此套接字已在该网卡上加入 {{group}}。',
      advice: '请从列表中去掉其中一个。',
    },
    'EADDRNOTAVAIL.group': {
      cause: '系统不允许此套接字在该网卡上加入 {{group}}。',
      advice: '请选择其他网卡。同一个源只能加入一次。',
    },
    'ENODEV.group': {
      cause: '系统找不到用于 {{group}} 的网卡：没有通往该组的路由。',
      advice: '请自行选择网卡。',
    },
    'EINVAL.group': {
      cause: '系统不允许此套接字加入 {{group}}。',
      advice: '请检查网卡是否有同类（IPv4 或 IPv6）的地址。',
    },
    'ENOBUFS.group': {
      cause: '系统不允许一个套接字加入更多的组；{{group}} 超出了上限。',
      advice: '请用其他套接字加入，或提高上限（Linux：sysctl net.ipv4.igmp_max_memberships）。',
    },
    'ENOMEM.group': {
      cause: '系统不允许一个套接字加入更多的组；{{group}} 超出了上限。',
      advice: '请用其他套接字加入，或提高上限（Linux：sysctl net.core.optmem_max）。',
    },
  },
} as const;

/** Lines of the log about UDP, in place of the plain ones when the params say more. */
export const udpVariants = {
  en: {
    'refused.icmp':
      '{{remote}} was reached, but no program has that UDP port open (ICMP port unreachable, {{error}})',
    'groupJoined.source': 'Joined {{group}} for datagrams from {{source}} only',
    'groupJoined.interface': 'Joined {{group}} on {{interface}}',
    'groupLeft.source': 'Left {{group}} of {{source}}',
    'groupLeft.interface': 'Left {{group}} on {{interface}}',
  },
  'zh-CN': {
    'refused.icmp': '已到达 {{remote}}，但没有程序打开该 UDP 端口（ICMP 端口不可达，{{error}}）',
    'groupJoined.source': '已加入 {{group}}，只接收来自 {{source}} 的数据报',
    'groupJoined.interface': '已在 {{interface}} 上加入 {{group}}',
    'groupLeft.source': '已离开 {{source}} 的 {{group}}',
    'groupLeft.interface': '已在 {{interface}} 上离开 {{group}}',
  },
} as const;
