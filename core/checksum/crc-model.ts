/**
 * A cyclic redundancy check in the parameters of Ross Williams' "A Painless Guide to CRC Error Detection Algorithms"
 * (1993), as the catalogue counts them.
 */
export interface CrcModel {
  /** Bits of the register, 3 to 82. */
  readonly width: number;
  /** The generator polynomial without its highest term, in the order of the register: never reflected. */
  readonly poly: bigint;
  /** The register before the first bit. */
  readonly init: bigint;
  /** Each byte goes in with its lowest bit first. */
  readonly refin: boolean;
  /** The register is read from the other end. */
  readonly refout: boolean;
  /** Exclusive-ored into what was read. */
  readonly xorout: bigint;
}

export const CRC_WIDTHS = { min: 3, max: 82 } as const;

/** The lowest `width` bits in reverse. */
export const reflect = (value: bigint, width: number): bigint => {
  let reflected = 0n;
  for (let bit = 0; bit < width; bit++) {
    reflected = (reflected << 1n) | ((value >> BigInt(bit)) & 1n);
  }
  return reflected;
};
