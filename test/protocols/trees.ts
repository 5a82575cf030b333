import type { DecodedRow } from '../../core/contract/dissect';

/** How a message came, not the message: ports, sequence numbers and the like are proved elsewhere. */
const CARRIERS: ReadonlySet<string> = new Set([
  'frame',
  'raw',
  'ip',
  'tcp',
  'udp',
  'tcp.segments',
  'tcp.reassembled_in',
]);

export type Json = string | readonly Json[] | { readonly [key: string]: Json };

/**
 * `name: value`, of every field of a message that has a value, in the order in which the tree has them. What has none,
 * such as the heading of a list, has no filter either.
 */
export type Fields = readonly string[];

/** Fields have names with a dot in them; everything else in tshark's JSON is a heading in somebody's words. */
const FIELD = /^[a-z_][\w-]*(\.[\w-]+)+$/i;

const leaves = (json: Json, found: string[]): void => {
  if (typeof json === 'string') return;
  if (Array.isArray(json)) {
    for (const one of json) leaves(one, found);
    return;
  }
  for (const [key, value] of Object.entries(json as { readonly [key: string]: Json })) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (FIELD.test(key) && typeof one === 'string' && one !== '') found.push(`${key}: ${one}`);
      leaves(one, found);
    }
  }
};

/** The message of a packet of `tshark -T json --no-duplicate-keys`. */
export const theirFields = (layers: { readonly [key: string]: Json }): Fields => {
  const found: string[] = [];
  for (const [name, layer] of Object.entries(layers)) if (!CARRIERS.has(name)) leaves(layer, found);
  return found;
};

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t' };

/** tshark writes truth values as numbers, strings without quotes, and one byte without a colon. */
const plain = (value: string): string => {
  if (value === 'True' || value === 'False') return value === 'True' ? '1' : '0';
  if (value.startsWith('"')) {
    return value.slice(1, -1).replaceAll(/\\(.)/gs, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
  }
  return value.replace(/^([0-9a-f]{2}):$/, '$1');
};

/** The same, of Porthole's tree. */
export const ourFields = ({ fields }: DecodedRow): Fields => {
  const found: string[] = [];
  let carried = false;
  for (const { depth, name, filter } of fields) {
    if (depth === 0) carried = CARRIERS.has(name);
    const value = plain(/ == (.*)$/s.exec(filter)?.[1] ?? '');
    if (!carried && value !== '' && FIELD.test(name)) found.push(`${name}: ${value}`);
  }
  return found;
};

/** Fields that speak of another packet: a row here, a frame's number there. */
export const linksOf = ({ fields }: DecodedRow): ReadonlySet<string> =>
  new Set(fields.flatMap(({ name, filter }) => (name !== '' && filter === '' ? [name] : [])));

export const nameOf = (field: string): string => field.slice(0, field.indexOf(': '));

/** What one list has and the other has not, each as often as it is so. */
export const missingIn = (some: Fields, others: Fields): Fields => {
  const left = [...others];
  return some.filter((field) => {
    const at = left.indexOf(field);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};
