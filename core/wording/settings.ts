import type { FailuresInBoth } from './words';

/** What is typed for an endpoint and cannot be used. */
export const settingFailures = {
  en: {
    EINVAL_PORT: {
      cause: 'An empty field is not a port.',
      advice: 'Type a whole number from 1 to 65535; a server may also have 0 to get a free one.',
    },
    'EINVAL_PORT.value': {
      cause: '“{{value}}” is not a port.',
      advice: 'Type a whole number from 1 to 65535; a server may also have 0 to get a free one.',
    },
    EINVAL_PORT_ZERO: {
      cause: 'Port 0 cannot be connected to.',
      advice:
        'Type the port that the other side listens on, 1 to 65535. Only a server can ask for a free port with 0.',
    },
    EINVAL_ADDRESS: {
      cause: '“{{value}}” is not an address with a port.',
      advice: 'Type it as 192.168.1.5:8888, name:8888 or [::1]:8888.',
    },
    EINVAL_HOST: {
      cause: '“{{value}}” is neither a name nor an IP address.',
      advice: 'Type only the name or address here; the port has its own field.',
    },
    EINVAL_HOST_IPV4: {
      cause: '“{{value}}” is not a valid IPv4 address.',
      advice: 'It has four numbers from 0 to 255 with dots between them, as in 192.168.1.5.',
    },
    EINVAL_HOST_IPV6: {
      cause: '“{{value}}” is not a valid IPv6 address.',
      advice:
        'It has eight groups of up to four hex digits; :: stands for groups of zeros, as in ::1 or fe80::1%eth0.',
    },
    EINVAL_HOST_PORT: {
      cause: '“{{value}}” is an address with a port.',
      advice: 'Type {{host}} here, and {{port}} into the port field.',
    },
    EINVAL_HOST_URL: {
      cause: '“{{value}}” is a URL, not an address.',
      advice: 'Type only its host here: {{host}}.',
    },
    'EINVAL_HOST_URL.port': {
      cause: '“{{value}}” is a URL, not an address.',
      advice: 'Type {{host}} here, and {{port}} into the port field.',
    },
    EINVAL_HOST_EMPTY: {
      cause: 'The address is empty.',
      advice: 'Type 127.0.0.1 for this computer, or choose an interface from the list.',
    },
    EINVAL_LOCAL_ADDRESS: {
      cause: '“{{value}}” is not an IP address.',
      advice:
        'The local address must be one of this computer, in numbers. Leave it empty to let the system choose.',
    },
    EINVAL_FAMILY: {
      cause: '{{value}} is not an IPv{{family}} address.',
      advice: 'Let the address family in the options be any, or type an address of that family.',
    },
    ENOREUSEPORT: {
      cause: 'SO_REUSEPORT cannot be set here.',
      advice: 'Switch “Reuse port” off in the options; what is said there gives the reason.',
    },
    ENONAME: {
      cause: 'No name is registered for {{host}}.',
      advice: 'Many addresses have none; nothing is wrong with the connection.',
    },
    EINVAL_NUMBER: {
      cause: '“{{value}}” cannot be used for {{field, field}}.',
      advice: 'Type a whole number from {{min, number}} to {{max, number}}.',
    },
  },
  'zh-CN': {
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
    ENONAME: {
      cause: '{{host}} 没有登记主机名。',
      advice: '许多地址都没有主机名，连接本身没有问题。',
    },
    EINVAL_NUMBER: {
      cause: '“{{value}}”不能用作{{field, field}}。',
      advice: '请输入 {{min, number}} 到 {{max, number}} 的整数。',
    },
  },
} as const satisfies FailuresInBoth;
