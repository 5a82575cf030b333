import type { Socket } from 'node:net';
import type { Tuning } from './plan';

type Probing = Pick<Tuning, 'keepAlive' | 'keepAliveDelay' | 'keepAliveInterval' | 'keepAliveCount'>;

export const keepAliveDiffers = (one: Probing, other: Probing): boolean =>
  one.keepAlive !== other.keepAlive ||
  one.keepAliveDelay !== other.keepAliveDelay ||
  one.keepAliveInterval !== other.keepAliveInterval ||
  one.keepAliveCount !== other.keepAliveCount;

/** SO_KEEPALIVE. A runtime that does not know interval and count yet leaves the last two arguments unread. */
export const setKeepAlive = (stream: Socket, tuning: Probing): void => {
  const { keepAlive, keepAliveDelay, keepAliveInterval, keepAliveCount } = tuning;
  const given: readonly unknown[] = [keepAlive, keepAliveDelay, keepAliveInterval, keepAliveCount];
  Reflect.apply(stream.setKeepAlive, stream, given);
};
