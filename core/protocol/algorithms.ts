import { checksumByName } from '../checksum/catalogue';
import { CRC_CATALOGUE } from '../checksum/crc-catalogue';
import type { CrcModel } from '../checksum/crc-model';

/** How a sum's value is made of the sum of all bytes. */
type SumKind = 'sum' | 'negated' | 'inverted' | 'xor';

export type Algorithm =
  | { readonly of: 'sum'; readonly kind: SumKind; readonly bits: number }
  | { readonly of: 'crc'; readonly model: CrcModel };

const SUMS: Readonly<Record<string, readonly [SumKind, number]>> = {
  'XOR-8': ['xor', 8],
  'SUM-8': ['sum', 8],
  'SUM-16': ['sum', 16],
  'SUM-32': ['sum', 32],
  LRC: ['negated', 8],
  'NEG-16': ['negated', 16],
  'NEG-32': ['negated', 32],
  'INV-8': ['inverted', 8],
  'INV-16': ['inverted', 16],
};

/** Those that Wireshark's Lua, which counts in 32 bits, can make: whole bytes, read from the end where they went in. */
const isPlain = ({ width, refin, refout }: CrcModel): boolean =>
  width % 8 === 0 && width <= 32 && refin === refout;

/** What a described protocol can check, by the names of the catalogue. */
export const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map<string, Algorithm>([
  ...Object.entries(SUMS).map(([name, [kind, bits]]) => [name, { of: 'sum', kind, bits }] as const),
  ...CRC_CATALOGUE.filter(isPlain).map((model) => [model.name, { of: 'crc', model }] as const),
]);

/** By any of its names in the catalogue. */
export const algorithmNamed = (name: string): Algorithm | undefined =>
  ALGORITHMS.get(checksumByName(name)?.name ?? '');

export const algorithmBytes = (algorithm: Algorithm): number =>
  (algorithm.of === 'sum' ? algorithm.bits : algorithm.model.width) / 8;
