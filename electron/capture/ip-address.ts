import { isIPv4, isIPv6 } from 'node:net';

/** 4 or 16 bytes in network order. */
export type AddressBytes = Uint8Array;

const parseIPv4 = (text: string): AddressBytes => Uint8Array.from(text.split('.'), Number);

const MAPPED_PREFIX = 12;

/** `::ffff:a.b.c.d` (RFC 4291, 2.5.5.2): how a dual-stack socket shows an IPv4 peer. */
const isMapped = (bytes: AddressBytes): boolean =>
  bytes.length === 16 && bytes.every((byte, i) => i >= MAPPED_PREFIX || byte === (i < 10 ? 0 : 0xff));

const parseIPv6 = (text: string): AddressBytes => {
  const dotted = text.slice(text.lastIndexOf(':') + 1);
  const plain = dotted.includes('.')
    ? `${text.slice(0, -dotted.length)}${[...parseIPv4(dotted)]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .replace(/^(.{4})/, '$1:')}`
    : text;
  const [head = '', tail] = plain.split('::');
  const groups = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const all = [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff]));
};

/**
 * An address as `node:net` shows it, as bytes. A zone id (`%eth0`) is dropped, since a packet has no place for it;
 * an IPv4-mapped address becomes IPv4. Null for anything that is not an address.
 */
export const parseAddress = (text: string): AddressBytes | null => {
  const bare = text.split('%')[0] ?? '';
  if (isIPv4(bare)) return parseIPv4(bare);
  if (!isIPv6(bare)) return null;
  const bytes = parseIPv6(bare);
  return isMapped(bytes) ? bytes.slice(MAPPED_PREFIX) : bytes;
};

export const isUnspecified = (bytes: AddressBytes): boolean => bytes.every((byte) => byte === 0);

/** The same address in 16 bytes: IPv4 becomes IPv4-mapped, for conversations of mixed families. */
export const toIPv6 = (bytes: AddressBytes): AddressBytes => {
  if (bytes.length === 16) return bytes;
  const wide = new Uint8Array(16);
  if (isUnspecified(bytes)) return wide;
  wide.set([0xff, 0xff], 10);
  wide.set(bytes, MAPPED_PREFIX);
  return wide;
};

/** `127.0.0.1`, or IPv6 in the one spelling of RFC 5952. */
export const formatIp = (bytes: AddressBytes): string => {
  if (bytes.length === 4) return bytes.join('.');
  if (isMapped(bytes)) return `::ffff:${bytes.subarray(MAPPED_PREFIX).join('.')}`;
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  let start = -1;
  let length = 1; // RFC 5952, 4.2.2: a single zero group is not shortened.
  for (let i = 0; i < 8; i += 1) {
    let run = 0;
    while (i + run < 8 && groups[i + run] === 0) run += 1;
    if (run > length) [start, length] = [i, run];
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  return start < 0 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
};
