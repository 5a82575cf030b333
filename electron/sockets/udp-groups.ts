import type { Socket } from 'node:dgram';
import type { Failure, Params } from '../../core/contract/failure';
import { type GroupStatus, type Membership, membershipKey } from '../../core/contract/group';
import { fail, ok, type Result } from '../../core/contract/result';
import { failureOf } from './failure-of';
import { groupInterface } from './group-interface';

type MembershipSocket = Pick<
  Socket,
  'addMembership' | 'dropMembership' | 'addSourceSpecificMembership' | 'dropSourceSpecificMembership'
>;

/** What a row says of a membership. */
export const membershipParams = ({ group, source, via }: Membership): Params => ({
  group,
  ...(source === null ? {} : { source }),
  ...(via === '' ? {} : { interface: via }),
});

const join = (socket: MembershipSocket, { group, source, via, family }: Membership): Result<null> => {
  const on = groupInterface(via, family);
  if (!on.ok) return on;
  try {
    if (source === null) socket.addMembership(group, on.value);
    else socket.addSourceSpecificMembership(source, group, on.value);
    return ok(null);
  } catch (error) {
    return fail(failureOf(error, { group }));
  }
};

/** An interface that is gone has taken its memberships with it: there is nothing to leave. */
const leave = (socket: MembershipSocket, { group, source, via, family }: Membership): void => {
  const on = groupInterface(via, family);
  if (!on.ok) return;
  try {
    if (source === null) socket.dropMembership(group, on.value);
    else socket.dropSourceSpecificMembership(source, group, on.value);
  } catch {
    // Left already, by the system.
  }
};

export type GroupChange =
  | { readonly change: 'joined' | 'left'; readonly membership: Membership }
  | { readonly change: 'failed'; readonly membership: Membership; readonly failure: Failure };

/** The socket that joins: its family, and whether it takes both (bound to `::`). Linux then joins IPv4, too. */
interface Joiner {
  readonly socket: MembershipSocket;
  readonly family: 4 | 6;
  readonly dualStack: boolean;
}

/** The multicast groups of one socket. */
export interface Groups {
  readonly list: readonly GroupStatus[];
  /**
   * Leaves what is not wanted any more and joins what is new. What could not be joined is tried again only after it
   * was taken off.
   */
  update(joiner: Joiner, wanted: readonly Membership[]): readonly GroupChange[];
}

const tryJoin = ({ socket, family, dualStack }: Joiner, membership: Membership): Failure | null => {
  const { group } = membership;
  if (membership.family !== family && !(membership.family === 4 && dualStack)) {
    return { code: 'EGROUP_FAMILY', params: { group, other: family === 6 ? 'IPv6' : 'IPv4' } };
  }
  const joined = join(socket, membership);
  return joined.ok ? null : joined.failure;
};

export const createGroups = (): Groups => {
  const entries = new Map<string, { readonly membership: Membership; readonly failure: Failure | null }>();
  let list: readonly GroupStatus[] = [];
  return {
    get list() {
      return list;
    },
    update: (joiner, wanted) => {
      const changes: GroupChange[] = [];
      const keys = new Set(wanted.map(membershipKey));
      for (const [key, { membership, failure }] of entries) {
        if (keys.has(key)) continue;
        entries.delete(key);
        if (failure !== null) continue;
        leave(joiner.socket, membership);
        changes.push({ change: 'left', membership });
      }
      for (const membership of wanted) {
        const key = membershipKey(membership);
        if (entries.has(key)) continue;
        const failure = tryJoin(joiner, membership);
        entries.set(key, { membership, failure });
        changes.push(
          failure === null ? { change: 'joined', membership } : { change: 'failed', membership, failure },
        );
      }
      list = [...entries.values()].map(({ membership: { group, source, via }, failure }) => ({
        group,
        source: source ?? '',
        via,
        failure,
      }));
      return changes;
    },
  };
};
