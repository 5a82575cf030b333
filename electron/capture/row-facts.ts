import { formatAddress } from '../../core/contract/address';
import { HAPPENINGS, type HappeningKind, type Severity } from '../../core/contract/happening';
import { parseHostPort } from '../../core/contract/parse';
import type { FilterRow } from '../../core/filter/evaluate';
import { BLOCK_FRAME, blockLength, isLittleEndian, packetBlock } from './block-read';
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

const NOTHING = new Uint8Array(0);
const SEVERITIES = ['info', 'warning', 'error'] as const;
const NO_PACKET = decodePacket(-1, NOTHING, 0);

/** One of the row's packets. */
interface Part {
  readonly packet: DecodedPacket;
  /** Where it begins in the row's blocks, and where the next block does. */
  readonly start: number;
  readonly next: number;
}

type Side = DecodedPacket['source'];

const addressOf = (side: Side): string => (side === null ? '' : formatIp(side.address));
const portOf = (side: Side): number | null => (side === null || side.port === 0 ? null : side.port);

/**
 * What a filter can ask of a row, worked out when it is asked. One object serves row after row: `load` puts it on
 * an index record, `blocks` gives it the row's blocks as far as they are needed, from the first headers to all.
 */
export class RowFacts implements FilterRow {
  row = 0;
  interfaces: readonly InterfaceFacts[] = [];
  /** Time of the capture's first row. */
  firstTime = 0n;
  #view: DataView = new DataView(new ArrayBuffer(32));
  #at = 0;
  #blocks: Uint8Array = NOTHING;
  #packet: DecodedPacket | null = null;
  #entry: JournalEntry | null = null;

  /** The row whose record stands at `at` in `view`. */
  load(row: number, view: DataView, at: number): void {
    this.row = row;
    this.#view = view;
    this.#at = at;
    this.blocks = NOTHING;
  }

  set blocks(blocks: Uint8Array) {
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

  get kind(): 'data' | 'event' {
    return this.#isEvent ? 'event' : 'data';
  }

  get time(): number {
    return Number(this.record.time - this.firstTime) / 1e9;
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
    const side = this.#peerSide;
    const address = addressOf(side);
    return side === null || this.transport === 'other'
      ? address
      : formatAddress({ address, port: side.port });
  }

  get localPort(): number | null {
    return this.#isEvent ? portIn(this.#journal.local) : portOf(this.#localSide);
  }

  get peerPort(): number | null {
    return this.#isEvent ? portIn(this.#journal.peer) : portOf(this.#peerSide);
  }

  get localAddress(): string {
    return this.#isEvent ? hostIn(this.#journal.local) : addressOf(this.#localSide);
  }

  get peerAddress(): string {
    return this.#isEvent ? hostIn(this.#journal.peer) : addressOf(this.#peerSide);
  }

  get message(): string {
    return this.#isEvent ? this.#journal.message : '';
  }

  /** All payload bytes among the blocks that it was given, of several packets put together. */
  payload(): Uint8Array {
    const first = this.#part(0);
    if (first === null) return NOTHING;
    const head = this.#payloadOf(first);
    if (first.next >= this.record.blockBytes) return head;
    const all = new Uint8Array(this.length);
    let filled = 0;
    for (let part: Part | null = first; part !== null; part = this.#part(part.next)) {
      const piece = this.#payloadOf(part).subarray(0, all.length - filled);
      all.set(piece, filled);
      filled += piece.length;
    }
    return all.subarray(0, filled);
  }

  get #journal(): JournalEntry {
    if (this.#entry === null) {
      const there = this.#isEvent && this.#blocks.length >= BLOCK_FRAME;
      const view = viewOf(this.#blocks);
      const end = there
        ? Math.min(this.#blocks.length, blockLength(view, 0, isLittleEndian(view, 0)) - 4)
        : 0;
      this.#entry = decodeEntry(this.#blocks.subarray(8, Math.max(8, end)));
    }
    return this.#entry;
  }

  get #firstPacket(): DecodedPacket {
    this.#packet ??= this.#part(0)?.packet ?? NO_PACKET;
    return this.#packet;
  }

  get #localSide(): Side {
    return this.dir === 'in' ? this.#firstPacket.destination : this.#firstPacket.source;
  }

  get #peerSide(): Side {
    return this.dir === 'in' ? this.#firstPacket.source : this.#firstPacket.destination;
  }

  #part(at: number): Part | null {
    const blocks = this.#blocks;
    if (blocks.length - at < BLOCK_FRAME) return null;
    const view = viewOf(blocks);
    const facts = this.#interface;
    const block = packetBlock(view, at, facts?.snapLength ?? 0);
    if (block === null) return null;
    const start = at + block.packetOffset;
    const bytes = blocks.subarray(start, start + block.captured);
    const next = at + Math.max(BLOCK_FRAME, blockLength(view, at, isLittleEndian(view, at)));
    return { packet: decodePacket(facts?.linkType ?? -1, bytes, block.captured), start, next };
  }

  #payloadOf({ packet, start }: Part): Uint8Array {
    return this.#blocks.subarray(start + packet.payloadStart, start + packet.payloadEnd);
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
