/**
 * The Internet checksum (RFC 1071): the ones' complement of the ones' complement sum of 16-bit big-endian words; an
 * odd byte at the end is padded with zero. Over a header that carries its right checksum the answer is 0.
 *
 * @param initial a sum to go on from, such as that of a pseudo-header: its words simply added up
 */
export const internetChecksum = (bytes: Uint8Array, initial = 0): number => {
  let sum = initial;
  for (let i = 0; i < bytes.length; i += 2) {
    sum += (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0);
  }
  // Exact up to 2^53: the carries are folded once, at the end.
  while (sum > 0xffff) sum = (sum % 0x1_0000) + Math.floor(sum / 0x1_0000);
  return 0xffff - sum;
};
