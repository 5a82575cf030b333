import type { Socket } from 'node:dgram';
import type { SocketAddress } from '../../core/contract/address';
import { type GroupStatus, isGroupAddress } from '../../core/contract/group';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Context } from './context';
import { failureParams } from './failure-of';
import type { Tuning } from './plan';
import { grantBuffer } from './udp-buffers';
import { createGroups, type GroupChange, membershipParams } from './udp-groups';
import { setMulticastInterface, setUdpOptions } from './udp-options';

/** The buffers, options and multicast groups of one bound socket. */
export interface UdpSetup {
  readonly groups: readonly GroupStatus[];
  /** As granted, in bytes. */
  readonly receiveBuffer: number;
  readonly sendBuffer: number;
  /** Sets and joins everything. Fails with the first that cannot be. */
  begin(): Result<null>;
  /**
   * Says which groups were joined, after the row that says that the socket is open; and when it is bound to one that
   * was not, for it hears nothing then.
   */
  announce(): void;
  /** The context's tuning has changed. What cannot be set or joined is a row. */
  retune(before: Tuning): void;
}

export const createUdpSetup = (context: Context, socket: Socket, local: SocketAddress): UdpSetup => {
  const { family } = local;
  const groups = createGroups();
  let joined: readonly GroupChange[] = [];
  let granted = { receive: 0, send: 0 };

  const setBuffers = (): void => {
    granted = grantBuffer(socket, context.tuning.receiveBuffer, context.tuning.sendBuffer);
    context.changed();
  };

  const regroup = (): readonly GroupChange[] => {
    const dualStack = local.address === '::' && !context.plan.ipv6Only;
    return groups.update({ socket, family, dualStack }, context.tuning.groups);
  };

  const tell = (change: GroupChange): void => {
    const params = membershipParams(change.membership);
    switch (change.change) {
      case 'joined':
        context.say('groupJoined', 'info', params);
        break;
      case 'left':
        context.say('groupLeft', 'info', params);
        break;
      case 'failed':
        context.say('groupFailed', 'error', { ...failureParams(change.failure), ...params });
    }
  };

  return {
    get groups() {
      return groups.list;
    },
    get receiveBuffer() {
      return granted.receive;
    },
    get sendBuffer() {
      return granted.send;
    },
    begin: () => {
      setBuffers();
      const set = setUdpOptions(socket, context.tuning);
      if (!set.ok) return set;
      const outgoing = setMulticastInterface(socket, context.plan.multicastInterface, family);
      if (!outgoing.ok) return outgoing;
      joined = regroup();
      const failed = joined.find((change) => change.change === 'failed');
      return failed === undefined ? ok(null) : fail(failed.failure);
    },
    announce: () => {
      joined.forEach(tell);
      joined = [];
      const { address: group } = local;
      if (isGroupAddress(group) && !groups.list.some((one) => one.group === group)) {
        context.say('groupNotJoined', 'warning', { group });
      }
    },
    retune: (before) => {
      const { tuning } = context;
      const set = setUdpOptions(socket, tuning, before);
      if (!set.ok) context.say('failed', 'error', failureParams(set.failure));
      regroup().forEach(tell);
      if (tuning.receiveBuffer !== before.receiveBuffer || tuning.sendBuffer !== before.sendBuffer)
        setBuffers();
    },
  };
};
