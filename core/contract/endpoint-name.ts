import type { EndpointConfig } from './endpoint';
import type { EndpointState } from './status';

/** The port that the system gave: what port 0 became. Null: it has none now. */
export const boundPort = (state: EndpointState): number | null =>
  state.phase === 'listening' || state.phase === 'open' ? state.local.port : null;

/**
 * The name on the tab and in the log: as given, or `TCP :8888` for servers, `TCP 127.0.0.1:8888` for clients.
 *
 * @param bound the port in place of a typed 0, which says nothing; null while there is none
 */
export const endpointName = (
  config: Pick<EndpointConfig, 'name' | 'role' | 'protocol' | 'address' | 'port'>,
  bound: number | null,
): string => {
  const given = config.name.trim();
  if (given !== '') return given;
  const host = config.address.includes(':') ? `[${config.address}]` : config.address;
  const port = config.role === 'server' && Number(config.port) === 0 && bound !== null ? bound : config.port;
  return `${config.protocol.toUpperCase()} ${config.role === 'server' ? '' : host}:${port}`;
};
