import { isIP } from 'node:net';
import type { SocketAddress } from '../../core/contract/address';
import { parseHostPort } from '../../core/contract/parse';
import { fail, ok, type Result } from '../../core/contract/result';
import { resolveHost } from './resolve-host';

/** A repeat every millisecond to a name must not ask the resolver a thousand times a second. */
const REMEMBER_MS = 10_000;

interface Destination {
  /** As the socket wants it: mapped (`::ffff:…`) for IPv4 over a dual-stack socket. */
  readonly address: string;
  readonly port: number;
}

/**
 * Turns a typed `host:port` into what a socket bound to `local()` can send to. Fails with EINVAL_ADDRESS,
 * EINVAL_PORT, EFAMILY (an IPv6 address from an IPv4 socket and the reverse) or the resolver's code.
 */
export const createTargetResolver = (
  local: () => SocketAddress,
): ((typed: string) => Promise<Result<Destination>>) => {
  let last: { readonly host: string; readonly at: number; readonly address: string } | null = null;

  const addressOf = async (host: string): Promise<Result<string>> => {
    const { address: ours, family } = local();
    const dualStack = family === 6 && ours === '::';
    const numeric = isIP(host);
    if (numeric === family) return ok(host);
    if (numeric === 4 && dualStack) return ok(`::ffff:${host}`);
    if (numeric !== 0) return fail({ code: 'EFAMILY', params: { value: host, other: ours } });
    const first = await resolveHost(host, family);
    if (first.ok) return ok(first.value.address);
    if (!dualStack) return first;
    const second = await resolveHost(host, 4);
    return second.ok ? ok(`::ffff:${second.value.address}`) : first;
  };

  return async (typed) => {
    const parsed = parseHostPort(typed);
    if (!parsed.ok) return parsed;
    const { host, port } = parsed.value;
    const now = performance.now();
    if (last !== null && last.host === host && now - last.at < REMEMBER_MS)
      return ok({ address: last.address, port });
    const address = await addressOf(host);
    if (!address.ok) return address;
    last = { host, at: now, address: address.value };
    return ok({ address: address.value, port });
  };
};
