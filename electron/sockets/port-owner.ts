import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Params } from '../../core/contract/failure';

const LISTEN = '0A';

/**
 * Inodes of the sockets that hold a port, from /proc/net/{tcp,tcp6,udp,udp6}: columns sl, local address:port
 * (hex), remote, state, queues, timer, retransmits, uid, timeout, inode (Linux, proc(5)).
 */
export const inodesOn = (table: string, protocol: 'tcp' | 'udp', port: number): readonly string[] =>
  table.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const local = columns[1]?.split(':')[1];
    const inode = columns[9];
    if (local === undefined || inode === undefined) return [];
    const holds = Number.parseInt(local, 16) === port && (protocol === 'udp' || columns[3] === LISTEN);
    return holds ? [inode] : [];
  });

const holderOf = async (sockets: ReadonlySet<string>): Promise<number | null> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  for (const pid of pids) {
    // Processes of other users keep their descriptors to themselves, and processes end while we look.
    const fds = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const links = await Promise.all(fds.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
    if (links.some((link) => sockets.has(link))) return pid;
  }
  return null;
};

/** Who holds one of these sockets: `program` and `pid`, or `own: 1` when it is Porthole itself; empty: not told. */
const ownerOf = async (inodes: readonly string[]): Promise<Params> => {
  if (inodes.length === 0) return {};
  const pid = await holderOf(new Set(inodes.map((inode) => `socket:[${inode}]`)));
  if (pid === null) return {};
  if (pid === process.pid) return { own: 1 };
  const program = (await readFile(`/proc/${pid}/comm`, 'utf8')).trim();
  return { program, pid };
};

/**
 * Which program holds a port: `program` and `pid`, or `own: 1` when it is Porthole itself. Linux only; empty where
 * the system does not tell.
 */
export const portOwner = async (protocol: 'tcp' | 'udp', port: number): Promise<Params> => {
  if (process.platform !== 'linux') return {};
  try {
    const tables = await Promise.all(
      [`/proc/net/${protocol}`, `/proc/net/${protocol}6`].map((path) =>
        readFile(path, 'latin1').catch(() => ''),
      ),
    );
    return await ownerOf(tables.flatMap((table) => inodesOn(table, protocol, port)));
  } catch {
    // The name is a courtesy; without it the failure still says that the port is taken.
    return {};
  }
};

/** `__SO_ACCEPTCON`: the socket listens. */
const ACCEPTS = 0x1_0000;

/**
 * Inodes of the sockets that listen on a path, from /proc/net/unix: columns Num, RefCount, Protocol, Flags (hex), Type,
 * St, Inode, Path (Linux, proc(5)).
 */
export const inodesAt = (table: string, path: string): readonly string[] =>
  table.split('\n').flatMap((line) => {
    const [, flags, inode, at] = /^\S+ \S+ \S+ (\S+) \S+ \S+ +(\d+) (.*)$/.exec(line) ?? [];
    const listens = (Number.parseInt(flags ?? '0', 16) & ACCEPTS) !== 0;
    return at === path && listens && inode !== undefined ? [inode] : [];
  });

/** Which program listens on a local socket, told like `portOwner`. */
export const pathOwner = async (path: string): Promise<Params> => {
  if (process.platform !== 'linux') return {};
  try {
    return await ownerOf(inodesAt(await readFile('/proc/net/unix', 'utf8'), path));
  } catch {
    return {};
  }
};
