import { readdirSync, readFileSync } from 'node:fs';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';

/** Linux's list of all interfaces; the one of Node holds those that are up and have an address. */
const DEVICES = '/sys/class/net';
/** linux/if.h */
const IFF_UP = 0x1;
/** Without a cable or a peer (RFC 2863); `lo` is `unknown`. */
const DOWN = new Set(['down', 'lowerlayerdown', 'notpresent', 'dormant']);

const FAMILY_NAMES = { 4: 'IPv4', 6: 'IPv6' } as const;

const isOf = (family: 4 | 6, address: NetworkInterfaceInfo): boolean =>
  address.family === FAMILY_NAMES[family];

/** Whether Linux has an interface of that name that carries nothing now. Elsewhere nobody knows. */
const isDown = (name: string): boolean | null => {
  try {
    if (!readdirSync(DEVICES).includes(name)) return null;
    const read = (file: string): string => readFileSync(join(DEVICES, name, file), 'latin1').trim();
    return (Number(read('flags')) & IFF_UP) === 0 || DOWN.has(read('operstate'));
  } catch {
    return null;
  }
};

/** How an IPv6 socket names an interface: `::%eth0`, on Windows by its number. */
const scopeOf = (name: string, addresses: readonly NetworkInterfaceInfo[]): string => {
  const numbered = addresses.find((one) => one.family === 'IPv6' && one.scopeid !== 0);
  const number = numbered?.family === 'IPv6' ? numbered.scopeid : undefined;
  return `::%${process.platform === 'win32' && number !== undefined ? number : name}`;
};

/**
 * What node:dgram wants for an interface that a person names or gives an address of: for IPv4 an address of it, for
 * IPv6 its scope; undefined where the system may choose. libuv takes a name that does not exist for "any", so it is
 * looked up here. Fails with ENOINTERFACE, EINTERFACE_DOWN (Linux can tell) or EINTERFACE_FAMILY (it has no address of
 * that kind).
 */
export const groupInterface = (via: string, family: 4 | 6): Result<string | undefined> => {
  if (via === '') return ok(undefined);
  const params = { value: via, family: FAMILY_NAMES[family] };
  const all = Object.entries(networkInterfaces());
  const bare = via.replace(/%.*$/, '').toLowerCase();
  const found = all.find(
    ([name, addresses = []]) =>
      name === via || addresses.some(({ address }) => address.toLowerCase() === bare),
  );
  if (found === undefined) {
    const down = isDown(via);
    const code = down === null ? 'ENOINTERFACE' : down ? 'EINTERFACE_DOWN' : 'EINTERFACE_FAMILY';
    return fail({ code, params });
  }
  const [name, addresses = []] = found;
  const own = addresses.filter((address) => isOf(family, address));
  if (own.length === 0) return fail({ code: 'EINTERFACE_FAMILY', params: { ...params, value: name } });
  if (family === 6) return ok(scopeOf(name, own));
  return ok((own.find(({ address }) => address === bare) ?? own[0])?.address);
};
