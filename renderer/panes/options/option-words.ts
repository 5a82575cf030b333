import type { EndpointOptions } from '../../../core/contract/endpoint';
import type { Conditional, Lacking } from '../../../core/contract/unavailable';
import type { FixedKey, Option, StreamKey } from './option-list';

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
  socketMode: { label: 'socketMode', help: 'socketModeHelp' },
  reconnect: { label: 'reconnect', help: 'reconnectHelp' },
  reconnectDelay: { label: 'reconnectDelay', help: 'reconnectDelayHelp' },
  reconnectLimit: { label: 'reconnectLimit', help: 'reconnectLimitHelp' },
  receiveBuffer: { label: 'receiveBuffer', help: 'receiveBufferHelp' },
  sendBuffer: { label: 'sendBuffer', help: 'sendBufferHelp' },
  broadcast: { label: 'broadcast', help: 'broadcastHelp' },
  reuseAddress: { label: 'reuseAddress', help: 'reuseAddressHelp' },
  reusePort: { label: 'reusePort', help: 'reusePortHelp' },
  ipv6Only: { label: 'ipv6Only', help: 'ipv6OnlyHelp' },
  ttl: { label: 'ttl', help: 'ttlHelp' },
  multicastTtl: { label: 'multicastTtl', help: 'multicastTtlHelp' },
  multicastLoop: { label: 'multicastLoop', help: 'multicastLoopHelp' },
  multicastInterface: { label: 'multicastInterface', help: 'multicastInterfaceHelp' },
  acceptMode: { label: 'acceptMode', help: 'acceptModeHelp' },
  pauseMode: { label: 'pauseMode', help: 'pauseModeHelp' },
  family: { label: 'family', help: 'familyHelp' },
  happyEyeballs: { label: 'happyEyeballs', help: 'happyEyeballsHelp' },
  attemptTimeout: { label: 'attemptTimeout', help: 'attemptTimeoutHelp' },
  keepAliveInterval: { label: 'keepAliveInterval', help: 'keepAliveIntervalHelp' },
  keepAliveCount: { label: 'keepAliveCount', help: 'keepAliveCountHelp' },
  readSize: { label: 'readSize', help: 'readSizeHelp' },
  closeTimeout: { label: 'closeTimeout', help: 'closeTimeoutHelp' },
  streamReceiveBuffer: { label: 'receiveBuffer', help: 'streamReceiveBufferHelp' },
  streamSendBuffer: { label: 'sendBuffer', help: 'streamSendBufferHelp' },
  streamTtl: { label: 'ttl', help: 'streamTtlHelp' },
  fixedReuseAddress: { label: 'fixedReuseAddress', help: 'fixedReuseAddressHelp' },
  fixedTruncation: { label: 'fixedTruncation', help: 'fixedTruncationHelp' },
  fixedLinger: { label: 'fixedLinger', help: 'fixedLingerHelp' },
  fixedBlocking: { label: 'fixedBlocking', help: 'fixedBlockingHelp' },
  fixedDescriptor: { label: 'fixedDescriptor', help: 'fixedDescriptorHelp' },
} as const satisfies Record<
  keyof EndpointOptions | FixedKey | StreamKey,
  { readonly label: string; readonly help: string }
>;

export const wordsOf = ({ words, key }: Pick<Option, 'words' | 'key'>) => OPTION_WORDS[words ?? key];

/** Why an option cannot be set here. */
export const LACKING_WORDS = {
  reusePort: { system: 'reusePortSystem', runtime: 'reusePortRuntime' },
  keepAliveInterval: { system: 'probesRuntime', runtime: 'probesRuntime' },
  keepAliveCount: { system: 'probesRuntime', runtime: 'probesRuntime' },
  pauseQueue: { system: 'pauseQueueRuntime', runtime: 'pauseQueueRuntime' },
  streamBuffers: { system: 'streamRuntime', runtime: 'streamRuntime' },
  streamTtl: { system: 'streamRuntime', runtime: 'streamRuntime' },
} as const satisfies Record<Conditional, Record<Lacking, string>>;

export const SECTION_WORDS = {
  sectionOpening: 'sectionOpening',
  sectionConnection: 'sectionConnection',
  sectionReconnect: 'sectionReconnect',
  sectionBuffers: 'sectionBuffers',
  sectionSending: 'sectionSending',
  sectionSeldom: 'sectionSeldom',
  sectionFixed: 'sectionFixed',
} as const;

export const CHOICE_WORDS = {
  acceptMode: { serve: 'acceptServe', reset: 'acceptReset', ignore: 'acceptIgnore' },
  pauseMode: { refuse: 'pauseRefuse', queue: 'pauseQueue' },
  family: { any: 'familyAny', '4': 'family4', '6': 'family6' },
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
  ttl: 'emptySystem',
  multicastTtl: 'emptyMulticastTtl',
  keepAliveInterval: 'emptyProbeInterval',
  keepAliveCount: 'emptyProbeCount',
  attemptTimeout: 'emptyAttempt',
  readSize: 'emptyAsItComes',
  closeTimeout: 'emptyClose',
} as const;

/** Of a stream's buffers: UDP sockets have Porthole's own. */
export const emptyWordOf = ({
  words,
  key,
}: {
  readonly words?: StreamKey;
  readonly key: keyof typeof EMPTY_WORDS;
}) => (words === undefined ? EMPTY_WORDS[key] : 'emptySystem');

/** What the other empty fields stand for. */
export const EMPTY_TEXT_WORDS = {
  address: 'emptyAnyAddress',
  port: 'emptyAnyPort',
  mode: 'emptySystem',
} as const;
