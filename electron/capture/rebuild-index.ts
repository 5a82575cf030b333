import { HAPPENINGS, type HappeningKind } from '../../core/contract/happening';
import { fail, ok, type Result } from '../../core/contract/result';
import type { AppendFile, ByteSource } from './append-file';
import { isJournalType, isPacketType, packetBlock, rawTime } from './block-read';
import type { InterfaceFacts } from './capture-source';
import { FlowNumbers } from './flow-numbers';
import { IndexWriter, type KnownRecords, type RecordSink } from './index-writer';
import { TCP_FIN, TCP_PSH, TCP_RST, TCP_SYN } from './ip-packet';
import { decodeEntry } from './journal-entry';
import { decodePacket } from './packet-decode';
import {
  DIRECTION_IN,
  DIRECTION_OUT,
  EPB_FLAGS,
  EPB_QUEUE,
  INTERFACE_DESCRIPTION,
  SECTION_HEADER,
} from './pcapng-blocks';
import {
  type Block,
  BlockReader,
  eachOption,
  type InterfaceDescription,
  readInterface,
  sectionApplication,
} from './pcapng-reader';
import {
  FLAG_OUT,
  KIND_FOREIGN_EVENT,
  KIND_HAPPENING,
  KIND_OTHER,
  KIND_TCP,
  KIND_UDP,
  NO_INTERFACE,
  SEVERITY_SHIFT,
} from './row-index';
import type { RowSummary } from './row-summary';
import type { WorkControl } from './save-capture';

const KINDS = { tcp: KIND_TCP, udp: KIND_UDP, other: KIND_OTHER } as const;
const SEVERITIES = ['info', 'warning', 'error'] as const;

/** Progress is told, and a cancel heard, this often. */
const REPORT_BYTES = 1024 * 1024;
/** New rows are told this often: a window draws no sooner, and each time waits for the disk. */
const TELL_MS = 33;
/** No row that Porthole wrote is longer: a message has at most 256 MiB. A forged file cannot make one without end. */
const MOST_ROW_BYTES = 512 * 1024 * 1024;

/** A row that is being put together. */
interface OpenRow {
  readonly position: number;
  /** Nanoseconds since the epoch, in two halves: a bigint for each row took a third of the time. */
  readonly timeHigh: number;
  readonly timeLow: number;
  readonly flow: number;
  readonly interfaceId: number;
  readonly kind: number;
  readonly flags: number;
  end: number;
  payloadBytes: number;
}

/** Making an index: its rows can be read while it goes on. */
export interface IndexControl extends WorkControl {
  /**
   * Rows from the first whose records are on disk, the interfaces that were described since the last call, and what
   * is known of the rows in sum.
   */
  readonly onRows: (rows: number, interfaces: readonly InterfaceFacts[], summary: RowSummary) => void;
}

/** What an index was made of. */
export interface RebuiltIndex {
  readonly rows: number;
  readonly interfaces: readonly InterfaceFacts[];
  readonly summary: RowSummary;
  /** Bytes from the first to the end of the last whole block. */
  readonly wholeBytes: number;
  /** All bytes of the file when it was read. */
  readonly size: number;
  /** Why reading stopped there. */
  readonly why: 'end' | 'torn' | 'damaged';
}

export class IndexBuilder {
  readonly interfaces: InterfaceDescription[];
  readonly #index: RecordSink;
  readonly #flows = new FlowNumbers();
  /** Interfaces are numbered through; a section counts from here. Those that no record can name are only counted. */
  #firstInterface = 0;
  #described: number;
  #own: boolean;
  #open: OpenRow | null = null;
  #timeHigh = 0;
  #timeLow = 0;

  /** `within`: begins in the middle of a section of Porthole's own, where these interfaces were described before. */
  constructor(index: RecordSink, within: readonly InterfaceDescription[] | null = null) {
    this.#index = index;
    this.interfaces = [...(within ?? [])];
    this.#described = this.interfaces.length;
    this.#own = within !== null;
  }

  block(block: Block): void {
    if (block.type === SECTION_HEADER) {
      this.#close();
      this.#firstInterface = this.#described;
      this.#own = sectionApplication(block).startsWith('Porthole');
    } else if (block.type === INTERFACE_DESCRIPTION) {
      if (this.#described < NO_INTERFACE)
        this.interfaces.push(readInterface(block, this.#described - this.#firstInterface));
      this.#described += 1;
    } else if (isPacketType(block.type)) this.#packet(block);
    else if (isJournalType(block.type)) this.#journal(block);
  }

  end(): void {
    this.#close();
  }

  #interfaceId(inSection: number): number {
    const id = this.#firstInterface + inSection;
    return id < Math.min(this.interfaces.length, NO_INTERFACE) ? id : NO_INTERFACE;
  }

  #packet(block: Block): void {
    const { view, bytes, at, little, length, position } = block;
    // A Simple Packet Block belongs to the section's first interface.
    const found = packetBlock(view, at, this.interfaces[this.#firstInterface]?.snapLength ?? 0);
    if (found === null) return;
    const { direction, queue } = packetOptions(view, found.optionsAt, at + length - 4, little);
    const interfaceId = this.#interfaceId(found.interfaceId);
    const facts = this.interfaces[interfaceId];
    if (facts !== undefined && found.timeAt >= 0) {
      if (facts.nanoseconds === null) {
        this.#timeHigh = view.getUint32(found.timeAt, little);
        this.#timeLow = view.getUint32(found.timeAt + 4, little);
      } else this.#setTime(facts.nanoseconds(rawTime(view, found.timeAt, little)));
    }
    const decoded = decodePacket(facts?.linkType ?? -1, view, found.packetAt, found.captured);
    const numbered = this.#own ? { id: queue, out: false } : this.#flows.number(decoded, bytes, interfaceId);
    const row: OpenRow = {
      position,
      timeHigh: this.#timeHigh,
      timeLow: this.#timeLow,
      flow: numbered.id,
      interfaceId,
      kind: KINDS[decoded.transport],
      flags: isOut(direction, decoded.direction, numbered.out) ? FLAG_OUT : 0,
      end: position + length,
      payloadBytes: decoded.payloadEnd - decoded.payloadStart,
    };
    if (this.#own && decoded.transport === 'tcp') this.#ownSegment(row, decoded.tcpFlags);
    else {
      this.#close();
      this.#write(row);
    }
  }

  /** Packets of one chunk stand in a row, and PSH marks the last; what carries no payload is not a row. */
  #ownSegment(row: OpenRow, flags: number): void {
    const last = (flags & TCP_PSH) !== 0;
    const control = (flags & (TCP_SYN | TCP_FIN | TCP_RST)) !== 0 || (row.payloadBytes === 0 && !last);
    const open = this.#open;
    const continues =
      open !== null &&
      !control &&
      open.end === row.position &&
      open.flow === row.flow &&
      open.interfaceId === row.interfaceId &&
      open.flags === row.flags &&
      row.end - open.position <= MOST_ROW_BYTES;
    if (continues) {
      open.end = row.end;
      open.payloadBytes += row.payloadBytes;
    } else {
      this.#close();
      if (!control) this.#open = row;
    }
    if (last) this.#close();
  }

  #journal({ bytes, at, position, length }: Block): void {
    this.#close();
    const entry = decodeEntry(bytes.subarray(at + 8, at + length - 4));
    this.#setTime(entry.time);
    this.#write({
      position,
      timeHigh: this.#timeHigh,
      timeLow: this.#timeLow,
      flow: entry.flow,
      interfaceId: entry.interfaceId === null ? NO_INTERFACE : this.#interfaceId(entry.interfaceId),
      kind: kindOf(entry.happening),
      flags: SEVERITIES.indexOf(entry.severity) << SEVERITY_SHIFT,
      end: position + length,
      payloadBytes: 0,
    });
  }

  #close(): void {
    const open = this.#open;
    this.#open = null;
    if (open !== null) this.#write(open);
  }

  #setTime(nanoseconds: bigint): void {
    const bits = BigInt.asUintN(64, nanoseconds);
    this.#timeHigh = Number(bits >> 32n);
    this.#timeLow = Number(bits & 0xffff_ffffn);
  }

  #write(row: OpenRow): void {
    const { position, timeHigh, timeLow, end, payloadBytes, flow, interfaceId, kind, flags } = row;
    this.#index.add(
      position,
      timeHigh,
      timeLow,
      end - position,
      payloadBytes,
      flow,
      interfaceId,
      kind,
      flags,
    );
  }
}

/** `epb_flags` and `epb_queue`, 0 where there are none. */
const packetOptions = (view: DataView, from: number, to: number, little: boolean) => {
  let direction = 0;
  let queue = 0;
  if (from >= 0) {
    eachOption(view, from, to, little, (code, at, size) => {
      if (code === EPB_FLAGS && size >= 4) direction = view.getUint32(at, little) & 3;
      else if (code === EPB_QUEUE && size >= 4) queue = view.getUint32(at, little);
    });
  }
  return { direction, queue };
};

/** What the packet's block says counts most, then the link layer, then who spoke first. */
const isOut = (said: number, link: 'in' | 'out' | null, first: boolean): boolean => {
  if (said === DIRECTION_IN || said === DIRECTION_OUT) return said === DIRECTION_OUT;
  return link === null ? first : link === 'out';
};

/** What crosses to another thread. */
const factsOf = ({
  name,
  linkType,
  snapLength,
  securedPort,
  path,
}: InterfaceDescription): InterfaceFacts => ({
  name,
  linkType,
  snapLength,
  securedPort,
  path,
});

const kindOf = (happening: HappeningKind | null): number =>
  happening === null ? KIND_FOREIGN_EVENT : KIND_HAPPENING + HAPPENINGS.indexOf(happening);

/**
 * Makes the row index of a capture file: Porthole's own, where the packets of one chunk become one row and
 * handshakes none, or anyone's, where each packet is a row. Writes into `index`; `name` is the file's, for the
 * failure; rejects with the system's error. With `known`, those records are copied and only the rest is read.
 * Fails with ECAPTURE_CANCELLED, or ECAPTURE_DAMAGED when not even the file's first block is whole.
 */
export const rebuildIndex = async (
  source: ByteSource,
  index: AppendFile,
  name: string,
  { onProgress, onRows, signal }: IndexControl,
  known: KnownRecords | null = null,
): Promise<Result<RebuiltIndex>> => {
  const reader = new BlockReader(source, known?.end);
  const writer = new IndexWriter(index);
  const builder = new IndexBuilder(writer, known?.interfaces);
  const { interfaces } = builder;
  let reported = known?.end ?? 0;
  let told = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = async (): Promise<void> => {
    if (!(await index.flush()) || writer.rows === 0) return;
    onRows(writer.rows, interfaces.slice(told).map(factsOf), writer.summary);
    told = interfaces.length;
    toldAt = performance.now();
  };
  if (known !== null) {
    await writer.copy(known);
    await tell();
  }
  for (;;) {
    const block = reader.next();
    if (block === null) {
      await reader.fill();
      continue;
    }
    if (block.type === null) {
      if (block.position === 0) return fail({ code: 'ECAPTURE_DAMAGED', params: { name, position: 0 } });
      builder.end();
      onProgress(source.size, source.size);
      const { rows, summary } = writer;
      const zeros = block.why === 'damaged' && (await reader.isZeros(block.position));
      return ok({
        rows,
        interfaces: interfaces.map(factsOf),
        summary,
        wholeBytes: block.position,
        size: source.size,
        why: zeros ? 'torn' : block.why,
      });
    }
    builder.block(block);
    if (block.position - reported > REPORT_BYTES) {
      if (signal.aborted) return fail({ code: 'ECAPTURE_CANCELLED' });
      reported = block.position;
      onProgress(reported, source.size);
      if (performance.now() - toldAt > TELL_MS) await tell();
    }
  }
};
