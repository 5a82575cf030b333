import type { EndpointConfig } from './endpoint';

/** The name on the tab and in the log: as given, or `TCP :8888` for servers, `TCP 127.0.0.1:8888` for clients. */
export const endpointName = (
  config: Pick<EndpointConfig, 'name' | 'role' | 'protocol' | 'address' | 'port'>,
): string => {
  const given = config.name.trim();
  if (given !== '') return given;
  const host = config.address.includes(':') ? `[${config.address}]` : config.address;
  return `${config.protocol.toUpperCase()} ${config.role === 'server' ? '' : host}:${config.port}`;
};
