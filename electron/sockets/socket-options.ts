import { getSystemErrorName } from 'node:util';
import type { Granted, GrantedKey } from '../../core/contract/granted';
import { type Call, libcCalls } from './libc';

/** Level and name of an option (socket(7), ip(7), ipv6(7), tcp(7); asm-generic/socket.h, linux/in.h, in6.h, tcp.h). */
type Name = readonly [level: number, name: number];

const SOL_SOCKET = 1;
const IPPROTO_IP = 0;
const IPPROTO_TCP = 6;
const IPPROTO_IPV6 = 41;

const SO_DOMAIN: Name = [SOL_SOCKET, 39];
const AF_INET6 = 10;

interface SystemOption {
  readonly name: Name;
  /** Over IPv6, where it has another. */
  readonly name6?: Name;
  /** Only a socket of IPv6 has it. */
  readonly only6?: true;
  /** Ours is so many times the system's: it counts seconds. */
  readonly scale?: 1000;
}

const OPTIONS: Readonly<Record<GrantedKey, SystemOption>> = {
  reuseAddress: { name: [SOL_SOCKET, 2] },
  reusePort: { name: [SOL_SOCKET, 15] },
  ipv6Only: { name: [IPPROTO_IPV6, 26], only6: true },
  broadcast: { name: [SOL_SOCKET, 6] },
  noDelay: { name: [IPPROTO_TCP, 1] },
  keepAlive: { name: [SOL_SOCKET, 9] },
  keepAliveDelay: { name: [IPPROTO_TCP, 4], scale: 1000 },
  keepAliveInterval: { name: [IPPROTO_TCP, 5], scale: 1000 },
  keepAliveCount: { name: [IPPROTO_TCP, 6] },
  receiveBuffer: { name: [SOL_SOCKET, 8] },
  sendBuffer: { name: [SOL_SOCKET, 7] },
  ttl: { name: [IPPROTO_IP, 2], name6: [IPPROTO_IPV6, 16] },
  multicastTtl: { name: [IPPROTO_IP, 33], name6: [IPPROTO_IPV6, 18] },
  multicastLoop: { name: [IPPROTO_IP, 34], name6: [IPPROTO_IPV6, 19] },
};

/** The options that each kind of socket is asked for. */
const ASKED = {
  listening: ['reuseAddress', 'reusePort', 'ipv6Only', 'receiveBuffer', 'sendBuffer', 'ttl'],
  connection: [
    'noDelay',
    'keepAlive',
    'keepAliveDelay',
    'keepAliveInterval',
    'keepAliveCount',
    'receiveBuffer',
    'sendBuffer',
    'ttl',
  ],
  datagrams: [
    'reuseAddress',
    'reusePort',
    'ipv6Only',
    'broadcast',
    'receiveBuffer',
    'sendBuffer',
    'ttl',
    'multicastTtl',
    'multicastLoop',
  ],
  local: ['receiveBuffer', 'sendBuffer'],
} as const satisfies Readonly<Record<string, readonly GrantedKey[]>>;
export type SocketKind = keyof typeof ASKED;

interface Calls {
  readonly get: Call;
  readonly set: Call;
  readonly errno: () => number;
}

const calls = libcCalls<Calls>((libc) => ({
  get: libc.call('int getsockopt(int fd, int level, int name, void *value, void *length)'),
  set: libc.call('int setsockopt(int fd, int level, int name, const void *value, unsigned int length)'),
  errno: libc.errno,
}));

/** sizeof(int), which all of these options have. */
const INT = 4;
const value = Buffer.alloc(INT);
const length = Buffer.alloc(INT);

const read = (system: Calls, fd: number, [level, name]: Name): number | null => {
  value.writeInt32LE(0);
  length.writeUInt32LE(INT);
  return system.get(fd, level, name, value, length) === 0 ? value.readInt32LE() : null;
};

const nameFor = (system: Calls, fd: number, option: SystemOption): Name | null => {
  const { name, name6, only6 } = option;
  if (name6 === undefined && only6 === undefined) return name;
  const six = read(system, fd, SO_DOMAIN) === AF_INET6;
  return six ? (name6 ?? name) : only6 === true ? null : name;
};

/** Whether options can be set here that Node has no call for. */
export const canSetOptions = (): boolean => calls() !== null;

/** What the system has for the options of a socket, by its descriptor; nothing where it cannot be asked. */
export const grantedOptions = (fd: number | null, kind: SocketKind): Granted => {
  const system = calls();
  if (system === null || fd === null) return {};
  const granted: Partial<Record<GrantedKey, number>> = {};
  for (const key of ASKED[kind]) {
    const option = OPTIONS[key];
    const name = nameFor(system, fd, option);
    const found = name === null ? null : read(system, fd, name);
    if (found !== null) granted[key] = found * (option.scale ?? 1);
  }
  return granted;
};

/**
 * Sets an option that Node has no call for; times in ms. Answers with the system's word for what is wrong (`EINVAL`),
 * or null: it is set, or cannot be set here (`canSetOptions`), or the socket is closed.
 */
export const setSocketOption = (fd: number | null, key: GrantedKey, wanted: number): string | null => {
  const system = calls();
  if (system === null || fd === null) return null;
  const option = OPTIONS[key];
  const name = nameFor(system, fd, option);
  if (name === null) return null;
  value.writeInt32LE(Math.round(wanted / (option.scale ?? 1)));
  return system.set(fd, name[0], name[1], value, INT) === 0 ? null : getSystemErrorName(-system.errno());
};
