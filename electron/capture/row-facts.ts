import { formatAddress } from '../../core/contract/address';
import { HAPPENINGS, type HappeningKind, type Severity } from '../../core/contract/happening';
import { localLabel } from '../../core/contract/local-address';
import { parseHostPort } from '../../core/contract/parse';
import type { FilterRow } from '../../core/filter/filter-row';
import { BLOCK_FRAME, blockLength, packetBlock } from './block-read';
import { viewOf } from './byte-target';
import type { InterfaceFacts } from './capture-source';
import { formatIp } from './ip-address';
import { decodeEntry, type JournalEntry } from './journal-entry';
import { type DecodedPacket, decodePacket } from './packet-decode';
import {
  FLAG_OUT,
  isEvent,
  KIND_HAPPENING,
  KIND_TCP,
  KIND_UDP,
  type RowRecord,
  readRecord,
  SEVERITY_SHIFT,
} from './row-index';
import { isMarked, type SharedMarks } from './row-marks';

const NOTHING = new Uint8Array(0);
const SEVERITIES = ['info', 'warning', 'error'] as const;
const NO_VIEW = viewOf(NOTHING);
const NO_PACKET = decodePacket(-1, NO_VIEW, 0, 0);

/** Memory that holds a row's blocks from `from` to `to`. */
export interface HeldBlocks {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly from: number;
  readonly to: number;
}

const NO_BLOCKS: HeldBlocks = { bytes: NOTHING, view: NO_VIEW, from: 0, to: 0 };

/**
 * What a filter can ask of a row, worked out when it is asked. One object serves row after row: `load` puts it on
 * an index record, `blocks` gives it the row's blocks as far as they are needed, from the first headers to all.
 */
export class RowFacts implements FilterRow {
  row = 0;
  interfaces: readonly InterfaceFacts[] = [];
  /** Time of the capture's first row. */
  firstTime = 0n;
  says: (term: string) => boolean = () => false;
  /** Of the segment whose first row has the number `firstRow` in the capture. */
  marks: SharedMarks = [];
  firstRow = 0;
  #view: DataView = new DataView(new ArrayBuffer(32));
  #at = 0;
  #blocks = NO_BLOCKS;
  #packet: DecodedPacket | null = null;
  #entry: JournalEntry | null = null;

  /** The row whose record stands at `at` in `view`. */
  load(row: number, view: DataView, at: number): void {
    this.row = row;
    this.#view = view;
    this.#at = at;
    this.blocks = NO_BLOCKS;
  }

  set blocks(blocks: HeldBlocks) {
    this.#blocks = blocks;
    this.#packet = null;
    this.#entry = null;
  }

  get record(): RowRecord {
    return readRecord(this.#view, this.#at);
  }

  get #kind(): number {
    return this.#view.getUint8(this.#at + 30);
  }

  get #flags(): number {
    return this.#view.getUint8(this.#at + 31);
  }

  get #interface(): InterfaceFacts | undefined {
    return this.interfaces[this.#view.getUint16(this.#at + 28, true)];
  }

  get #isEvent(): boolean {
    return isEvent(this.#kind);
  }

  get marked(): boolean {
    return isMarked(this.marks, this.row - this.firstRow);
  }

  get kind(): 'data' | 'event' {
    return this.#isEvent ? 'event' : 'data';
  }

  get time(): number {
    return Number(this.instant - this.firstTime) / 1e9;
  }

  get instant(): bigint {
    return this.#view.getBigInt64(this.#at + 8, true);
  }

  get endpoint(): string {
    return this.#interface?.name ?? (this.#isEvent ? this.#journal.endpoint : '');
  }

  get dir(): 'in' | 'out' | null {
    if (this.#isEvent) return null;
    return (this.#flags & FLAG_OUT) === 0 ? 'in' : 'out';
  }

  get length(): number {
    return this.#view.getUint32(this.#at + 20, true);
  }

  get transport(): 'tcp' | 'udp' | 'other' | null {
    if (this.#isEvent) return this.#journal.transport;
    if (this.#kind === KIND_TCP) return 'tcp';
    return this.#kind === KIND_UDP ? 'udp' : 'other';
  }

  get severity(): Severity | null {
    return this.#isEvent ? (SEVERITIES[(this.#flags >> SEVERITY_SHIFT) & 3] ?? null) : null;
  }

  get happening(): HappeningKind | null {
    return HAPPENINGS[this.#kind - KIND_HAPPENING] ?? null;
  }

  get peer(): string {
    if (this.#isEvent) return this.#journal.peer;
    const address = this.peerAddress;
    const port = this.peerPort;
    if (address === '' || port === null) return address;
    const path = this.#interface?.path ?? null;
    return (path === null ? null : localLabel(path, address, port)) ?? formatAddress({ address, port });
  }

  get localPort(): number | null {
    return this.#isEvent ? portIn(this.#journal.local) : this.#port(this.dir === 'out');
  }

  get peerPort(): number | null {
    return this.#isEvent ? portIn(this.#journal.peer) : this.#port(this.dir === 'in');
  }

  get localAddress(): string {
    return this.#isEvent ? hostIn(this.#journal.local) : this.#address(this.dir === 'out');
  }

  get peerAddress(): string {
    return this.#isEvent ? hostIn(this.#journal.peer) : this.#address(this.dir === 'in');
  }

  #port(ofSource: boolean): number | null {
    const { transport, sourcePort, destinationPort } = this.#firstPacket;
    if (transport === 'other') return null;
    return ofSource ? sourcePort : destinationPort;
  }

  #address(ofSource: boolean): string {
    const { version, sourceAt, destinationAt } = this.#firstPacket;
    if (version === 0) return '';
    const at = ofSource ? sourceAt : destinationAt;
    return formatIp(this.#blocks.bytes.subarray(at, at + (version === 4 ? 4 : 16)));
  }

  get message(): string {
    return this.#isEvent ? this.#journal.message : '';
  }

  /** All payload bytes among the blocks that it was given, of several packets put together. */
  payload(): Uint8Array {
    const { bytes, view, from, to } = this.#blocks;
    const first = this.#firstPacket;
    const head = bytes.subarray(first.payloadStart, first.payloadEnd);
    let at = to - from < BLOCK_FRAME ? to : from + blockLength(view, from);
    if (at >= to) return head;
    const all = new Uint8Array(this.length);
    all.set(head.subarray(0, all.length));
    for (let filled = head.length; at < to && filled < all.length; at += blockLength(view, at)) {
      const { payloadStart, payloadEnd } = this.#packetAt(at);
      const piece = bytes.subarray(payloadStart, Math.min(payloadEnd, payloadStart + all.length - filled));
      all.set(piece, filled);
      filled += piece.length;
    }
    return all;
  }

  get #journal(): JournalEntry {
    if (this.#entry === null) {
      const { bytes, view, from, to } = this.#blocks;
      const there = this.#isEvent && to - from >= BLOCK_FRAME;
      const end = there ? Math.min(to, from + blockLength(view, from) - 4) : 0;
      this.#entry = decodeEntry(bytes.subarray(from + 8, Math.max(from + 8, end)));
    }
    return this.#entry;
  }

  get #firstPacket(): DecodedPacket {
    this.#packet ??= this.#packetAt(this.#blocks.from);
    return this.#packet;
  }

  #packetAt(at: number): DecodedPacket {
    const { view, to } = this.#blocks;
    if (to - at < BLOCK_FRAME) return NO_PACKET;
    const facts = this.#interface;
    const block = packetBlock(view, at, facts?.snapLength ?? 0);
    return block === null
      ? NO_PACKET
      : decodePacket(facts?.linkType ?? -1, view, block.packetAt, block.captured);
  }
}

const hostIn = (text: string): string => {
  const parsed = parseHostPort(text);
  return parsed.ok ? parsed.value.host : '';
};

const portIn = (text: string): number | null => {
  const parsed = parseHostPort(text);
  return parsed.ok ? parsed.value.port : null;
};
