import type { EndpointOptions, Protocol, Role } from '../../../core/contract/endpoint';
import type { GrantedKey } from '../../../core/contract/granted';
import type { OPTION_BOUNDS } from '../../../core/contract/option-bounds';
import type { Conditional } from '../../../core/contract/unavailable';

type Key<T> = {
  [K in keyof EndpointOptions]: EndpointOptions[K] extends T ? K : never;
}[keyof EndpointOptions];
export type SwitchKey = Key<boolean>;
export type NumberKey = keyof typeof OPTION_BOUNDS;

interface About {
  readonly protocols: readonly Protocol[];
  readonly roles: readonly Role[];
  /** Shown under this switch, and only when it is on. */
  readonly under?: SwitchKey;
  /** Read only when the endpoint starts; the others apply at once. */
  readonly atStart?: true;
  /** What it is called and does, when not as its key says: the same option is another thing for a stream. */
  readonly words?: StreamKey;
  /** Not every computer can set it. */
  readonly needs?: Conditional;
}

/** Options of UDP sockets that streams have, too. */
export type StreamKey = 'streamReceiveBuffer' | 'streamSendBuffer' | 'streamTtl';

/** Calls that Node has none of its own for: shown, so that nobody looks for them, with the reason. */
export type FixedKey =
  | 'fixedReuseAddress'
  | 'fixedTruncation'
  | 'fixedLinger'
  | 'fixedBlocking'
  | 'fixedDescriptor';

export type Option = About &
  (
    | { readonly kind: 'switch'; readonly key: SwitchKey }
    | {
        readonly kind: 'number';
        readonly key: NumberKey;
        readonly unit: 'ms' | 'bytes' | null;
        /** What the system granted, as the status says it: known on every system. */
        readonly granted?: 'receiveBuffer' | 'sendBuffer' | 'backlog';
      }
    | { readonly kind: 'choice'; readonly key: 'acceptMode' | 'pauseMode' | 'family' }
    | {
        readonly kind: 'fixed';
        readonly key: FixedKey;
        readonly granted?: 'descriptor';
        /** The option that the system is asked for. */
        readonly of?: GrantedKey;
      }
    | { readonly kind: 'address'; readonly key: 'localAddress' }
    | { readonly kind: 'port'; readonly key: 'localPort' }
    | { readonly kind: 'mode'; readonly key: 'socketMode' }
    | { readonly kind: 'interface'; readonly key: 'multicastInterface' }
  );

const BOTH = ['server', 'client'] as const;
const TCP = ['tcp', 'tls'] as const;
const LOCAL = ['local'] as const;
const STREAM = [...TCP, ...LOCAL] as const;
const UDP = ['udp'] as const;

/** The options of an endpoint by what they are about, in the order in which they are shown. */
export const OPTION_SECTIONS = [
  {
    title: 'sectionOpening',
    options: [
      {
        kind: 'number',
        key: 'backlog',
        unit: null,
        protocols: STREAM,
        roles: ['server'],
        atStart: true,
        granted: 'backlog',
      },
      { kind: 'number', key: 'maxConnections', unit: null, protocols: STREAM, roles: ['server'] },
      { kind: 'choice', key: 'acceptMode', protocols: STREAM, roles: ['server'] },
      { kind: 'choice', key: 'pauseMode', protocols: STREAM, roles: ['server'], needs: 'pauseQueue' },
      {
        kind: 'number',
        key: 'connectTimeout',
        unit: 'ms',
        protocols: STREAM,
        roles: ['client'],
        atStart: true,
      },
      { kind: 'choice', key: 'family', protocols: TCP, roles: ['client'], atStart: true },
      {
        kind: 'address',
        key: 'localAddress',
        protocols: ['tcp', 'tls', 'udp'],
        roles: ['client'],
        atStart: true,
      },
      { kind: 'port', key: 'localPort', protocols: ['tcp', 'tls', 'udp'], roles: ['client'], atStart: true },
      { kind: 'mode', key: 'socketMode', protocols: LOCAL, roles: ['server'], atStart: true },
      { kind: 'switch', key: 'reuseAddress', protocols: UDP, roles: BOTH, atStart: true },
      {
        kind: 'switch',
        key: 'reusePort',
        protocols: UDP,
        roles: BOTH,
        atStart: true,
        needs: 'reusePort',
      },
      { kind: 'switch', key: 'ipv6Only', protocols: [...TCP, ...UDP], roles: ['server'], atStart: true },
    ],
  },
  {
    title: 'sectionSending',
    options: [
      { kind: 'switch', key: 'broadcast', protocols: UDP, roles: BOTH },
      { kind: 'number', key: 'ttl', unit: null, protocols: UDP, roles: BOTH },
      {
        kind: 'interface',
        key: 'multicastInterface',
        protocols: UDP,
        roles: BOTH,
        atStart: true,
      },
      { kind: 'number', key: 'multicastTtl', unit: null, protocols: UDP, roles: BOTH },
      { kind: 'switch', key: 'multicastLoop', protocols: UDP, roles: BOTH },
    ],
  },
  {
    title: 'sectionConnection',
    options: [
      { kind: 'switch', key: 'noDelay', protocols: TCP, roles: BOTH },
      { kind: 'switch', key: 'stayOpen', protocols: STREAM, roles: BOTH },
      { kind: 'switch', key: 'keepAlive', protocols: TCP, roles: BOTH },
      {
        kind: 'number',
        key: 'keepAliveDelay',
        unit: 'ms',
        protocols: TCP,
        roles: BOTH,
        under: 'keepAlive',
      },
      {
        kind: 'number',
        key: 'keepAliveInterval',
        unit: 'ms',
        protocols: TCP,
        roles: BOTH,
        under: 'keepAlive',
        needs: 'keepAliveInterval',
      },
      {
        kind: 'number',
        key: 'keepAliveCount',
        unit: null,
        protocols: TCP,
        roles: BOTH,
        under: 'keepAlive',
        needs: 'keepAliveCount',
      },
      { kind: 'number', key: 'idleTimeout', unit: 'ms', protocols: STREAM, roles: BOTH },
    ],
  },
  {
    title: 'sectionReconnect',
    options: [
      { kind: 'switch', key: 'reconnect', protocols: STREAM, roles: ['client'] },
      {
        kind: 'number',
        key: 'reconnectDelay',
        unit: 'ms',
        protocols: STREAM,
        roles: ['client'],
        under: 'reconnect',
      },
      {
        kind: 'number',
        key: 'reconnectLimit',
        unit: 'ms',
        protocols: STREAM,
        roles: ['client'],
        under: 'reconnect',
      },
    ],
  },
  {
    title: 'sectionBuffers',
    options: [
      {
        kind: 'number',
        key: 'receiveBuffer',
        unit: 'bytes',
        protocols: UDP,
        roles: BOTH,
        granted: 'receiveBuffer',
      },
      {
        kind: 'number',
        key: 'sendBuffer',
        unit: 'bytes',
        protocols: UDP,
        roles: BOTH,
        granted: 'sendBuffer',
      },
      {
        kind: 'number',
        key: 'receiveBuffer',
        unit: 'bytes',
        protocols: TCP,
        roles: BOTH,
        words: 'streamReceiveBuffer',
        needs: 'streamBuffers',
      },
      {
        kind: 'number',
        key: 'sendBuffer',
        unit: 'bytes',
        protocols: TCP,
        roles: BOTH,
        words: 'streamSendBuffer',
        needs: 'streamBuffers',
      },
    ],
  },
  {
    title: 'sectionSeldom',
    folded: true,
    options: [
      { kind: 'number', key: 'readSize', unit: 'bytes', protocols: STREAM, roles: BOTH },
      {
        kind: 'number',
        key: 'ttl',
        unit: null,
        protocols: TCP,
        roles: BOTH,
        words: 'streamTtl',
        needs: 'streamTtl',
      },
      { kind: 'number', key: 'closeTimeout', unit: 'ms', protocols: STREAM, roles: BOTH },
      {
        kind: 'switch',
        key: 'reusePort',
        protocols: TCP,
        roles: ['server'],
        atStart: true,
        needs: 'reusePort',
      },
      { kind: 'switch', key: 'happyEyeballs', protocols: TCP, roles: ['client'], atStart: true },
      {
        kind: 'number',
        key: 'attemptTimeout',
        unit: 'ms',
        protocols: TCP,
        roles: ['client'],
        under: 'happyEyeballs',
        atStart: true,
      },
    ],
  },
  {
    title: 'sectionFixed',
    folded: true,
    options: [
      { kind: 'fixed', key: 'fixedBlocking', protocols: STREAM, roles: BOTH },
      {
        kind: 'fixed',
        key: 'fixedDescriptor',
        protocols: [...STREAM, ...UDP],
        roles: BOTH,
        granted: 'descriptor',
      },
      {
        kind: 'fixed',
        key: 'fixedReuseAddress',
        protocols: TCP,
        roles: ['server'],
        of: 'reuseAddress',
      },
      { kind: 'fixed', key: 'fixedTruncation', protocols: UDP, roles: BOTH },
      { kind: 'fixed', key: 'fixedLinger', protocols: TCP, roles: BOTH },
    ],
  },
] as const satisfies readonly {
  readonly title: string;
  /** Opened by hand. */
  readonly folded?: true;
  readonly options: readonly Option[];
}[];

/** What an endpoint of this kind has, switched-off details left out. */
export const optionsFor = (role: Role, protocol: Protocol, options: EndpointOptions) =>
  OPTION_SECTIONS.map(({ title, options: all, ...rest }) => ({
    title,
    folded: 'folded' in rest,
    options: (all as readonly Option[]).filter(
      (option) =>
        option.roles.includes(role) &&
        option.protocols.includes(protocol) &&
        (option.under === undefined || options[option.under]),
    ),
  })).filter((section) => section.options.length > 0);
