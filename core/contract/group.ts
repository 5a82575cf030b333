import type { Failure } from './failure';
import { bareHost } from './host';
import { readAddress } from './ip-address';
import { fail, ok, type Result } from './result';

/** Groups that one UDP socket is set up with at most. Linux joins 20 of IPv4 (igmp_max_memberships). */
export const MAX_GROUPS = 64;

/** A multicast group to join, as typed. */
export interface TypedGroup {
  /** Its address; a zone id (`ff02::fb%eth0`) names the interface where none is given. */
  readonly group: string;
  /** The only sender to hear (source-specific, RFC 4607); empty: any. */
  readonly source: string;
  /** The name or an address of the interface to join on; empty: the system's choice. */
  readonly via: string;
}

/** A group to join, checked. */
export interface Membership {
  readonly group: string;
  /** Null: any source. */
  readonly source: string | null;
  /** As typed; empty: the system's choice. */
  readonly via: string;
  readonly family: 4 | 6;
}

/** What became of a group that a running socket is set up with. */
export interface GroupStatus extends TypedGroup {
  /** Null: joined. */
  readonly failure: Failure | null;
}

interface NumericAddress {
  readonly text: string;
  readonly zone: string;
  readonly bytes: readonly number[];
  readonly family: 4 | 6;
}

const readNumeric = (typed: string): NumericAddress | null => {
  const bare = bareHost(typed);
  const bytes = readAddress(bare);
  if (bytes === null) return null;
  const [text = '', zone = ''] = bare.split('%');
  const family = text.includes(':') ? 6 : 4;
  // A mapped address (::ffff:239.1.2.3) is read as IPv4, and no socket joins a group by such a name.
  return (family === 6) === (bytes.length === 16) ? { text, zone, bytes, family } : null;
};

/** 224.0.0.0/4 (RFC 5771) or ff00::/8 (RFC 4291, 2.7). */
const isGroup = ({ bytes: [first = 0], family }: NumericAddress): boolean =>
  family === 4 ? first >= 224 && first <= 239 : first === 0xff;

/** Whether an address, numeric, is a multicast group. */
export const isGroupAddress = (typed: string): boolean => {
  const address = readNumeric(typed);
  return address !== null && isGroup(address);
};

/**
 * Checks one group. Fails with EINVAL_GROUP_EMPTY, EINVAL_GROUP (not multicast), EINVAL_SOURCE (not the address of one
 * sender) or EFAMILY (one is IPv4, the other IPv6).
 */
export const parseGroup = (typed: TypedGroup): Result<Membership> => {
  const value = typed.group.trim();
  if (value === '') return fail({ code: 'EINVAL_GROUP_EMPTY' });
  const group = readNumeric(value);
  if (group === null || !isGroup(group)) return fail({ code: 'EINVAL_GROUP', params: { value } });
  const via = typed.via.trim() === '' ? group.zone : bareHost(typed.via);
  const { text, family } = group;
  const sender = typed.source.trim();
  if (sender === '') return ok({ group: text, source: null, via, family });
  const source = readNumeric(sender);
  if (source === null || isGroup(source) || source.bytes.every((byte) => byte === 0)) {
    return fail({ code: 'EINVAL_SOURCE', params: { value: sender } });
  }
  if (source.family !== family) return fail({ code: 'EFAMILY', params: { value: text, other: sender } });
  return ok({ group: text, source: source.text, via, family });
};

const bytesOf = (address: string): string => (readAddress(address) ?? []).join('.');

/** The group on its interface, however it is written. */
const placeOf = ({ group, via }: Membership): string => `${bytesOf(group)} ${via}`;

/** Equal for two that are the same membership, however they are written. */
export const membershipKey = (one: Membership): string =>
  `${placeOf(one)} ${one.source === null ? '' : bytesOf(one.source)}`;

/**
 * Checks the groups of one socket together. Fails as `parseGroup` does, with EGROUP_TWICE, or with EGROUP_MIXED: a
 * socket hears a group on one interface from any source or from chosen ones. (Linux does not refuse the second: it
 * silently turns the first into source-specific.)
 */
export const parseGroups = (typed: readonly TypedGroup[]): Result<readonly Membership[]> => {
  const memberships: Membership[] = [];
  for (const one of typed) {
    const parsed = parseGroup(one);
    if (!parsed.ok) return parsed;
    const { value } = parsed;
    const beside = memberships.filter((other) => placeOf(other) === placeOf(value));
    const params = { group: value.group };
    if (beside.some((other) => membershipKey(other) === membershipKey(value)))
      return fail({ code: 'EGROUP_TWICE', params });
    if (beside.some(({ source }) => (source === null) !== (value.source === null)))
      return fail({ code: 'EGROUP_MIXED', params });
    memberships.push(value);
  }
  return ok(memberships);
};
