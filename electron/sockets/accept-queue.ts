import { readFileSync } from 'node:fs';
import { libcCalls } from './libc';

const IPPROTO_TCP = 6;
/** `TCP_INFO` (tcp(7)), and of `struct tcp_info` (linux/tcp.h) as much as is needed. */
const TCP_INFO = 11;
const INFO_BYTES = 32;
const STATE_AT = 0;
const LISTENING = 10;
/** `tcpi_unacked`, which of a listening socket is the connections that are ready for accept() (tcp_get_info). */
const READY_AT = 24;

const calls = libcCalls(({ call }) =>
  call('int getsockopt(int fd, int level, int name, void *value, void *length)'),
);
const info = Buffer.alloc(INFO_BYTES);
const length = Buffer.alloc(4);

/** Connections that wait on a listening TCP socket to be accepted; null where the system does not tell. */
export const tcpQueue = (fd: number): number | null => {
  const getsockopt = calls();
  if (getsockopt === null) return null;
  length.writeUInt32LE(INFO_BYTES);
  if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, info, length) !== 0) return null;
  return info.readUInt8(STATE_AT) === LISTENING ? info.readUInt32LE(READY_AT) : null;
};

/**
 * Of the sockets in /proc/net/unix (columns Num, RefCount, Protocol, Flags, Type, St, Inode, Path) those that wait at a
 * path to be accepted: they are connecting (St 02) and have no inode yet.
 */
export const waitingAt = (table: string, path: string): number =>
  table.split('\n').filter((line) => {
    const [, state, inode, at] = /^\S+ \S+ \S+ \S+ \S+ (\S+) +(\d+) (.*)$/.exec(line) ?? [];
    return at === path && state === '02' && inode === '0';
  }).length;

/** The same on a listening local socket, by its path (`@name` for an abstract one). */
export const localQueue = (path: string): number | null => {
  try {
    return waitingAt(readFileSync('/proc/net/unix', 'utf8'), path);
  } catch {
    return null;
  }
};
