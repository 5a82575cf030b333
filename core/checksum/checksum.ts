/** A checksum under way. */
export interface Running {
  /** Back to the beginning. */
  reset(): void;
  /** Takes the bytes from `start` to before `end` in. */
  update(bytes: Uint8Array, start: number, end: number): void;
  /**
   * Writes the value of what was taken in so far, its most significant byte first, as it is printed. What is under
   * way is not disturbed.
   */
  write(out: Uint8Array, at: number): void;
}

const CHECKSUM_FAMILIES = ['crc', 'sum', 'hash'] as const;
export type ChecksumFamily = (typeof CHECKSUM_FAMILIES)[number];

/** One way to check a message. */
export interface Checksum {
  /** As standards and menus write it, in every language: `CRC-16/MODBUS`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly family: ChecksumFamily;
  readonly bits: number;
  /** Bytes that the value takes: the least that hold its bits. */
  readonly size: number;
  /**
   * The byte order in which protocols append it: a reflected CRC goes out least significant byte first, since its bits
   * do, and over message and CRC together then gives the same residue whatever the message.
   */
  readonly order: 'be' | 'le';
  readonly start: () => Running;
}

/** The value over a whole message, most significant byte first. */
export const checksumOf = ({ start, size }: Checksum, bytes: Uint8Array): Uint8Array => {
  const running = start();
  running.update(bytes, 0, bytes.length);
  const out = new Uint8Array(size);
  running.write(out, 0);
  return out;
};
