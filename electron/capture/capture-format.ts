import type { ByteSource } from './append-file';
import { viewOf } from './byte-target';
import { SECTION_HEADER } from './pcapng-blocks';

/** What a file begins like. `compressed` is zstd or lz4, which no library at hand unpacks. */
export type CaptureFormat = 'empty' | 'pcapng' | 'pcap' | 'gzip' | 'compressed' | 'unknown';

/** Magic numbers of the older format, in both byte orders: µs, ns, and Kuznetzov's with longer records. */
const PCAP: ReadonlySet<number> = new Set([
  0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1,
]);

/** @param head the first 4 bytes, or what there is of them */
export const formatOf = (head: Uint8Array): CaptureFormat => {
  if (head.length === 0) return 'empty';
  // gzip is known by its first two bytes (RFC 1952).
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.length < 4) return 'unknown';
  const magic = viewOf(head).getUint32(0);
  if (magic === SECTION_HEADER) return 'pcapng';
  if (PCAP.has(magic)) return 'pcap';
  return magic === 0x28b52ffd || magic === 0x04224d18 ? 'compressed' : 'unknown';
};

/** Rejects with the system's error. */
export const formatOfFile = async (source: ByteSource): Promise<CaptureFormat> => {
  const head = new Uint8Array(4);
  return formatOf(head.subarray(0, await source.read(0, head)));
};
