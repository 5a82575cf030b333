import { formatAddress } from '../../core/contract/address';
import { HAPPENINGS, type HappeningKind, type Severity } from '../../core/contract/happening';
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
  SEVERITY_SHIFT,
} from './row-index';

const NOTHING = new Uint8Array(0);
const SEVERITIES = ['info', 'warning', 'error'] as const;

interface Side {
  /** Numeric, as `formatIp` writes it; empty where the packet has no IP. */
  readonly address: string;
  /** 0 where there is none. */
  readonly port: number;
}

const NO_SIDE: Side = { address: '', port: 0 };

/** One of the row's packets. */
interface Part {
  readonly packet: DecodedPacket;
  /** Where it begins in the row's blocks, and where the next block does. */
  readonly start: number;
  readonly next: number;
}

/**
 * What can be asked of a row, worked out when it is asked: the index record is always there, the row's blocks only
 * as far as they were read (`blocks`: from nothing, over the first headers, to all of them).
 */
export class RowFacts {
  readonly row: number;
  readonly record: RowRecord;
  readonly #blocks: Uint8Array;
  readonly #facts: InterfaceFacts | undefined;
  #packet: DecodedPacket | null = null;
  #entry: JournalEntry | null = null;

  constructor(row: number, record: RowRecord, facts: InterfaceFacts | undefined, blocks: Uint8Array) {
    this.row = row;
    this.record = record;
    this.#facts = facts;
    this.#blocks = blocks;
  }

  get isEvent(): boolean {
    return isEvent(this.record.kind);
  }

  /** Null for events. */
  get direction(): 'in' | 'out' | null {
    if (this.isEvent) return null;
    return (this.record.flags & FLAG_OUT) === 0 ? 'in' : 'out';
  }

  /** Null for events. */
  get transport(): 'tcp' | 'udp' | 'other' | null {
    const { kind } = this.record;
    if (this.isEvent) return null;
    if (kind === KIND_TCP) return 'tcp';
    return kind === KIND_UDP ? 'udp' : 'other';
  }

  /** Null for data, and for events that Porthole did not write. */
  get happening(): HappeningKind | null {
    return HAPPENINGS[this.record.kind - KIND_HAPPENING] ?? null;
  }

  /** Null for data. */
  get severity(): Severity | null {
    return this.isEvent ? (SEVERITIES[(this.record.flags >> SEVERITY_SHIFT) & 3] ?? null) : null;
  }

  get endpoint(): string {
    return this.#facts?.name ?? (this.isEvent ? this.entry.endpoint : '');
  }

  /** The journal entry of an event; empty for data. */
  get entry(): JournalEntry {
    if (this.#entry === null) {
      const view = viewOf(this.#blocks);
      const there = this.isEvent && this.#blocks.length >= BLOCK_FRAME;
      const end = there
        ? Math.min(this.#blocks.length, blockLength(view, 0, isLittleEndian(view, 0)) - 4)
        : 0;
      this.#entry = decodeEntry(this.#blocks.subarray(8, Math.max(8, end)));
    }
    return this.#entry;
  }

  get #firstPacket(): DecodedPacket {
    this.#packet ??= this.#part(0)?.packet ?? decodePacket(-1, NOTHING, 0);
    return this.#packet;
  }

  #part(at: number): Part | null {
    const view = viewOf(this.#blocks.subarray(at));
    if (view.byteLength < BLOCK_FRAME) return null;
    const block = packetBlock(view, 0, this.#facts?.snapLength ?? 0);
    const next = at + Math.max(BLOCK_FRAME, blockLength(view, 0, isLittleEndian(view, 0)));
    if (block === null) return null;
    const start = at + block.packetOffset;
    const bytes = this.#blocks.subarray(start, start + block.captured);
    return { packet: decodePacket(this.#facts?.linkType ?? -1, bytes, block.captured), start, next };
  }

  #payloadOf({ packet, start }: Part): Uint8Array {
    return this.#blocks.subarray(start + packet.payloadStart, start + packet.payloadEnd);
  }

  get source(): Side {
    return sideOf(this.#firstPacket.source);
  }

  get destination(): Side {
    return sideOf(this.#firstPacket.destination);
  }

  /** `host:port` as the log shows it, empty where there is none. */
  get peer(): string {
    if (this.isEvent) return this.entry.peer;
    const { address, port } = this.direction === 'in' ? this.source : this.destination;
    return this.transport === 'other' || address === '' ? address : formatAddress({ address, port });
  }

  /** All payload bytes that were read, of several packets put together; empty for events. */
  get payload(): Uint8Array {
    if (this.isEvent) return NOTHING;
    const first = this.#part(0);
    if (first === null) return NOTHING;
    this.#packet ??= first.packet;
    const head = this.#payloadOf(first);
    if (first.next >= this.record.blockBytes) return head;
    const all = new Uint8Array(this.record.payloadBytes);
    let filled = 0;
    for (let part: Part | null = first; part !== null; part = this.#part(part.next)) {
      const piece = this.#payloadOf(part).subarray(0, all.length - filled);
      all.set(piece, filled);
      filled += piece.length;
    }
    return all.subarray(0, filled);
  }
}

const sideOf = (side: DecodedPacket['source']): Side =>
  side === null ? NO_SIDE : { address: formatIp(side.address), port: side.port };
