import type { SocketAddress } from './address';

// A local socket has no addresses, and a capture of TCP packets needs some. Loopback addresses that nothing else
// uses stand for it: 127.u.n.x for the side that has the path, 127.u.n.y for the side that has no name.

const NAMED_SIDE = '127.117.110.120';
const UNNAMED_SIDE = '127.117.110.121';
/** The dynamic ports (RFC 6335): no dissector takes one for a protocol. */
const FIRST_PORT = 49_152;
const PORTS = 16_384;

/** FNV-1a (draft-eastlake-fnv) over the path's UTF-16: the same path has the same port in every capture. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 16)) >>> 0;
};

const numberLabel = (port: number): string => `#${port - FIRST_PORT}`;

/** The side that has the path. */
export const pathAddress = (path: string): SocketAddress => ({
  address: NAMED_SIDE,
  port: FIRST_PORT + (hashOf(path) % PORTS),
  family: 4,
  label: path,
});

/** The side that has none, which nearly every client is: told apart by the number of its conversation. */
export const unnamedAddress = (flow: number): SocketAddress => {
  const port = FIRST_PORT + (flow % PORTS);
  return { address: UNNAMED_SIDE, port, family: 4, label: numberLabel(port) };
};

/** What stands for an address of a capture's interface that was for the local socket `path`; null: itself. */
export const localLabel = (path: string, address: string, port: number): string | null => {
  if (address === NAMED_SIDE) return path;
  return address === UNNAMED_SIDE ? numberLabel(port) : null;
};

const DESCRIPTION = /^Local (?:server|client) (.+)$/s;

/** The path in the description that the capture gives the interface of a local endpoint; null: of another endpoint. */
export const describedPath = (description: string): string | null =>
  DESCRIPTION.exec(description)?.[1] ?? null;
