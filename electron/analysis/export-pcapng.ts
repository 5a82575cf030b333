import { BLOCK_FRAME, blockLength, isJournalType, isLittleEndian, packetBlock } from '../capture/block-read';
import { byteTarget, viewOf } from '../capture/byte-target';
import type { DiskCapture, DiskSegment } from '../capture/disk-capture';
import {
  ENHANCED_PACKET,
  interfaceDescription,
  journalBlock,
  plainPacketBlockLength,
  sectionHeader,
  writePlainPacketBlock,
} from '../capture/pcapng-blocks';
import { eachOption } from '../capture/pcapng-reader';
import { SegmentsAhead } from '../capture/read-ahead';
import { NO_INTERFACE, type RowRecord } from '../capture/row-index';

const EPB_QUEUE = 6;
/** More than a row of Porthole's can have is read a part at a time. */
const PIECE = 4 * 1024 * 1024;

/** Porthole numbers the connections of its packets; only such packets may be put together to rows again. */
const isOwnPacket = (view: DataView, optionsAt: number, end: number): boolean => {
  let own = false;
  if (optionsAt >= 0)
    eachOption(view, optionsAt, end, true, (code) => {
      if (code === EPB_QUEUE) own = true;
    });
  return own;
};

/**
 * Rows as pcapng: a section for each file that they are from, with all its interfaces, so that numbers of interfaces
 * stay what they are. What makes no row (handshakes) is left out.
 */
export class PcapngWriter {
  #segment: DiskSegment | null = null;
  /** The section's packets are Porthole's own. */
  #own = true;
  readonly #ahead = new SegmentsAhead();

  head(): Uint8Array {
    return new Uint8Array(0);
  }

  /** A file without rows is a section without packets. */
  tail(): Uint8Array {
    return this.#segment === null ? sectionHeader('Porthole', '') : new Uint8Array(0);
  }

  /** These rows (ascending); those that are not there are left out. Throws the system's error. */
  async *rows(capture: DiskCapture, numbers: readonly number[]): AsyncGenerator<Uint8Array, void> {
    for (const row of numbers) {
      const segment = capture.segmentOf(row);
      const record = await segment?.index.record(row - segment.firstRow);
      if (segment === undefined || record == null) continue;
      yield* this.#row(segment, record);
    }
  }

  async *#row(segment: DiskSegment, record: RowRecord): AsyncGenerator<Uint8Array, void> {
    const end = record.position + record.blockBytes;
    for (let at = record.position; at + BLOCK_FRAME <= end; ) {
      const bytes = new Uint8Array(Math.min(PIECE, end - at));
      const got = await this.#ahead.of(segment).read(at, bytes);
      const view = viewOf(bytes.subarray(0, got));
      let used = 0;
      while (used + BLOCK_FRAME <= got && used + blockLength(view, used) <= got) {
        const length = blockLength(view, used);
        yield* this.#block(segment, record, bytes, view, used, length);
        used += length;
      }
      // A block that is longer than a piece holds more than any packet has.
      if (used === 0) return;
      at += used;
    }
  }

  *#block(
    segment: DiskSegment,
    { interfaceId, time }: RowRecord,
    bytes: Uint8Array,
    view: DataView,
    at: number,
    length: number,
  ): Generator<Uint8Array, void> {
    const little = isLittleEndian(view, at);
    if (isJournalType(view.getUint32(at, little))) {
      yield* this.#section(segment, null);
      yield little ? bytes.slice(at, at + length) : journalBlock(bytes.slice(at + 8, at + length - 4));
      return;
    }
    const found = packetBlock(view, at, segment.interfaces[interfaceId]?.snapLength ?? 0);
    if (found === null || interfaceId === NO_INTERFACE) return;
    const { packetAt, captured, optionsAt } = found;
    const whole = little && view.getUint32(at, true) === ENHANCED_PACKET;
    yield* this.#section(segment, whole && isOwnPacket(view, optionsAt, at + length - 4));
    const packet = bytes.subarray(packetAt, packetAt + captured);
    if (!whole) {
      const target = byteTarget(plainPacketBlockLength(captured));
      const original = Math.max(captured, view.getUint32(packetAt - 4, little));
      writePlainPacketBlock(target, 0, interfaceId, time, packet, original);
      yield target.bytes;
      return;
    }
    const copy = bytes.slice(at, at + length);
    const stamp = BigInt.asUintN(64, time);
    const target = viewOf(copy);
    target.setUint32(8, interfaceId, true);
    target.setUint32(12, Number(stamp >> 32n), true);
    target.setUint32(16, Number(stamp & 0xffff_ffffn), true);
    yield copy;
  }

  /** Begins a section where one is due. `own` null: it fits into any. */
  *#section(segment: DiskSegment, own: boolean | null): Generator<Uint8Array, void> {
    if (segment === this.#segment && (own === null || own === this.#own)) return;
    this.#segment = segment;
    this.#own = own ?? true;
    yield sectionHeader(this.#own ? 'Porthole' : '', '');
    for (const { name, linkType } of segment.interfaces) yield interfaceDescription(name, '', linkType);
  }
}
