import { CONDITION_RELATIONS, MAX_PROTOCOL_TEXTS, MAX_TEXT_BYTES } from '../contract/protocol-choices';
import type { ProtocolField, ProtocolRepeat, ProtocolSize, ValueText } from './protocol';

// How the cells of a description are written. What is not understood is undefined.

/** Stands for what other fields leave of the message; no field can be called so. */
export const REST = 'rest';
const NAME = /^[a-z][a-z0-9_]{0,39}$/;
const WHOLE = /^[+-]?(?:\d+|0x[0-9a-f]+|0b[01]+)$/i;
const LEAST = -2_147_483_648;
const MOST = 4_294_967_295;
const MOST_BYTES = 65_535;
const MOST_PORT = 65_535;

export const isName = (name: string): boolean => NAME.test(name);

/** A whole number of 32 bits, with or without a sign: `12`, `-3`, `0x1F`, `0b101`. */
export const readWhole = (typed: string): number | undefined => {
  const words = typed.trim();
  if (!WHOLE.test(words)) return undefined;
  const sign = words.startsWith('-') ? -1 : 1;
  const value = sign * Number(words.replace(/^[+-]/, ''));
  // No minus zero.
  return value >= LEAST && value <= MOST ? value + 0 : undefined;
};

const readFew = (typed: string): number | undefined => {
  const value = readWhole(typed);
  return value !== undefined && value >= 1 && value <= MOST_BYTES ? value : undefined;
};

export const readSize = (typed: string): ProtocolSize | undefined => {
  const words = typed.trim();
  if (words === REST) return { of: 'rest' };
  const [, field, sign, far] = /^([a-z]\w*)\s*(?:([+-])\s*(\d{1,5}))?$/.exec(words) ?? [];
  if (field !== undefined && isName(field))
    return { of: 'field', field, plus: far === undefined ? 0 : Number(`${sign}${far}`) + 0 };
  const bytes = readFew(words);
  return bytes === undefined ? undefined : { of: 'bytes', bytes };
};

/** How long a text may be that ends with a zero: `32` bytes with the zero, or whatever it is. */
export const readMost = (typed: string): ProtocolSize | undefined => {
  const most = typed.trim() === '' ? MAX_TEXT_BYTES : readFew(typed);
  return most === undefined ? undefined : { of: 'zero', most };
};

export const readRepeat = (typed: string): ProtocolRepeat | undefined => {
  const words = typed.trim();
  if (words === '') return { of: 'once' };
  if (words === REST) return { of: 'rest' };
  if (isName(words)) return { of: 'field', field: words };
  const count = readFew(words);
  if (count === undefined) return undefined;
  return count === 1 ? { of: 'once' } : { of: 'count', count };
};

export const readCondition = (typed: string): ProtocolField['condition'] | undefined => {
  const words = typed.trim();
  if (words === '') return null;
  const [, field = '', sign = '', number = ''] =
    /^([a-z]\w*)\s*(==|!=|<|>|=|&|\bhas\b)\s*(\S+)$/.exec(words) ?? [];
  const plain = { '=': '==', '&': 'has' }[sign] ?? sign;
  const is = CONDITION_RELATIONS.find((relation) => relation === plain);
  const value = readWhole(number);
  return isName(field) && is !== undefined && value !== undefined ? { field, is, value } : undefined;
};

/** The entries of a list, one a line or with semicolons between them. */
const entriesOf = (typed: string): readonly string[] =>
  typed
    .split(/[\n;]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

export type ReadTexts =
  | { readonly texts: readonly ValueText[] }
  /** The entry that is none. */
  | { readonly wrong: string };

/** `1 = Hello`, one a line or with semicolons between them. */
export const readTexts = (typed: string): ReadTexts => {
  const texts: ValueText[] = [];
  for (const entry of entriesOf(typed)) {
    const [, number = '', text = ''] = /^([^\s=:]+)\s*[=:]\s*(.*)$/.exec(entry) ?? [];
    const value = readWhole(number);
    if (value === undefined || text === '' || text.length > 100 || texts.length >= MAX_PROTOCOL_TEXTS)
      return { wrong: entry };
    texts.push({ value, text });
  }
  return { texts };
};

/** Ports and ranges of them as Wireshark takes them: `5000, 6000-6010`. */
export const readPorts = (typed: string): string | undefined => {
  const ranges = typed
    .split(/[\s,;，、]+/)
    .filter((range) => range !== '')
    .map((range) => {
      const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range) ?? [];
      const [low, high] = [Number(first), Number(last)];
      if (!(low >= 1 && low <= high && high <= MOST_PORT)) return undefined;
      return low === high ? String(low) : `${low}-${high}`;
    });
  return ranges.includes(undefined) ? undefined : ranges.join(',');
};
