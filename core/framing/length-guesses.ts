import type { FramingSetting } from '../contract/framing';
import type { DetectSide } from './detect';

/** A length field that leads from one message to the next. */
export interface LengthGuess {
  readonly setting: Pick<FramingSetting, 'offset' | 'size' | 'order' | 'adjustment' | 'includesHeader'>;
  /** It has not always said the same. */
  readonly varies: boolean;
  /** 0 to 1: whether protocols are made so. */
  readonly rank: number;
}

const MOST_OFFSET = 12;
const SIZES = [1, 2, 3, 4] as const;
type Size = (typeof SIZES)[number];
/** Longer ones are no messages. In bytes. */
const LONGEST = 1024 * 1024;
/** So many messages show whether a field leads anywhere. */
const MOST_WALKED = 300;
/** Of fields that cut in the same places, so many are proposed. */
const MOST_ALIKE = 2;
const MOST_GUESSES = 12;

interface Field {
  readonly offset: number;
  readonly size: Size;
  readonly order: 'be' | 'le';
  /** A message has so many bytes more than its field says. */
  readonly more: number;
}

const valueAt = (bytes: Uint8Array, at: number, size: number, order: 'be' | 'le'): number => {
  let value = 0;
  for (let i = 0; i < size; i += 1)
    value = value * 256 + (bytes[order === 'be' ? at + i : at + size - 1 - i] ?? 0);
  return value;
};

/** Where messages end, one led to by the other; null: it leads astray. */
const walk = (
  { bytes, ends }: DetectSide,
  { offset, size, order, more }: Field,
): { readonly places: readonly number[]; readonly varies: boolean } | null => {
  const header = offset + size;
  const pieces = new Set(ends);
  const places: number[] = [];
  let hits = 0;
  let first = -1;
  let varies = false;
  let at = 0;
  while (at + header <= bytes.length && places.length < MOST_WALKED) {
    const total = valueAt(bytes, at + offset, size, order) + more;
    if (total < header || total > LONGEST) return null;
    if (first === -1) first = total;
    else if (total !== first) varies = true;
    at += total;
    if (at > bytes.length) break;
    places.push(at);
    if (pieces.has(at)) hits += 1;
  }
  const isExact = places.at(-1) === bytes.length || places.length === MOST_WALKED;
  const passed = ends.filter((end) => end <= at).length;
  const fits = (passed > 0 && hits >= passed / 2) || (places.length >= 5 && isExact);
  return places.length > 0 && fits ? { places, varies } : null;
};

/** What a field may count: everything, from itself on, what follows it, and that with a checksum or so behind. */
const mores = (side: DetectSide, offset: number, size: Size, order: 'be' | 'le'): readonly number[] => {
  const header = offset + size;
  const value = valueAt(side.bytes, offset, size, order);
  const seen = side.ends
    .slice(0, 3)
    .map((end) => end - value)
    .filter((more) => more >= 0 && more <= 32);
  return [...new Set([0, offset, header, header + 1, header + 2, header + 4, ...seen])];
};

const SIZE_RANK: Readonly<Record<Size, number>> = { 1: 0.15, 2: 0.3, 3: 0.05, 4: 0.2 };

const rankOf = ({ offset, size, more }: Field): number => {
  const isNatural = more === 0 || more === offset || more === offset + size;
  // The high bytes of a long field at the very beginning are a part of it; elsewhere zeros are likelier something else.
  return (isNatural ? 0.5 : 0) + SIZE_RANK[size] + (size === 4 && offset === 0 ? 0.15 : 0) - offset / 1000;
};

/** Length fields that lead through both sides, the likelier first. */
export const lengthGuesses = (sides: readonly DetectSide[]): readonly LengthGuess[] => {
  const [first] = sides;
  if (first === undefined) return [];
  const found: { readonly field: Field; readonly key: string; readonly varies: boolean }[] = [];
  for (let offset = 0; offset <= MOST_OFFSET; offset += 1) {
    for (const size of SIZES) {
      for (const order of size === 1 ? (['be'] as const) : (['be', 'le'] as const)) {
        for (const more of mores(first, offset, size, order)) {
          const field = { offset, size, order, more };
          const walks = sides.map((side) => walk(side, field));
          if (walks.some((one) => one === null)) continue;
          const key = walks.map((one) => one?.places.slice(0, 100).join()).join(' ');
          const totals = walks.map((one) => one?.places[0]);
          const varies = walks.some((one) => one?.varies === true) || new Set(totals).size > 1;
          found.push({ field, key, varies });
        }
      }
    }
  }
  const alike = new Map<string, number>();
  return found
    .sort((a, b) => Number(b.varies) - Number(a.varies) || rankOf(b.field) - rankOf(a.field))
    .filter(({ key }) => {
      const count = (alike.get(key) ?? 0) + 1;
      alike.set(key, count);
      return count <= MOST_ALIKE;
    })
    .slice(0, MOST_GUESSES)
    .map(({ field, varies }) => {
      const { offset, size, order, more } = field;
      const header = offset + size;
      return {
        setting: {
          offset: String(offset),
          size: String(size) as `${Size}`,
          order,
          adjustment: more === 0 ? '0' : String(more - header),
          includesHeader: more === 0,
        },
        varies,
        rank: rankOf(field),
      };
    });
};
