import { createSocket, type Socket } from 'node:dgram';
import { isIP } from 'node:net';
import { formatAddress } from '../../core/contract/address';
import { fail, ok, type Result } from '../../core/contract/result';
import { failureOf } from './failure-of';
import { portOwner } from './port-owner';

interface Binding {
  /** Numeric. */
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
  readonly reuseAddress: boolean;
}

/** A bound UDP socket. Fails with `host`, `port` and, for EADDRINUSE, the program that has the port. */
export const bindUdp = ({ address, family, port, reuseAddress }: Binding): Promise<Result<Socket>> => {
  const socket = createSocket({
    type: family === 6 ? 'udp6' : 'udp4',
    reuseAddr: reuseAddress,
    // Every address given to this socket is numeric already; the default would cost a turn of the loop each.
    lookup: (host, _options, callback) => callback(null, host, isIP(host)),
  });
  return new Promise((resolve) => {
    const refused = async (error: Error): Promise<void> => {
      socket.close();
      const failure = failureOf(error, { host: address, port });
      const owner = failure.code === 'EADDRINUSE' ? await portOwner('udp', port) : {};
      resolve(fail({ ...failure, params: { host: address, port, ...owner } }));
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
