import type { Slice, SliceFrame } from '../../core/contract/slice';
import type { ByteSource } from './append-file';
import { BLOCK_FRAME, blockLength, blockType, isLittleEndian, packetBlock } from './block-read';
import { type ByteTarget, byteTarget, copyInto, viewOf } from './byte-target';
import type { InterfaceFacts } from './capture-source';
import { decodePacket } from './packet-decode';
import {
  DECRYPTION_SECRETS,
  ENHANCED_PACKET,
  EPB_QUEUE,
  interfaceDescription,
  plainPacketBlockLength,
  SECTION_HEADER,
  sectionHeader,
  writePlainPacketBlock,
} from './pcapng-blocks';
import { eachOption } from './pcapng-reader';
import { isEvent } from './row-index';
import type { SliceRow, SliceSelection } from './slice-rows';

/** Ranges that stand this close to each other in the file are read in one go, up to so many bytes. */
const COALESCE_GAP = 16 * 1024;
const COALESCE_MOST = 4 * 1024 * 1024;
/** Handshakes are short: a longer gap holds something else, and is not looked at. */
const MOST_GAP = 256 * 1024;
/** The section's header and the interface's, about. */
const HEADERS_BYTES = 1024;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** A row's gap and blocks, as far as they are wanted. */
const rangeOf = ({ record, gapFrom }: SliceRow): Range => ({
  from: record.position - gapFrom > MOST_GAP ? record.position : gapFrom,
  to: record.position + (isEvent(record.kind) ? 0 : record.blockBytes),
});

interface SliceSource {
  readonly blocks: Pick<ByteSource, 'read'>;
  /** The number in the capture of the segment's first row. */
  readonly firstRow: number;
  readonly interfaces: readonly InterfaceFacts[];
}

/**
 * Puts packets of one interface into a pcapng file in memory: a section header and the interface of its own, the
 * packets' blocks as they stand in the capture, times in nanoseconds.
 */
class SliceWriter {
  readonly frames: SliceFrame[] = [];
  readonly rows = new Map<number, { readonly first: number; readonly count: number }>();
  readonly #facts: InterfaceFacts;
  readonly #out: GrowingBytes;

  /** `bytes`: about as many as there will be. */
  constructor(facts: InterfaceFacts, bytes: number) {
    this.#facts = facts;
    this.#out = new GrowingBytes(bytes);
    this.#out.add(sectionHeader('Porthole', ''));
    this.#out.add(interfaceDescription(facts.name, '', facts.linkType));
  }

  /** The packets of a row, whose blocks stand between `from` and `to`. */
  row(row: number, { bytes, view }: ByteTarget, from: number, to: number, time: bigint): void {
    const first = this.frames.length + 1;
    let rowOffset = 0;
    for (let at = from; at + BLOCK_FRAME <= to; at += blockLength(view, at)) {
      rowOffset += this.#packet(bytes, view, at, to, time, row, rowOffset);
    }
    this.rows.set(row, { first, count: this.frames.length - first + 1 });
  }

  /** Of what stands between two rows, the packets of these flows, and secrets. Only Porthole's own files have any. */
  gap(
    { bytes, view }: ByteTarget,
    from: number,
    to: number,
    interfaceId: number,
    isOurs: (flow: number) => boolean,
  ): void {
    let end = from;
    for (let at = from; at + BLOCK_FRAME <= to; at = end) {
      // A section header reads the same in both byte orders, but for its length.
      const isHeader = view.getUint32(at, true) === SECTION_HEADER;
      end = at + (isHeader ? Math.max(BLOCK_FRAME, view.getUint32(at + 4, true)) : blockLength(view, at));
      if (isHeader) continue;
      if (end > to || !isLittleEndian(view, at)) return;
      const type = blockType(view, at);
      if (type === DECRYPTION_SECRETS) this.#out.add(bytes.subarray(at, end));
      if (type !== ENHANCED_PACKET) continue;
      const found = packetBlock(view, at, 0);
      if (found === null || found.interfaceId !== interfaceId) continue;
      let queue = 0;
      eachOption(view, found.optionsAt, end - 4, true, (code, value, size) => {
        if (code === EPB_QUEUE && size >= 4) queue = view.getUint32(value, true);
      });
      const time =
        (BigInt(view.getUint32(found.timeAt, true)) << 32n) | BigInt(view.getUint32(found.timeAt + 4, true));
      if (isOurs(queue)) this.#packet(bytes, view, at, to, time, null, 0);
    }
  }

  /** Answers how many payload bytes the packet has. */
  #packet(
    bytes: Uint8Array,
    view: DataView,
    at: number,
    to: number,
    time: bigint,
    row: number | null,
    rowOffset: number,
  ): number {
    const { linkType, snapLength } = this.#facts;
    const found = packetBlock(view, at, snapLength);
    const length = blockLength(view, at);
    if (found === null || at + length > to) return 0;
    const { packetAt, captured } = found;
    const { payloadStart, payloadEnd } = decodePacket(linkType, view, packetAt, captured);
    const whole = isLittleEndian(view, at) && blockType(view, at) === ENHANCED_PACKET;
    const stamped = this.#out.add(
      whole
        ? bytes.subarray(at, at + length)
        : plainBlock(bytes.subarray(packetAt, packetAt + captured), originalLength(view, at, found)),
    );
    const target = this.#out.view;
    const stamp = BigInt.asUintN(64, time);
    target.setUint32(stamped + 8, 0, true);
    target.setUint32(stamped + 12, Number(stamp >> 32n), true);
    target.setUint32(stamped + 16, Number(stamp & 0xffff_ffffn), true);
    const payloadBytes = payloadEnd - payloadStart;
    const micros = Number(time / 1000n);
    this.frames.push({ row, micros, payloadStart: payloadStart - packetAt, payloadBytes, rowOffset });
    return payloadBytes;
  }

  pcapng(): Uint8Array {
    return this.#out.bytes();
  }
}

/** Bytes that are put one behind the other. */
class GrowingBytes {
  #bytes: Uint8Array;
  #length = 0;
  view: DataView;

  constructor(size: number) {
    this.#bytes = new Uint8Array(Math.max(1024, size));
    this.view = viewOf(this.#bytes);
  }

  /** Answers where they stand. */
  add(bytes: Uint8Array): number {
    const at = this.#length;
    if (at + bytes.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(at + bytes.length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.view = viewOf(larger);
    }
    copyInto(this.#bytes, at, bytes);
    this.#length += bytes.length;
    return at;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

/** Bytes of the packet on the wire: the field before the packet, in every kind of block. */
const originalLength = (
  view: DataView,
  at: number,
  { packetAt, captured }: { readonly packetAt: number; readonly captured: number },
): number => Math.max(captured, view.getUint32(packetAt - 4, isLittleEndian(view, at)));

/** For blocks of another kind or byte order. */
const plainBlock = (packet: Uint8Array, original: number): Uint8Array => {
  const target = byteTarget(plainPacketBlockLength(packet.length));
  writePlainPacketBlock(target, 0, 0, 0n, packet, original);
  return target.bytes;
};

const NO_FACTS: InterfaceFacts = { name: '', linkType: -1, snapLength: 0, securedPort: null, path: null };

/** Makes a slice of these rows (in order, of one interface). Rejects with the system's error. */
export const makeSlice = async (
  { blocks, firstRow, interfaces }: SliceSource,
  { rows, whole }: SliceSelection,
): Promise<Slice> => {
  const interfaceId = rows.find(({ record }) => !isEvent(record.kind))?.record.interfaceId ?? 0;
  const flows = new Set(rows.map(({ record }) => record.flow));
  const facts = interfaces[interfaceId] ?? NO_FACTS;
  const size = rows.reduce((sum, row) => sum + rangeOf(row).to - rangeOf(row).from, 0);
  const writer = new SliceWriter(facts, size + HEADERS_BYTES);
  const isOurs = (flow: number): boolean => flows.has(flow);
  const readGroup = async (group: readonly SliceRow[]): Promise<void> => {
    const first = group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined) return;
    const start = rangeOf(first).from;
    const bytes = new Uint8Array(Math.max(0, rangeOf(last).to - start));
    const length = await blocks.read(start, bytes);
    const source = { bytes, view: viewOf(bytes.subarray(0, length)) };
    for (const row of group) {
      const { from, to } = rangeOf(row);
      const at = row.record.position;
      const end = Math.min(at - start, length);
      if (from - start < end) writer.gap(source, from - start, end, interfaceId, isOurs);
      if (to > at)
        writer.row(firstRow + row.index, source, at - start, Math.min(to - start, length), row.record.time);
    }
  };
  let group: SliceRow[] = [];
  for (const row of rows) {
    const last = group.at(-1);
    const first = group[0];
    const { from, to } = rangeOf(row);
    const joins =
      first !== undefined &&
      last !== undefined &&
      from - rangeOf(last).to <= COALESCE_GAP &&
      to - rangeOf(first).from <= COALESCE_MOST;
    if (!joins) {
      await readGroup(group);
      group = [];
    }
    group.push(row);
  }
  await readGroup(group);
  const lastRow = firstRow + (rows.findLast(({ record }) => !isEvent(record.kind))?.index ?? 0);
  const { securedPort } = facts;
  return { pcapng: writer.pcapng(), frames: writer.frames, rows: writer.rows, lastRow, whole, securedPort };
};
