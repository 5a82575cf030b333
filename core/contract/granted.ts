import type { EndpointOptions } from './endpoint';

/** How the value of a socket option is meant: switches are 0 and 1. */
export type GrantedUnit = 'switch' | 'ms' | 'bytes' | 'number';

/**
 * The options that are read back from the system (getsockopt), in the order in which they are shown: the call's names
 * for it, and what its value counts.
 */
export const GRANTED_OPTIONS = {
  reuseAddress: { call: 'SO_REUSEADDR', unit: 'switch' },
  reusePort: { call: 'SO_REUSEPORT', unit: 'switch' },
  ipv6Only: { call: 'IPV6_V6ONLY', unit: 'switch' },
  broadcast: { call: 'SO_BROADCAST', unit: 'switch' },
  noDelay: { call: 'TCP_NODELAY', unit: 'switch' },
  keepAlive: { call: 'SO_KEEPALIVE', unit: 'switch' },
  keepAliveDelay: { call: 'TCP_KEEPIDLE', unit: 'ms' },
  keepAliveInterval: { call: 'TCP_KEEPINTVL', unit: 'ms' },
  keepAliveCount: { call: 'TCP_KEEPCNT', unit: 'number' },
  receiveBuffer: { call: 'SO_RCVBUF', unit: 'bytes' },
  sendBuffer: { call: 'SO_SNDBUF', unit: 'bytes' },
  ttl: { call: 'IP_TTL, IPV6_UNICAST_HOPS', unit: 'number' },
  multicastTtl: { call: 'IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS', unit: 'number' },
  multicastLoop: { call: 'IP_MULTICAST_LOOP, IPV6_MULTICAST_LOOP', unit: 'switch' },
} as const satisfies Partial<
  Record<keyof EndpointOptions, { readonly call: string; readonly unit: GrantedUnit }>
>;
export type GrantedKey = keyof typeof GRANTED_OPTIONS;

/**
 * What the system has for each, times in ms; a buffer as the system reports it (Linux counts its own bookkeeping too and
 * answers twice what was set: socket(7)). An option that the socket has not, or that this system does not tell, is left
 * out.
 */
export type Granted = Readonly<Partial<Record<GrantedKey, number>>>;
