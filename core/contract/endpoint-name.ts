import type { EndpointConfig, Protocol } from './endpoint';
import { lastOfPath } from './local-path';
import type { EndpointState } from './status';

/** The port that the system gave: what port 0 became. Null: it has none now. */
export const boundPort = (state: EndpointState): number | null =>
  state.phase === 'listening' || state.phase === 'open' ? state.local.port : null;

/** As in `TCP server`. */
export const protocolName = (protocol: Protocol): string =>
  protocol === 'local' ? 'Local' : protocol.toUpperCase();

type Named = Pick<EndpointConfig, 'name' | 'role' | 'protocol' | 'address' | 'port' | 'path'>;

/**
 * The name on the tab and in the log: as given, or `TCP :8888` for servers, `TCP 127.0.0.1:8888` for clients. Of local
 * sockets the path, for servers only what stands last in it.
 *
 * @param bound the port in place of a typed 0, which says nothing; null while there is none
 */
export const endpointName = (config: Named, bound: number | null): string => {
  const given = config.name.trim();
  if (given !== '') return given;
  const { role, protocol, path } = config;
  const address = config.address.trim();
  const port = config.port.trim();
  const server = role === 'server';
  if (protocol === 'local') return (server ? lastOfPath(path) : path.trim()) || protocolName(protocol);
  const host = address.includes(':') ? `[${address}]` : address;
  const shown = server && Number(port) === 0 && bound !== null ? bound : port;
  return `${protocolName(protocol)} ${server ? '' : host}:${shown}`;
};
