import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { SocketAddress } from '../../core/contract/address';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * An address as the wire carries it: what a dual-stack socket calls `::ffff:127.0.0.1` is IPv4 traffic
 * (RFC 4291, 2.5.5.2) and is shown and captured as such.
 */
export const wireAddress = (address: string, port: number): SocketAddress => {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return { address: mapped, port, family: 4 };
  return { address, port, family: isIP(address) === 6 ? 6 : 4 };
};

const subnetOf = (cidr: string, family: 'ipv4' | 'ipv6'): BlockList | null => {
  const [network, prefix] = cidr.split('/');
  if (network === undefined || prefix === undefined) return null;
  const block = new BlockList();
  block.addSubnet(network, Number(prefix), family);
  return block;
};

interface Subnet {
  readonly address: string;
  readonly family: 4 | 6;
  readonly block: BlockList;
}

const readSubnets = (): readonly Subnet[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .flatMap(({ address, cidr, family }) => {
      const block = cidr === null ? null : subnetOf(cidr, family === 'IPv6' ? 'ipv6' : 'ipv4');
      return block === null ? [] : [{ address, family: family === 'IPv6' ? 6 : 4, block } as const];
    });

/** Interfaces come and go; asking the system for each of 65,536 peers would cost seconds. */
const SUBNETS_LIVE_MS = 5000;
let subnets: { readonly at: number; readonly list: readonly Subnet[] } = { at: -Infinity, list: [] };

const isWildcard = (address: string): boolean => address === '0.0.0.0' || address === '::';

/**
 * Our side of a UDP conversation. A socket bound to all interfaces does not know which of them a datagram came in
 * by (Node has no IP_PKTINFO): the interface whose network holds the peer is it; where none does, the wildcard
 * stays rather than a guess.
 */
export const localTowards = (bound: SocketAddress, remote: SocketAddress): SocketAddress => {
  if (!isWildcard(bound.address)) return bound;
  const now = performance.now();
  if (now - subnets.at > SUBNETS_LIVE_MS) subnets = { at: now, list: readSubnets() };
  const host = remote.address.replace(/%.*$/, '');
  const family = remote.family === 6 ? 'ipv6' : 'ipv4';
  const near = subnets.list.find(
    (subnet) => subnet.family === remote.family && subnet.block.check(host, family),
  );
  const unspecified = remote.family === 6 ? '::' : '0.0.0.0';
  return { address: near?.address ?? unspecified, port: bound.port, family: remote.family };
};
