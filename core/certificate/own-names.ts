import type { LocalInterface } from '../contract/address';
import { parseNames } from './names';

/** Enough for every interface that a computer has, without those that containers come with by the hundred. */
const MOST_ADDRESSES = 16;

/** What a computer is called and reached by, for a certificate of its own: loopback first. */
export const ownNames = (hostname: string, interfaces: readonly LocalInterface[]): string => {
  const named = parseNames(hostname);
  const addresses = interfaces
    .filter(({ internal, address }) => !internal && !address.includes('%'))
    .map(({ address }) => address)
    .slice(0, MOST_ADDRESSES);
  return ['localhost', '127.0.0.1', '::1', ...(named.ok ? named.value : []), ...addresses].join(', ');
};
