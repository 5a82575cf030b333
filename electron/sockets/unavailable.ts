import { Socket } from 'node:net';
import type { Unavailable } from '../../core/contract/unavailable';
import { canSetOptions } from './socket-options';

/** Systems on which libuv sets SO_REUSEPORT so that datagrams are shared out (libuv, UV_UDP_REUSEPORT). */
const SHARES_PORTS: ReadonlySet<NodeJS.Platform> = new Set(['linux', 'freebsd', 'sunos', 'aix']);

/** `reusePort` came to node:dgram with 23.1 and 22.12. */
const hasReusePort = (node: string): boolean => {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 1) || (major === 22 && minor >= 12);
};

/** Node's later versions take interval and count of the probes (`setKeepAlive`); its own source tells which it is. */
const hasProbes = (): boolean => /\binterval/i.test(String(Socket.prototype.setKeepAlive));

/**
 * The options that cannot be set here, and whether it is the system or the runtime that lacks them. `direct`: the system
 * can be told without the runtime (`canSetOptions`).
 */
export const unavailableOptions = (
  platform: NodeJS.Platform,
  node: string,
  probes: boolean = hasProbes(),
  direct: boolean = canSetOptions(),
): Unavailable => ({
  ...(probes || direct ? {} : { keepAliveInterval: 'runtime', keepAliveCount: 'runtime' }),
  ...(direct ? {} : { pauseQueue: 'runtime', streamBuffers: 'runtime', streamTtl: 'runtime' }),
  ...(SHARES_PORTS.has(platform)
    ? hasReusePort(node)
      ? {}
      : { reusePort: 'runtime' }
    : { reusePort: 'system' }),
});
