import { readdir, readFile, readlink } from 'node:fs/promises';

/** Counts the datagrams that the system dropped because a socket's receive buffer was full. */
export interface DropMonitor {
  /** `report` is given what was lost since the last report. Nothing is reported where the system does not tell. */
  watch(port: number, family: 4 | 6, report: (datagrams: number) => void): DropWatch;
}

export interface DropWatch {
  /** Counts a last time; call it while the socket is still open. */
  stop(): Promise<void>;
}

const POLL_MS = 1000;
const TABLES = { 4: '/proc/net/udp', 6: '/proc/net/udp6' } as const;

export interface UdpRow {
  readonly port: number;
  readonly inode: string;
  readonly drops: number;
}

/**
 * The rows of /proc/net/udp or udp6. Columns: sl, local address:port (hex), remote, state, queues, timer,
 * retransmits, uid, timeout, inode, references, pointer, drops (Linux, net/ipv4/udp.c: udp4_format_sock).
 */
export const parseUdpTable = (text: string): readonly UdpRow[] =>
  text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const columns = line.trim().split(/\s+/);
      const port = columns[1]?.split(':')[1];
      const inode = columns[9];
      const drops = columns[12];
      if (port === undefined || inode === undefined || drops === undefined) return [];
      return [{ port: Number.parseInt(port, 16), inode, drops: Number(drops) }];
    });

/** The inodes of the sockets that this process has. */
const ownSockets = async (): Promise<ReadonlySet<string>> => {
  const names = await readdir('/proc/self/fd');
  const links = await Promise.all(names.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
};

interface Watched {
  readonly port: number;
  readonly family: 4 | 6;
  readonly report: (datagrams: number) => void;
  inode: string | null;
  counted: number;
}

const SILENT: DropMonitor = { watch: () => ({ stop: () => Promise.resolve() }) };

/**
 * Linux only: a socket is found by its port and by its inode, which must be one of ours; the counter is read once a
 * second and when the socket is closed. Two sockets of ours on one port (SO_REUSEADDR) are told apart by the order
 * in which they came.
 */
export const createDropMonitor = (platform: NodeJS.Platform = process.platform): DropMonitor => {
  if (platform !== 'linux') return SILENT;
  const watched = new Set<Watched>();
  let timer: NodeJS.Timeout | null = null;
  let reading: Promise<void> = Promise.resolve();

  const claim = async (rows: readonly UdpRow[], family: 4 | 6): Promise<void> => {
    const lost = [...watched].filter((one) => one.inode === null && one.family === family);
    if (lost.length === 0) return;
    const ours = await ownSockets();
    for (const one of lost) {
      const taken = new Set([...watched].map((other) => other.inode));
      const row = rows.find(({ port, inode }) => port === one.port && ours.has(inode) && !taken.has(inode));
      one.inode = row?.inode ?? null;
    }
  };

  const readTable = async (family: 4 | 6): Promise<void> => {
    if (![...watched].some((one) => one.family === family)) return;
    const rows = parseUdpTable(await readFile(TABLES[family], 'latin1'));
    await claim(rows, family);
    const drops = new Map(rows.map((row) => [row.inode, row.drops]));
    for (const one of watched) {
      const now = one.family === family && one.inode !== null ? drops.get(one.inode) : undefined;
      if (now === undefined || now <= one.counted) continue;
      const more = now - one.counted;
      one.counted = now;
      one.report(more);
    }
  };

  // One reading after the other: two at once could report the same loss twice. A /proc that cannot be read
  // (a hardened container) leaves the count at what the system has told so far.
  const read = (): Promise<void> => {
    reading = reading.then(() => readTable(4).then(() => readTable(6))).catch(() => undefined);
    return reading;
  };

  return {
    watch: (port, family, report) => {
      const one: Watched = { port, family, report, inode: null, counted: 0 };
      watched.add(one);
      void read();
      timer ??= setInterval(() => void read(), POLL_MS).unref();
      return {
        stop: async () => {
          await read();
          watched.delete(one);
          if (watched.size === 0 && timer !== null) {
            clearInterval(timer);
            timer = null;
          }
        },
      };
    },
  };
};
