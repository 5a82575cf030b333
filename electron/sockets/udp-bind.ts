import { createSocket, type Socket } from 'node:dgram';
import { isIP } from 'node:net';
import { formatAddress } from '../../core/contract/address';
import { isGroupAddress } from '../../core/contract/group';
import { fail, ok, type Result } from '../../core/contract/result';
import { failureOf } from './failure-of';
import { portOwner } from './port-owner';

interface Binding {
  /** Numeric. */
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
  readonly reuseAddress: boolean;
  readonly reusePort: boolean;
  readonly ipv6Only: boolean;
}

/**
 * A bound UDP socket. Fails with `host`, `port`, `multicast` where the host is a group (Windows binds to none), and for
 * EADDRINUSE the program that has the port.
 */
export const bindUdp = (binding: Binding): Promise<Result<Socket>> => {
  const { address, family, port } = binding;
  const socket = createSocket({
    type: family === 6 ? 'udp6' : 'udp4',
    reuseAddr: binding.reuseAddress,
    ipv6Only: binding.ipv6Only,
    ...(binding.reusePort && { reusePort: true }),
    // Every address given to this socket is numeric already; the default would cost a turn of the loop each.
    lookup: (host, _options, callback) => callback(null, host, isIP(host)),
  });
  return new Promise((resolve) => {
    const refused = async (error: Error): Promise<void> => {
      socket.close();
      const failure = failureOf(error, { host: address, port });
      const owner = failure.code === 'EADDRINUSE' ? await portOwner('udp', port) : {};
      const multicast = isGroupAddress(address) ? { multicast: address } : {};
      resolve(fail({ ...failure, params: { host: address, port, ...multicast, ...owner } }));
    };
    const early = (error: Error): void => void refused(error);
    socket.once('error', early);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.off('error', early);
      resolve(ok(socket));
    });
  });
};

/** connect(2): the socket then sends to, and hears from, this one remote only. */
export const connectUdp = (socket: Socket, address: string, port: number): Promise<Result<null>> =>
  new Promise((resolve) => {
    const params = { datagram: 0, remote: formatAddress({ address, port }) };
    // Typed without an argument, and called with the error where there is one.
    const settled = (error?: Error | null): void =>
      resolve(error ? fail(failureOf(error, params)) : ok(null));
    socket.connect(port, address, settled);
  });
