import type { Socket } from 'node:dgram';
import { getSystemErrorName } from 'node:util';
import { datagramDescriptorOf } from './descriptor';
import { type Call, libcCalls } from './libc';

/** Where a datagram came from, as node:dgram names it. */
export interface Sender {
  readonly address: string;
  readonly port: number;
}

/** Datagrams that one system call takes at most. */
export const BATCH = 64;

/** No datagram is larger: the length field of UDP has 16 bits. */
const SLOT = 65_536;
/** sizeof(struct sockaddr_in6), the longest name of a UDP socket: family 0, port 2, address 8, scope 24 (ipv6(7)). */
const NAME = 28;
/** sizeof(struct iovec): base 0, length 8. */
const VECTOR = 16;
/**
 * sizeof(struct mmsghdr) where a pointer has 8 bytes (recvmsg(2), recvmmsg(2)): name 0, namelen 8, iov 16, iovlen 24,
 * control 32, controllen 40, flags 48; then the length of what came, 56.
 */
const HEADER = 64;

const AF_INET = 2;
const MSG_DONTWAIT = 0x40;
/** fe80::/10, whose addresses mean something only together with an interface. */
const isLinkLocal = (name: Buffer): boolean => name[8] === 0xfe && ((name[9] ?? 0) & 0xc0) === 0x80;

/** Senders whose names are kept ready. */
const KNOWN_SENDERS = 4096;

/** The system calls that node:dgram does not offer. */
interface System {
  readonly recvmmsg: Call;
  readonly inetNtop: Call;
  readonly interfaceName: Call;
  readonly errno: () => number;
  readonly addressOf: (memory: Buffer) => bigint;
}

const calls = libcCalls<System>((libc) => ({
  recvmmsg: libc.call('int recvmmsg(int fd, void *headers, unsigned int count, int flags, void *timeout)'),
  inetNtop: libc.call('void *inet_ntop(int family, const void *address, void *text, unsigned int size)'),
  interfaceName: libc.call('void *if_indextoname(unsigned int index, void *name)'),
  errno: libc.errno,
  addressOf: libc.addressOf,
}));

const textOf = (memory: Buffer): string => memory.toString('latin1', 0, memory.indexOf(0));

/** The name of a sender as node:dgram gives it: with the interface where the address is link-local. */
const readSender = (system: System, name: Buffer): Sender => {
  const port = name.readUInt16BE(2);
  const v4 = name.readUInt16LE(0) === AF_INET;
  const text = Buffer.alloc(64 + 16);
  system.inetNtop(name.readUInt16LE(0), name.subarray(v4 ? 4 : 8), text, text.length);
  const address = textOf(text);
  const scope = v4 || !isLinkLocal(name) ? 0 : name.readUInt32LE(24);
  if (scope === 0) return { address, port };
  text.fill(0);
  system.interfaceName(scope, text);
  return { address: `${address}%${textOf(text)}`, port };
};

/**
 * Memory for one call, used again for the next, and the way to read into it. Of a slot only what datagrams have
 * filled is ever touched, so small datagrams take little of its 4 MiB.
 */
const createArena = (system: System) => {
  const payloads = Buffer.alloc(BATCH * SLOT);
  // In one piece, because the system follows the addresses in it: the collector shall not free a part of it alone.
  const control = Buffer.alloc(BATCH * (HEADER + VECTOR + NAME));
  const vectors = BATCH * HEADER;
  const names = vectors + BATCH * VECTOR;
  const payloadsAt = system.addressOf(payloads);
  const controlAt = system.addressOf(control);
  for (let slot = 0; slot < BATCH; slot += 1) {
    const vector = vectors + slot * VECTOR;
    control.writeBigUInt64LE(payloadsAt + BigInt(slot * SLOT), vector);
    control.writeBigUInt64LE(BigInt(SLOT), vector + 8);
    const header = slot * HEADER;
    control.writeBigUInt64LE(controlAt + BigInt(names + slot * NAME), header);
    control.writeBigUInt64LE(controlAt + BigInt(vector), header + 16);
    control.writeBigUInt64LE(1n, header + 24);
  }
  const words = new Uint32Array(control.buffer, control.byteOffset, control.length / 4);
  const v4 = new Map<number, Sender>();
  const v6 = new Map<string, Sender>();

  const remember = <Key>(known: Map<Key, Sender>, key: Key, slot: number): Sender => {
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const at = names + slot * NAME;
    const sender = readSender(system, control.subarray(at, at + NAME));
    if (known.size >= KNOWN_SENDERS) known.clear();
    known.set(key, sender);
    return sender;
  };

  return {
    /** How many datagrams were read, or the negative error number. */
    read: (fd: number): number => {
      for (let slot = 0; slot < BATCH; slot += 1) words[slot * (HEADER / 4) + 2] = NAME;
      const count = Number(system.recvmmsg(fd, control, BATCH, MSG_DONTWAIT, null));
      return count < 0 ? -system.errno() : count;
    },
    /** One of them. The bytes are overwritten by the next call. */
    payload: (slot: number): Buffer =>
      payloads.subarray(slot * SLOT, slot * SLOT + (words[slot * (HEADER / 4) + 14] ?? 0)),
    sender: (slot: number): Sender => {
      const name = names + slot * NAME;
      const first = words[name / 4] ?? 0;
      // Family and port are the first word, an IPv4 address is the second.
      if ((first & 0xffff) === AF_INET) {
        return remember(v4, (first >>> 16) * 2 ** 32 + (words[name / 4 + 1] ?? 0), slot);
      }
      return remember(v6, control.toString('latin1', name, name + NAME), slot);
    },
  };
};

// Read and handed over within one turn of the loop, so all sockets of a thread share one.
let arena: ReturnType<typeof createArena> | null | undefined;
const sharedArena = () => {
  if (arena === undefined) {
    const system = calls();
    arena = system === null ? null : createArena(system);
  }
  return arena;
};

/** Reads what waits in a socket, many datagrams a system call. */
export interface BatchReader {
  /**
   * Hands over at most `BATCH` datagrams, in the order of their coming; the bytes are overwritten by the next call.
   * Answers how many there were, or the system's word for what was wrong (`ECONNREFUSED`).
   */
  read(received: (bytes: Buffer, from: Sender) => void): number | string;
}

/**
 * Node makes 64 KiB of new memory and one system call for each datagram, and Electron also fills that memory with
 * zeros: under a flood this takes longer than all the rest that is done with a datagram (docs/performance.md,
 * udp-flood). So when node:dgram has delivered one, what waits behind it is read from the same descriptor by
 * recvmmsg(2), through a foreign function interface. null where the system has no such call, or the interface is not
 * there: then node:dgram delivers them one by one.
 */
export const createBatchReader = (socket: Socket): BatchReader | null => {
  const fd = datagramDescriptorOf(socket);
  const memory = fd === null ? null : sharedArena();
  if (fd === null || memory === null) return null;
  return {
    read: (received) => {
      const count = memory.read(fd);
      for (let slot = 0; slot < count; slot += 1) received(memory.payload(slot), memory.sender(slot));
      if (count >= 0) return count;
      const code = getSystemErrorName(count);
      return code === 'EAGAIN' || code === 'EINTR' ? 0 : code;
    },
  };
};
