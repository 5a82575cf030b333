import type { Socket } from 'node:net';
import { formatAddress } from '../../core/contract/address';
import type { Params } from '../../core/contract/failure';
import { failureOf, failureParams } from './failure-of';

/**
 * A name with several addresses is tried address by address (happy eyeballs, RFC 8305): each that does not answer, or
 * refuses, is a row. One address alone has the row of the whole. Runtimes before Node 20.12 do not tell.
 */
export const sayAttempts = (
  socket: Socket,
  attemptTimeout: number,
  say: (remote: string, params: Params) => void,
): void => {
  let addresses = 0;
  const failed = (address: string, port: number, params: Params): void => {
    const remote = formatAddress({ address, port });
    if (addresses > 1) say(remote, { ...params, remote });
  };
  socket.on('lookup', (error) => {
    if (error === null) addresses += 1;
  });
  socket.on('connectionAttemptFailed', (address: string, port: number, _family: number, error: Error) =>
    failed(address, port, failureParams(failureOf(error))),
  );
  socket.on('connectionAttemptTimeout', (address: string, port: number) =>
    failed(address, port, { code: 'ETIMEDOUT', ms: attemptTimeout }),
  );
};
