import type { EndpointOptions } from '../../../core/contract/endpoint';

/** What each option is called, and what it does in one sentence. */
export const OPTION_WORDS = {
  backlog: { label: 'backlog', help: 'backlogHelp' },
  maxConnections: { label: 'maxConnections', help: 'maxConnectionsHelp' },
  connectTimeout: { label: 'connectTimeout', help: 'connectTimeoutHelp' },
  stayOpen: { label: 'stayOpen', help: 'stayOpenHelp' },
  idleTimeout: { label: 'idleTimeout', help: 'idleTimeoutHelp' },
  noDelay: { label: 'noDelay', help: 'noDelayHelp' },
  keepAlive: { label: 'keepAlive', help: 'keepAliveHelp' },
  keepAliveDelay: { label: 'keepAliveDelay', help: 'keepAliveDelayHelp' },
  localAddress: { label: 'localAddress', help: 'localAddressHelp' },
  localPort: { label: 'localPort', help: 'localPortHelp' },
  reconnect: { label: 'reconnect', help: 'reconnectHelp' },
  reconnectDelay: { label: 'reconnectDelay', help: 'reconnectDelayHelp' },
  reconnectLimit: { label: 'reconnectLimit', help: 'reconnectLimitHelp' },
  receiveBuffer: { label: 'receiveBuffer', help: 'receiveBufferHelp' },
  sendBuffer: { label: 'sendBuffer', help: 'sendBufferHelp' },
  broadcast: { label: 'broadcast', help: 'broadcastHelp' },
  reuseAddress: { label: 'reuseAddress', help: 'reuseAddressHelp' },
} as const satisfies Record<keyof EndpointOptions, { readonly label: string; readonly help: string }>;

export const SECTION_WORDS = {
  sectionOpening: 'sectionOpening',
  sectionConnection: 'sectionConnection',
  sectionReconnect: 'sectionReconnect',
  sectionBuffers: 'sectionBuffers',
} as const;

/** What an empty number field stands for. */
export const EMPTY_WORDS = {
  backlog: 'emptyBacklog',
  maxConnections: 'emptyNoLimit',
  connectTimeout: 'emptySystem',
  idleTimeout: 'emptyNever',
  keepAliveDelay: 'emptyKeepAlive',
  reconnectDelay: 'emptyReconnectDelay',
  reconnectLimit: 'emptyReconnectLimit',
  receiveBuffer: 'emptyPorthole',
  sendBuffer: 'emptySystem',
} as const;
