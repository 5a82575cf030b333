import { z } from 'zod';
import { composerSchema, draftSchema, newComposer } from './draft';
import { defaultFraming, framingSettingSchema } from './framing';
import { MAX_GROUPS } from './group';
import { ACCEPT_MODES, FAMILIES, PAUSE_MODES } from './option-choices';
import { rulesSchema } from './rules';
import { scriptSchema } from './script-schema';
import { defaultTls, tlsOptionsSchema } from './tls';

// In a file of its own, so that the window can name endpoints without loading the validators.

export const ROLES = ['server', 'client'] as const;
export type Role = (typeof ROLES)[number];

export const PROTOCOLS = ['tcp', 'udp', 'tls', 'local'] as const;
/** `tls`: over TCP. `local`: a Unix domain stream socket, on Windows a named pipe. */
export type Protocol = (typeof PROTOCOLS)[number];

/**
 * Numbers that a person types are kept as typed: a half-written or wrong value is never lost, and is refused
 * with a reason when the endpoint starts (`core/contract/parse`).
 */
const typed = z.string().max(300);

const endpointOptionsSchema = z.strictObject({
  /** Connections that the system queues before they are accepted: `listen(backlog)`. */
  backlog: typed,
  /** A server refuses further connections beyond this many; empty means no limit. */
  maxConnections: typed,
  /** Milliseconds until a connect is given up; empty leaves it to the system. */
  connectTimeout: typed,
  /** Milliseconds without traffic until a connection is closed; empty or 0 means never. */
  idleTimeout: typed,
  /**
   * Whether our side stays open when the peer has finished sending, until it is closed by hand. Otherwise it finishes
   * too, as soon as nothing is left to send.
   */
  stayOpen: z.boolean(),
  /** TCP_NODELAY. */
  noDelay: z.boolean(),
  /** SO_KEEPALIVE, and the idle milliseconds before the first probe. */
  keepAlive: z.boolean(),
  keepAliveDelay: typed,
  /** A client's own side of the connection; empty lets the system choose. */
  localAddress: typed,
  localPort: typed,
  /** A client connects again after a failure or a close that it did not ask for. */
  reconnect: z.boolean(),
  /** Milliseconds before the first try; doubles up to the limit. */
  reconnectDelay: typed,
  reconnectLimit: typed,
  /** SO_RCVBUF and SO_SNDBUF in bytes; empty leaves them to the system, and asks for Porthole's own to receive by UDP. */
  receiveBuffer: typed,
  sendBuffer: typed,
  /** SO_BROADCAST. */
  broadcast: z.boolean(),
  /** SO_REUSEADDR for UDP; TCP servers always set it, as Node does. */
  reuseAddress: z.boolean(),
  /** SO_REUSEPORT, where system and runtime have it (`Snapshot.unavailable`). */
  reusePort: z.boolean().default(false),
  /** IPV6_V6ONLY: a socket on an IPv6 address takes no IPv4. */
  ipv6Only: z.boolean().default(false),
  /** IP_TTL, over IPv6 the hop limit, of datagrams to one receiver and of connections; empty leaves it to the system. */
  ttl: typed.default(''),
  /** IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS; empty: 1, which stays in the local network. */
  multicastTtl: typed.default(''),
  /** IP_MULTICAST_LOOP: programs on this computer that have joined the group hear it, too. */
  multicastLoop: z.boolean().default(true),
  /** IP_MULTICAST_IF: name or address of the interface that multicast leaves by; empty: the system's choice. */
  multicastInterface: typed.default(''),
  acceptMode: z.enum(ACCEPT_MODES).default('serve'),
  pauseMode: z.enum(PAUSE_MODES).default('refuse'),
  family: z.enum(FAMILIES).default('any'),
  /** Tries the addresses of a name in turn, IPv6 and IPv4, each with little time (RFC 8305); else the first only. */
  happyEyeballs: z.boolean().default(true),
  /** Milliseconds that one address has before the next is tried. */
  attemptTimeout: typed.default(''),
  /** Milliseconds between keep-alive probes, and how many go unanswered before the connection is given up. */
  keepAliveInterval: typed.default(''),
  keepAliveCount: typed.default(''),
  /** The most bytes of a stream that one row holds, as `recv(bufsize)`; empty: as much as comes at once. */
  readSize: typed.default(''),
  /** Milliseconds that a peer has to finish after our FIN, before the connection is destroyed; 0: as long as it wants. */
  closeTimeout: typed.default(''),
  /** Rights of the socket file that a local server makes, in octal (`600`); empty: the system's. Older set-ups have none. */
  socketMode: typed.default(''),
});
export type EndpointOptions = z.infer<typeof endpointOptionsSchema>;

/** A group that a UDP socket joins: `core/contract/group`. */
const typedGroupSchema = z.strictObject({ group: typed, source: typed, via: typed });

export const REPLY_MODES = ['off', 'echo', 'fixed', 'rules', 'script'] as const;
export type ReplyMode = (typeof REPLY_MODES)[number];

const autoReplySchema = z.strictObject({
  mode: z.enum(REPLY_MODES),
  /** What `fixed` answers, in the composer's notation. */
  reply: draftSchema,
  /** Milliseconds to wait before answering, as typed. */
  delay: typed,
  /** What `rules` answers: the first that fits. Endpoints of before there were rules have none. */
  rules: rulesSchema.default([]),
  /** What answers in the mode `script`. */
  script: scriptSchema.default({ source: '' }),
});
export type AutoReply = z.infer<typeof autoReplySchema>;

/** A server or client as a person set it up. Kept in the workspace; running state is `EndpointStatus`. */
export const endpointConfigSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  role: z.enum(ROLES),
  /** Empty: the name is derived from protocol and address (`endpointName`). */
  name: z.string().max(100),
  protocol: z.enum(PROTOCOLS),
  /** Servers: the local address to bind. Clients: the remote host. */
  address: typed,
  port: typed,
  /** Of a local socket, instead of the two above. Older set-ups have none. */
  path: z.string().max(1000).default(''),
  options: endpointOptionsSchema,
  /** IP_ADD_MEMBERSHIP and its kin, for UDP. Endpoints of before there was multicast have none. */
  groups: z.array(typedGroupSchema).max(MAX_GROUPS).default([]),
  /** Endpoints of before there was TLS have none. */
  tls: tlsOptionsSchema.default(defaultTls),
  /** How what is received is cut into the messages that rules are about. */
  framing: framingSettingSchema.default(defaultFraming),
  autoReply: autoReplySchema,
  composer: composerSchema,
});
export type EndpointConfig = z.infer<typeof endpointConfigSchema>;

export const defaultOptions = (): EndpointOptions => ({
  backlog: '511',
  maxConnections: '',
  connectTimeout: '10000',
  idleTimeout: '',
  stayOpen: false,
  noDelay: true,
  keepAlive: false,
  keepAliveDelay: '60000',
  localAddress: '',
  localPort: '',
  reconnect: false,
  reconnectDelay: '500',
  reconnectLimit: '30000',
  receiveBuffer: '',
  sendBuffer: '',
  broadcast: false,
  reuseAddress: false,
  reusePort: false,
  ipv6Only: false,
  ttl: '',
  multicastTtl: '',
  multicastLoop: true,
  multicastInterface: '',
  acceptMode: 'serve',
  pauseMode: 'refuse',
  family: 'any',
  happyEyeballs: true,
  attemptTimeout: '',
  keepAliveInterval: '',
  keepAliveCount: '',
  readSize: '',
  closeTimeout: '',
  socketMode: '',
});

/** A new endpoint: TCP on 127.0.0.1:8888, nothing answered. */
export const newEndpoint = (id: string, role: Role): EndpointConfig => ({
  id,
  role,
  name: '',
  protocol: 'tcp',
  address: '127.0.0.1',
  port: '8888',
  path: '',
  options: defaultOptions(),
  groups: [],
  tls: defaultTls(),
  autoReply: {
    mode: 'off',
    reply: { format: 'text', text: '', encoding: 'utf-8', lineEnding: 'none', raw: false },
    delay: '0',
    rules: [],
    script: { source: '' },
  },
  framing: defaultFraming(),
  composer: newComposer(),
});
