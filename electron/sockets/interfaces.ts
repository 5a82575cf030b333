import { networkInterfaces } from 'node:os';
import type { LocalInterface } from '../../core/contract/address';

/**
 * The addresses that this machine has, IPv4 first, loopback first. A link-local IPv6 address carries its zone
 * (`fe80::1%eth0`), without which it cannot be bound (RFC 4007). The wildcards are the window's business.
 */
export const localInterfaces = (): readonly LocalInterface[] =>
  Object.entries(networkInterfaces())
    .flatMap(([name, addresses]) =>
      (addresses ?? []).map((entry): LocalInterface => {
        const family = entry.family === 'IPv6' ? 6 : 4;
        const linkLocal = family === 6 && /^fe[89ab]/i.test(entry.address);
        const zone = process.platform === 'win32' && 'scopeid' in entry ? entry.scopeid : name;
        const address = linkLocal ? `${entry.address}%${zone}` : entry.address;
        return { name, address, family, internal: entry.internal };
      }),
    )
    .sort((a, b) => a.family - b.family || Number(b.internal) - Number(a.internal));
