import type { Checksum } from './checksum';
import { CRC_CATALOGUE, crcChecksum } from './crc-catalogue';
import { FLETCHERS } from './fletcher';
import { HASHES } from './hashes';
import { INTERNET } from './internet';
import { SUMS } from './sums';

/** Every checksum that Porthole knows by name: CRCs by width, then sums, then hashes. */
export const CHECKSUMS: readonly Checksum[] = [
  ...CRC_CATALOGUE.map(crcChecksum),
  ...SUMS,
  INTERNET,
  ...FLETCHERS,
  ...HASHES,
];

/** `CRC-16/CCITT-FALSE`, `crc16_ccitt_false` and `CRC16 CCITT False` are one name. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const BY_NAME = new Map(
  CHECKSUMS.flatMap((checksum) =>
    [checksum.name, ...checksum.aliases].map((name) => [plainName(name), checksum] as const),
  ),
);

/** The checksum of that name or other name; case, spaces and punctuation do not matter. */
export const checksumByName = (name: string): Checksum | undefined => BY_NAME.get(plainName(name));
