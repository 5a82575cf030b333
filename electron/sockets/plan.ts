import { isIP } from 'node:net';
import type { EndpointConfig, Protocol, Role } from '../../core/contract/endpoint';
import type { Failure } from '../../core/contract/failure';
import { type Membership, parseGroups } from '../../core/contract/group';
import { bareHost, parseHost } from '../../core/contract/host';
import { OPTION_BOUNDS } from '../../core/contract/option-bounds';
import type { AcceptMode, PauseMode } from '../../core/contract/option-choices';
import { parsePort, parseWhole } from '../../core/contract/parse';
import { fail, ok, type Result } from '../../core/contract/result';
import { type LocalPlan, localPlanOf } from './local-plan';
import { unavailableOptions } from './unavailable';

/** What can change while an endpoint runs. Times in ms, buffers in bytes. */
export interface Tuning {
  /** Infinity: no limit. */
  readonly maxConnections: number;
  /** 0: never. */
  readonly idleTimeout: number;
  readonly stayOpen: boolean;
  readonly noDelay: boolean;
  readonly keepAlive: boolean;
  readonly keepAliveDelay: number;
  readonly keepAliveInterval: number;
  readonly keepAliveCount: number;
  readonly acceptMode: AcceptMode;
  readonly pauseMode: PauseMode;
  /** Infinity: as much as comes. */
  readonly readSize: number;
  /** 0: for ever. */
  readonly closeTimeout: number;
  readonly reconnect: boolean;
  readonly reconnectDelay: number;
  readonly reconnectLimit: number;
  /** 0: the system's; of a UDP socket Porthole's default for receiving. */
  readonly receiveBuffer: number;
  readonly sendBuffer: number;
  readonly broadcast: boolean;
  /** 0: the system's. */
  readonly ttl: number;
  readonly multicastTtl: number;
  readonly multicastLoop: boolean;
  readonly groups: readonly Membership[];
  /** Certificates accepted by hand, by their SHA-256 fingerprint. */
  readonly accepted: readonly string[];
}

/** An endpoint's set-up, checked: what was typed as text is numbers here. */
export interface Plan {
  readonly role: Role;
  readonly protocol: Protocol;
  /** Null: it has an address and a port. */
  readonly local: LocalPlan | null;
  /** Of a local socket this computer's name: whom a certificate is for, should it be upgraded to TLS. */
  readonly host: string;
  readonly port: number;
  readonly backlog: number;
  /** 0: the system's. */
  readonly connectTimeout: number;
  /** Numeric, or empty: the system chooses. */
  readonly localAddress: string;
  readonly localPort: number;
  readonly reuseAddress: boolean;
  readonly reusePort: boolean;
  readonly ipv6Only: boolean;
  /** As typed; empty: the system chooses. */
  readonly multicastInterface: string;
  /** 0: either. */
  readonly family: 0 | 4 | 6;
  readonly happyEyeballs: boolean;
  readonly attemptTimeout: number;
}

/** What an empty field means. Times in ms, buffers in bytes. */
const EMPTY = {
  backlog: 511,
  maxConnections: Number.POSITIVE_INFINITY,
  connectTimeout: 0,
  idleTimeout: 0,
  keepAliveDelay: 60_000,
  // As Node has it.
  keepAliveInterval: 1000,
  keepAliveCount: 10,
  attemptTimeout: 250,
  readSize: Number.POSITIVE_INFINITY,
  closeTimeout: 2000,
  reconnectDelay: 500,
  reconnectLimit: 30_000,
  receiveBuffer: 0,
  sendBuffer: 0,
  ttl: 0,
  multicastTtl: 1,
} as const satisfies Readonly<Record<keyof typeof OPTION_BOUNDS, number>>;
type NumberField = keyof typeof EMPTY;

const isStream = (protocol: Protocol): boolean => protocol !== 'udp';

const numberIn = (config: EndpointConfig, field: NumberField, relevant: boolean): Result<number> =>
  relevant ? parseWhole(config.options[field], field, OPTION_BOUNDS[field], EMPTY[field]) : ok(EMPTY[field]);

/**
 * The live part of a set-up. A field that is wrong keeps what `before` had (or its default), so that one half-typed
 * number does not hold up the others; the first such failure is told. Fields that the protocol does not use are
 * not looked at.
 */
export const tuningOf = (
  config: EndpointConfig,
  before?: Tuning,
): { readonly tuning: Tuning; readonly failure: Failure | null } => {
  const { options, protocol, role } = config;
  const stream = isStream(protocol);
  const tcp = stream && protocol !== 'local';
  const again = stream && role === 'client' && options.reconnect;
  let failure: Failure | null = null;
  const read = (field: NumberField & keyof Tuning, relevant: boolean): number => {
    const number = numberIn(config, field, relevant);
    if (number.ok) return number.value;
    failure ??= number.failure;
    return before?.[field] ?? EMPTY[field];
  };
  const groups = stream ? ok([]) : parseGroups(config.groups);
  if (!groups.ok) failure ??= groups.failure;
  const tuning = {
    maxConnections: read('maxConnections', stream && role === 'server'),
    idleTimeout: read('idleTimeout', stream),
    stayOpen: options.stayOpen,
    noDelay: options.noDelay,
    keepAlive: tcp && options.keepAlive,
    keepAliveDelay: read('keepAliveDelay', tcp && options.keepAlive),
    keepAliveInterval: read('keepAliveInterval', tcp && options.keepAlive),
    keepAliveCount: read('keepAliveCount', tcp && options.keepAlive),
    acceptMode: options.acceptMode,
    pauseMode: options.pauseMode,
    readSize: read('readSize', stream),
    closeTimeout: read('closeTimeout', stream),
    reconnect: again,
    reconnectDelay: read('reconnectDelay', again),
    reconnectLimit: read('reconnectLimit', again),
    receiveBuffer: read('receiveBuffer', !stream || tcp),
    sendBuffer: read('sendBuffer', !stream || tcp),
    broadcast: options.broadcast,
    ttl: read('ttl', !stream || tcp),
    multicastTtl: read('multicastTtl', !stream),
    multicastLoop: options.multicastLoop,
    groups: groups.ok ? groups.value : (before?.groups ?? []),
    accepted: config.tls.accepted,
  };
  return { tuning, failure };
};

const FAMILY_NUMBERS = { any: 0, '4': 4, '6': 6 } as const;

/** An address in numbers is of one family; the chosen one must be that. */
const familyProblem = (address: string, family: 0 | 4 | 6): Failure | null => {
  const own = isIP(address);
  const fits = own === 0 || family === 0 || own === family;
  return fits ? null : { code: 'EINVAL_FAMILY', params: { value: address, family } };
};

/** Where an endpoint is, and what it is bound to. */
type Where = Pick<
  Plan,
  'local' | 'host' | 'port' | 'localAddress' | 'localPort' | 'family' | 'attemptTimeout' | 'reusePort'
>;

/** An address and a port. */
const addressOf = (config: EndpointConfig): Result<Where> => {
  const { options, protocol, role } = config;
  const client = role === 'client';
  const host = parseHost(config.address);
  if (!host.ok) return host;
  const port = parsePort(config.port, !client);
  if (!port.ok) return port;
  const localAddress = client ? bareHost(options.localAddress) : '';
  if (localAddress !== '' && isIP(localAddress) === 0) {
    return fail({ code: 'EINVAL_LOCAL_ADDRESS', params: { value: localAddress } });
  }
  const localPort = client && options.localPort.trim() !== '' ? parsePort(options.localPort, true) : ok(0);
  if (!localPort.ok) return localPort;
  const stream = isStream(protocol);
  const family = client && stream ? FAMILY_NUMBERS[options.family] : 0;
  const wrongFamily = familyProblem(host.value, family) ?? familyProblem(localAddress, family);
  if (wrongFamily !== null) return fail(wrongFamily);
  const attemptTimeout = numberIn(config, 'attemptTimeout', stream && client && options.happyEyeballs);
  if (!attemptTimeout.ok) return attemptTimeout;
  const reusePort = options.reusePort && !(stream && client);
  if (stream && reusePort && 'reusePort' in unavailableOptions(process.platform, process.versions.node)) {
    return fail({ code: 'ENOREUSEPORT' });
  }
  return ok({
    local: null,
    host: host.value,
    port: port.value,
    localAddress,
    localPort: localPort.value,
    family,
    attemptTimeout: attemptTimeout.value,
    reusePort: options.reusePort,
  });
};

/** The path of a local socket. */
const pathOf = (config: EndpointConfig): Result<Where> => {
  const local = localPlanOf(config);
  if (!local.ok) return local;
  return ok({
    local: local.value,
    host: 'localhost',
    port: 0,
    localAddress: '',
    localPort: 0,
    family: 0,
    attemptTimeout: EMPTY.attemptTimeout,
    reusePort: false,
  });
};

/**
 * Checks a set-up before it is started. Fails with EINVAL_HOST…, EINVAL_PORT…, EINVAL_NUMBER, EINVAL_LOCAL_ADDRESS,
 * EINVAL_FAMILY, ENOREUSEPORT, or as `localPlanOf` and `parseGroups` do.
 */
export const planOf = (config: EndpointConfig): Result<Plan> => {
  const { options, protocol, role } = config;
  const client = role === 'client';
  const where = protocol === 'local' ? pathOf(config) : addressOf(config);
  if (!where.ok) return where;
  const backlog = numberIn(config, 'backlog', isStream(protocol) && !client);
  if (!backlog.ok) return backlog;
  const connectTimeout = numberIn(config, 'connectTimeout', isStream(protocol) && client);
  if (!connectTimeout.ok) return connectTimeout;
  const { failure } = tuningOf(config);
  if (failure !== null) return fail(failure);
  return ok({
    role,
    protocol,
    ...where.value,
    backlog: backlog.value,
    connectTimeout: connectTimeout.value,
    reuseAddress: options.reuseAddress,
    ipv6Only: options.ipv6Only,
    multicastInterface: bareHost(options.multicastInterface),
    happyEyeballs: options.happyEyeballs,
  });
};
