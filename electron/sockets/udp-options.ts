import type { Socket } from 'node:dgram';
import type { Failure } from '../../core/contract/failure';
import { fail, ok, type Result } from '../../core/contract/result';
import { failureOf } from './failure-of';
import { groupInterface } from './group-interface';
import type { Tuning } from './plan';

/** What the systems use when nobody sets it; there is no call that takes a wish back. */
const SYSTEM_TTL = process.platform === 'win32' ? 128 : 64;

type Live = Pick<Tuning, 'broadcast' | 'ttl' | 'multicastTtl' | 'multicastLoop'>;

/** As every socket begins. */
const UNTOUCHED: Live = { broadcast: false, ttl: 0, multicastTtl: 1, multicastLoop: true };

type OptionSocket = Pick<
  Socket,
  'setBroadcast' | 'setTTL' | 'setMulticastTTL' | 'setMulticastLoopback' | 'setMulticastInterface'
>;

/** Sets what differs from before, each with its own call. Answers with the first failure; the others are set. */
export const setUdpOptions = (socket: OptionSocket, wanted: Live, before: Live = UNTOUCHED): Result<null> => {
  const failures: Failure[] = [];
  const set = (changed: boolean, call: () => unknown): void => {
    if (!changed) return;
    try {
      call();
    } catch (error) {
      failures.push(failureOf(error));
    }
  };
  set(wanted.broadcast !== before.broadcast, () => socket.setBroadcast(wanted.broadcast));
  set(wanted.ttl !== before.ttl, () => socket.setTTL(wanted.ttl === 0 ? SYSTEM_TTL : wanted.ttl));
  set(wanted.multicastTtl !== before.multicastTtl, () => socket.setMulticastTTL(wanted.multicastTtl));
  set(wanted.multicastLoop !== before.multicastLoop, () => socket.setMulticastLoopback(wanted.multicastLoop));
  const [first] = failures;
  return first === undefined ? ok(null) : fail(first);
};

/** The interface that multicast leaves by. Fails as `groupInterface` does. */
export const setMulticastInterface = (socket: OptionSocket, via: string, family: 4 | 6): Result<null> => {
  const on = groupInterface(via, family);
  if (!on.ok) return on;
  try {
    if (on.value !== undefined) socket.setMulticastInterface(on.value);
    return ok(null);
  } catch (error) {
    return fail(failureOf(error));
  }
};
