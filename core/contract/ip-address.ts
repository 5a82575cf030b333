/** Leading zeros are refused, as Node does: some programs read them as octal (RFC 6943, 3.1.1). */
const readIpv4 = (text: string): readonly number[] | null => {
  const parts = text.split('.');
  const well = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part));
  const bytes = parts.map(Number);
  return well && bytes.every((byte) => byte <= 255) ? bytes : null;
};

/** Groups of an IPv6 address; the last one of all may be an IPv4 address. */
const readGroups = (text: string, last: boolean): readonly number[] | null => {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [i, group] of groups.entries()) {
    const embedded = last && i === groups.length - 1 && group.includes('.') ? readIpv4(group) : null;
    if (embedded !== null) bytes.push(...embedded);
    else if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else return null;
  }
  return bytes;
};

const readIpv6 = (text: string): readonly number[] | null => {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = readGroups(halves[0] ?? '', halves.length === 1);
  if (head === null) return null;
  if (halves.length === 1) return head.length === 16 ? head : null;
  const tail = readGroups(halves[1] ?? '', true);
  if (tail === null || head.length + tail.length > 14) return null;
  return [...head, ...new Array<number>(16 - head.length - tail.length).fill(0), ...tail];
};

/**
 * The 4 or 16 bytes of an IP address (RFC 4291 for IPv6), without brackets and zone id. An IPv4-mapped address
 * (`::ffff:127.0.0.1`) is the IPv4 address, as sockets that take both families report it. Null when it is none.
 */
export const readAddress = (text: string): readonly number[] | null => {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  const bytes = bare.includes(':') ? readIpv6(bare) : readIpv4(bare);
  const mapped = bytes?.length === 16 && bytes.every((byte, i) => i >= 12 || byte === (i < 10 ? 0 : 0xff));
  return mapped ? bytes.slice(12) : bytes;
};

/** The first `prefix` bits agree; addresses of different families never do. */
export const samePrefix = (a: readonly number[], b: readonly number[], prefix: number): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i * 8 < prefix; i++) {
    const bits = Math.min(8, prefix - i * 8);
    const mask = 0xff & (0xff << (8 - bits));
    if (((a[i] ?? 0) & mask) !== ((b[i] ?? 0) & mask)) return false;
  }
  return true;
};
