import { lookup, lookupService } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { SocketAddress } from '../../core/contract/address';
import { fail, ok, type Result } from '../../core/contract/result';
import { failureOf } from './failure-of';

export interface ResolvedHost {
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * The first address of a name in the system's own order, or in one family. An address answers itself.
 * Fails with the resolver's code (ENOTFOUND, EAI_AGAIN …) and `host`.
 */
export const resolveHost = async (host: string, family: 0 | 4 | 6 = 0): Promise<Result<ResolvedHost>> => {
  const numeric = isIP(host);
  if (numeric !== 0) return ok({ address: host, family: numeric === 6 ? 6 : 4 });
  try {
    const found = await lookup(host, { family });
    return ok({ address: found.address, family: found.family === 6 ? 6 : 4 });
  } catch (error) {
    return fail(failureOf(error, { host }));
  }
};

/** The name of an address, as the system's resolver knows it (getnameinfo). Fails with ENONAME where it has none. */
export const nameOf = async ({ address, port }: SocketAddress): Promise<Result<string>> => {
  if (isIP(address) === 0) return fail({ code: 'ENONAME', params: { host: address } });
  try {
    const { hostname } = await lookupService(address, port);
    return isIP(hostname) === 0 ? ok(hostname) : fail({ code: 'ENONAME', params: { host: address } });
  } catch (error) {
    const failure = failureOf(error, { host: address });
    return fail(failure.code === 'ENOTFOUND' ? { ...failure, code: 'ENONAME' } : failure);
  }
};
