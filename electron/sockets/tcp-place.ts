import { isIP } from 'node:net';
import { formatAddress } from '../../core/contract/address';
import { ok } from '../../core/contract/result';
import { tcpQueue } from './accept-queue';
import { wireAddress } from './addresses';
import { failureOf } from './failure-of';
import type { Plan } from './plan';
import { portOwner } from './port-owner';
import type { StreamPlace } from './stream-place';

/** An address and a port, for TCP and what is put over it. */
export const tcpPlace = (plan: Plan): StreamPlace => {
  const { host, port, backlog, localAddress, localPort, family } = plan;
  const text = formatAddress({ address: host, port });
  const params = { remote: text, host, port };
  return {
    text,
    params,
    remote: { address: host, port, family: isIP(host) === 6 ? 6 : 4 },
    listenOptions: (before) => {
      const { ipv6Only, reusePort } = plan;
      // Node's types of this version do not know `reusePort`; where the runtime does not either, the plan refuses it.
      const options = { host, port: before?.port ?? port, backlog, ipv6Only, reusePort, exclusive: true };
      return options;
    },
    listening: (server) => {
      const bound = server.address();
      // A wildcard stays what it is: only peers' addresses are turned from mapped to IPv4.
      return ok(
        bound === null || typeof bound === 'string'
          ? wireAddress(host, port)
          : wireAddress(bound.address, bound.port),
      );
    },
    stopListening: (server) => void server?.close(),
    release: (server) => {
      server.close();
      return ok(null);
    },
    waiting: tcpQueue,
    listenFailure: async (error, before) => {
      const asked = { host, port: before?.port ?? port };
      const failure = failureOf(error, asked);
      if (failure.code !== 'EADDRINUSE') return failure;
      return { ...failure, params: { ...asked, ...(await portOwner('tcp', asked.port)) } };
    },
    connectOptions: () => ({
      host,
      port,
      family,
      autoSelectFamily: plan.happyEyeballs && family === 0,
      autoSelectFamilyAttemptTimeout: plan.attemptTimeout,
      ...(localAddress === '' ? {} : { localAddress, family: isIP(localAddress) }),
      ...(localPort === 0 ? {} : { localPort }),
    }),
    connectFailure: async (error, ms) => {
      const failure = failureOf(error, { ...params, ms, ...(family === 0 ? {} : { family }) });
      // Only our own side of a connection can be in use or not ours: the sentence is about that one.
      if (failure.code !== 'EADDRINUSE' && failure.code !== 'EADDRNOTAVAIL') return failure;
      const ours = { host: localAddress === '' ? host : localAddress, port: localPort };
      return { ...failure, params: { ...ours, ...(await portOwner('tcp', localPort)) } };
    },
    endsOf: ({ localAddress: ours, localPort: at, remoteAddress, remotePort }) =>
      ours === undefined || at === undefined || remoteAddress === undefined
        ? null
        : { local: wireAddress(ours, at), remote: wireAddress(remoteAddress, remotePort ?? port) },
    discard: (socket) => void socket.resetAndDestroy(),
  };
};
