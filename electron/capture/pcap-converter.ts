import { type ByteTarget, byteTarget, viewOf } from './byte-target';
import {
  interfaceDescription,
  plainPacketBlockLength,
  sectionHeader,
  writePlainPacketBlock,
} from './pcapng-blocks';

/** The file's header, and a packet's (draft-ietf-opsawg-pcap); Kuznetzov's has 8 bytes more. */
const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const LONG_RECORD_HEADER = 24;
/** A packet that claims more is taken for damage. Wireshark's own limit is 256 KiB for most link types. */
const MOST_PACKET = 16 * 1024 * 1024;
/** A packet's block is at most this many times as long as its record. */
const GROWTH = 3;
const NANOS = 1_000_000_000n;

interface PcapHeader {
  readonly little: boolean;
  /** Of the fraction of a second. */
  readonly nanosPerUnit: bigint;
  readonly recordHeader: number;
}

const MICROSECONDS = { nanosPerUnit: 1000n, recordHeader: RECORD_HEADER };
const NANOSECONDS = { nanosPerUnit: 1n, recordHeader: RECORD_HEADER };
const LONG = { nanosPerUnit: 1000n, recordHeader: LONG_RECORD_HEADER };

const KINDS: ReadonlyMap<number, Omit<PcapHeader, 'little'>> = new Map([
  [0xa1b2c3d4, MICROSECONDS],
  [0xa1b23c4d, NANOSECONDS],
  [0xa1b2cd34, LONG],
]);

const headerOf = (view: DataView): PcapHeader | null => {
  for (const little of [true, false]) {
    const kind = KINDS.get(view.getUint32(0, little));
    if (kind !== undefined) return { little, ...kind };
  }
  return null;
};

/**
 * Turns a file of the older pcap format into pcapng, piece by piece: one section, one interface of the file's link
 * type, times in nanoseconds. Pure; never throws.
 */
export class PcapConverter {
  /** Position in the file of something that is no packet; null: none so far. */
  damagedAt: number | null = null;
  #header: PcapHeader | null = null;
  /** What was read and not yet converted. */
  #held: Uint8Array = new Uint8Array(0);
  /** Position in the file of its first byte. */
  #position = 0;
  #target: ByteTarget = byteTarget(0);

  /** Bytes of a packet, or of the header, of which the rest has not come. */
  get heldBytes(): number {
    return this.#held.length;
  }

  /** The blocks of the packets that are whole now; stands until the next call. */
  push(piece: Uint8Array): Uint8Array {
    if (this.damagedAt !== null) return new Uint8Array(0);
    const bytes = this.#held.length === 0 ? piece : joined(this.#held, piece);
    const view = viewOf(bytes);
    const begins = this.#header === null;
    if (begins && bytes.length < FILE_HEADER) return this.#keep(bytes, 0, new Uint8Array(0));
    this.#header ??= headerOf(view);
    if (this.#header === null) {
      this.damagedAt = 0;
      return new Uint8Array(0);
    }
    const head = begins ? firstBlocks(this.#header, view) : new Uint8Array(0);
    const room = head.length + bytes.length * GROWTH;
    if (this.#target.bytes.length < room) this.#target = byteTarget(room);
    this.#target.bytes.set(head);
    const [at, end] = this.#packets(this.#header, bytes, begins ? FILE_HEADER : 0, head.length);
    return this.#keep(bytes, at, this.#target.bytes.subarray(0, end));
  }

  #keep(bytes: Uint8Array, from: number, out: Uint8Array): Uint8Array {
    this.#position += from;
    this.#held = bytes.slice(from);
    return out;
  }

  /** Converts from `at` on, to `end` of the target; answers how far both have come. */
  #packets(header: PcapHeader, bytes: Uint8Array, from: number, to: number): readonly [number, number] {
    const { little, nanosPerUnit, recordHeader } = header;
    const view = viewOf(bytes);
    let at = from;
    let end = to;
    while (at + recordHeader <= bytes.length) {
      const captured = view.getUint32(at + 8, little);
      if (captured > MOST_PACKET) {
        this.damagedAt = this.#position + at;
        break;
      }
      const packet = at + recordHeader;
      if (packet + captured > bytes.length) break;
      const time =
        BigInt(view.getUint32(at, little)) * NANOS + BigInt(view.getUint32(at + 4, little)) * nanosPerUnit;
      writePlainPacketBlock(
        this.#target,
        end,
        0,
        time,
        bytes.subarray(packet, packet + captured),
        view.getUint32(at + 12, little),
      );
      end += plainPacketBlockLength(captured);
      at = packet + captured;
    }
    return [at, end];
  }
}

const firstBlocks = ({ little }: PcapHeader, view: DataView): Uint8Array =>
  joined(
    // Without a name: what Porthole wrote itself is read in another way.
    sectionHeader('', ''),
    // The upper half says whether packets end with a checksum of the link layer.
    interfaceDescription('', '', view.getUint32(20, little) & 0xffff),
  );

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
};
