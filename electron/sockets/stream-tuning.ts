import type { Socket } from 'node:net';
import type { Failure } from '../../core/contract/failure';
import type { GrantedKey } from '../../core/contract/granted';
import { descriptorOf } from './descriptor';
import type { Tuning } from './plan';
import { setSocketOption } from './socket-options';

const PROBING = ['keepAlive', 'keepAliveDelay', 'keepAliveInterval', 'keepAliveCount'] as const;
type Probing = Pick<Tuning, (typeof PROBING)[number]>;
type Inherited = Pick<Tuning, 'receiveBuffer' | 'sendBuffer' | 'ttl'>;
type Live = Probing & Inherited & Pick<Tuning, 'noDelay' | 'idleTimeout'>;

/** As every socket begins that nobody has touched. */
const UNTOUCHED: Live = {
  noDelay: false,
  keepAlive: false,
  keepAliveDelay: 0,
  keepAliveInterval: 0,
  keepAliveCount: 0,
  idleTimeout: 0,
  receiveBuffer: 0,
  sendBuffer: 0,
  ttl: 0,
};

/** What Linux uses when nobody sets it (ip_default_ttl); there is no call that takes a wish back. */
const SYSTEM_TTL = 64;

/**
 * Buffers and time to live, for which Node has no call; connections that a listening socket accepts begin with its own.
 * A buffer that is wished no longer stays as it is: the system sizes it by itself only as long as nobody ever did.
 * Answers with the first that the system refused.
 */
export const setInherited = (
  fd: number | null,
  wanted: Inherited,
  before: Inherited = UNTOUCHED,
): Failure | null => {
  let failure: Failure | null = null;
  const set = (key: GrantedKey & keyof Inherited, value: number): void => {
    if (value === 0 || wanted[key] === before[key]) return;
    const code = setSocketOption(fd, key, value);
    if (code !== null) failure ??= { code, syscall: 'setsockopt', params: { value } };
  };
  set('receiveBuffer', wanted.receiveBuffer);
  set('sendBuffer', wanted.sendBuffer);
  set('ttl', wanted.ttl === 0 ? SYSTEM_TTL : wanted.ttl);
  return failure;
};

/**
 * SO_KEEPALIVE and its probes. A runtime that does not know interval and count yet leaves the last two arguments unread:
 * then the system is told by itself, where that can be done.
 */
const setKeepAlive = (stream: Socket, wanted: Probing): void => {
  const { keepAlive, keepAliveDelay, keepAliveInterval, keepAliveCount } = wanted;
  const given: readonly unknown[] = [keepAlive, keepAliveDelay, keepAliveInterval, keepAliveCount];
  Reflect.apply(stream.setKeepAlive, stream, given);
  if (!keepAlive) return;
  const fd = descriptorOf(stream);
  setSocketOption(fd, 'keepAliveInterval', keepAliveInterval);
  setSocketOption(fd, 'keepAliveCount', keepAliveCount);
};

/** Sets what differs from before on a connection. Answers with the first that the system refused. */
export const tuneStream = (stream: Socket, wanted: Live, before: Live = UNTOUCHED): Failure | null => {
  if (wanted.noDelay !== before.noDelay) stream.setNoDelay(wanted.noDelay);
  const probing = wanted.keepAlive || before.keepAlive;
  if (probing && PROBING.some((key) => wanted[key] !== before[key])) setKeepAlive(stream, wanted);
  if (wanted.idleTimeout !== before.idleTimeout) stream.setTimeout(wanted.idleTimeout);
  return setInherited(descriptorOf(stream), wanted, before);
};
