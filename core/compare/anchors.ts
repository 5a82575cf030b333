/** A stretch of bytes that is equal on both sides. */
export interface Anchor {
  readonly left: number;
  readonly right: number;
  readonly length: number;
}

/** The part of two byte sequences that is looked at: up to, and without, the ends. */
export interface Part {
  readonly left: number;
  readonly leftEnd: number;
  readonly right: number;
  readonly rightEnd: number;
}

const FACTOR = 0x01000193;
const NONE = -1;
/** A block that stands on the left more than once says nothing about where it belongs. */
const TWICE = -2;

const hashOf = (bytes: Uint8Array, at: number, size: number): number => {
  let hash = 0;
  for (let i = at; i < at + size; i += 1) hash = (Math.imul(hash, FACTOR) + (bytes[i] ?? 0)) | 0;
  return hash;
};

const isSame = (a: Uint8Array, at: number, b: Uint8Array, from: number, size: number): boolean => {
  for (let i = 0; i < size; i += 1) if (a[at + i] !== b[from + i]) return false;
  return true;
};

/** The table of fewer blocks than these is small enough to be fast by itself. */
const FEW = 4096;
/** Places of a filter before the table, 1 MiB of them as bits: most places of the other side end there. */
const FILTER_BITS = 23;

/** The highest bits of a product depend on all of the hash (Knuth, The Art of Computer Programming, 6.4). */
const spread = (hash: number, bits: number): number => Math.imul(hash, 0x9e3779b1) >>> (32 - bits);

/** Blocks of the left side by their hashes: an open table, twice as large as there are blocks. */
const tableOf = (bytes: Uint8Array, from: number, end: number, size: number) => {
  const blocks = Math.floor((end - from) / size);
  let bits = 4;
  while (2 ** bits < blocks * 2) bits += 1;
  const slots = 2 ** bits;
  const places = new Int32Array(slots).fill(NONE);
  const hashes = new Int32Array(slots);
  const filter = new Uint32Array(blocks < FEW ? 0 : 2 ** (FILTER_BITS - 5));
  const slotOf = (hash: number): number => {
    let slot = spread(hash, bits);
    while (places[slot] !== NONE && hashes[slot] !== hash) slot = (slot + 1) & (slots - 1);
    return slot;
  };
  for (let block = 0; block < blocks; block += 1) {
    const at = from + block * size;
    const hash = hashOf(bytes, at, size);
    const slot = slotOf(hash);
    places[slot] = places[slot] === NONE ? at : TWICE;
    hashes[slot] = hash;
    if (blocks < FEW) continue;
    const bit = spread(hash, FILTER_BITS);
    filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  if (blocks < FEW) return (hash: number): number => places[slotOf(hash)] ?? NONE;
  return (hash: number): number => {
    const bit = spread(hash, FILTER_BITS);
    return ((filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0 ? NONE : (places[slotOf(hash)] ?? NONE);
  };
};

/** The longest row of anchors that ascends on both sides; they come ascending on the right (patience sorting). */
const ascending = (anchors: readonly Anchor[]): readonly Anchor[] => {
  const tops: number[] = [];
  const before = new Int32Array(anchors.length).fill(NONE);
  anchors.forEach(({ left }, at) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((anchors[tops[middle] ?? 0]?.left ?? 0) < left) low = middle + 1;
      else high = middle;
    }
    before[at] = low === 0 ? NONE : (tops[low - 1] ?? NONE);
    tops[low] = at;
  });
  const chain: Anchor[] = [];
  for (let at = tops.at(-1) ?? NONE; at !== NONE; at = before[at] ?? NONE) {
    const anchor = anchors[at];
    if (anchor !== undefined) chain.push(anchor);
  }
  return chain.reverse();
};

/**
 * Stretches of `size` bytes and more that belong together, ascending on both sides and never overlapping: blocks of
 * the left side, at every place of the right one, as rsync finds them. Takes time in proportion to the bytes.
 */
export const anchorsOf = (
  a: Uint8Array,
  b: Uint8Array,
  { left, leftEnd, right, rightEnd }: Part,
  size: number,
): readonly Anchor[] => {
  if (leftEnd - left < size || rightEnd - right < size) return [];
  const placeOf = tableOf(a, left, leftEnd, size);
  let power = 1;
  for (let i = 1; i < size; i += 1) power = Math.imul(power, FACTOR);
  const found: Anchor[] = [];
  let hash = hashOf(b, right, size);
  for (let at = right; ; ) {
    const place = placeOf(hash);
    if (place >= 0 && isSame(a, place, b, at, size)) {
      let length = size;
      while (place + length < leftEnd && at + length < rightEnd && a[place + length] === b[at + length])
        length += 1;
      found.push({ left: place, right: at, length });
      at += length;
      if (at + size > rightEnd) break;
      hash = hashOf(b, at, size);
      continue;
    }
    if (at + size >= rightEnd) break;
    hash = (Math.imul(hash - Math.imul(b[at] ?? 0, power), FACTOR) + (b[at + size] ?? 0)) | 0;
    at += 1;
  }
  const chain: Anchor[] = [];
  for (const anchor of ascending(found)) {
    const last = chain.at(-1);
    if (last === undefined || anchor.left >= last.left + last.length) chain.push(anchor);
  }
  return chain;
};
