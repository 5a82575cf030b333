import { formatAddress } from '../../core/contract/address';
import { PREVIEW_BYTES } from '../../core/contract/limits';
import { localLabel } from '../../core/contract/local-address';
import type { LogRow } from '../../core/contract/log';
import { BLOCK_FRAME, blockLength, blockType, isJournalType, packetBlock } from './block-read';
import { viewOf } from './byte-target';
import { type LocatedRow, locateRow, type RowSource, timeOfFirst } from './capture-source';
import { formatIp } from './ip-address';
import { decodeEntry } from './journal-entry';
import { momentOf } from './moment';
import { type DecodedPacket, decodePacket } from './packet-decode';
import { FLAG_OUT, isEvent, KIND_TCP, KIND_UDP, SEVERITY_SHIFT } from './row-index';

/** Enough for block, link, IP and TCP headers with options, and the preview. */
const HEAD_BYTES = 320 + PREVIEW_BYTES;
/** Events are read whole, up to here; the rest of a longer one is not shown in the log. */
const MAX_EVENT_BYTES = 256 * 1024;
/** Characters of an event's sentence; a stranger's may be of any length. */
const MAX_MESSAGE = 4096;
/** Rows that stand this close to each other in the file are read in one go. */
const COALESCE_GAP = 16 * 1024;
const COALESCE_MOST = 1024 * 1024;

/** Reads the beginning of every row's blocks, neighbours together. */
const readHeads = async (rows: readonly LocatedRow[]): Promise<readonly Uint8Array[]> => {
  const wanted = rows.map(({ segment, record }, order) => ({
    segment,
    order,
    from: record.position,
    to: record.position + Math.min(record.blockBytes, isEvent(record.kind) ? MAX_EVENT_BYTES : HEAD_BYTES),
  }));
  const heads: Uint8Array[] = new Array(rows.length).fill(new Uint8Array(0));
  const read = async (group: readonly (typeof wanted)[number][]): Promise<void> => {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) return;
    const bytes = new Uint8Array(last.to - first.from);
    const length = await first.segment.blocks.read(first.from, bytes);
    for (const { order, from, to } of group) {
      heads[order] = bytes.subarray(Math.min(from - first.from, length), Math.min(to - first.from, length));
    }
  };
  let group: (typeof wanted)[number][] = [];
  for (const next of wanted) {
    const first = group[0];
    const last = group.at(-1);
    const joins =
      first !== undefined &&
      last !== undefined &&
      first.segment === next.segment &&
      next.from >= last.to &&
      next.from - last.to <= COALESCE_GAP &&
      next.to - first.from <= COALESCE_MOST;
    if (!joins) {
      await read(group);
      group = [];
    }
    group.push(next);
  }
  await read(group);
  return heads;
};

const sideText = (
  { transport, version, sourceAt, destinationAt, sourcePort, destinationPort }: DecodedPacket,
  head: Uint8Array,
  ofSource: boolean,
  path: string | null,
): string => {
  if (version === 0) return '';
  const at = ofSource ? sourceAt : destinationAt;
  const address = formatIp(head.subarray(at, at + (version === 4 ? 4 : 16)));
  const port = ofSource ? sourcePort : destinationPort;
  if (transport === 'other') return address;
  const label = path === null ? null : localLabel(path, address, port);
  return label ?? formatAddress({ address, port });
};

const transportOf = (kind: number): 'tcp' | 'udp' | 'other' => {
  if (kind === KIND_TCP) return 'tcp';
  return kind === KIND_UDP ? 'udp' : 'other';
};

const SEVERITIES = ['info', 'warning', 'error'] as const;

/** A log row from the index and the beginning of its blocks. Damage shows as an empty preview, never as an error. */
const logRow = (
  row: number,
  { segment, rowInSegment, record }: LocatedRow,
  head: Uint8Array,
  before: bigint | null,
  firstTime: bigint,
): LogRow => {
  const { time, interfaceId, kind, flags, flow, payloadBytes } = record;
  const base = {
    row,
    ...momentOf(time),
    delta: before === null ? null : Number(time - before),
    elapsed: Number(time - firstTime),
    marked: segment.marks.has(rowInSegment),
    flow,
  };
  const view = viewOf(head);
  const facts = segment.interfaces[interfaceId];
  if (isEvent(kind)) {
    const whole = head.length >= BLOCK_FRAME && isJournalType(blockType(view, 0));
    const end = whole ? Math.min(head.length, blockLength(view, 0) - 4) : 0;
    const entry = decodeEntry(head.subarray(8, Math.max(8, end)));
    return {
      ...base,
      kind: 'event',
      endpoint: facts?.name ?? entry.endpoint,
      peer: entry.peer,
      local: entry.local,
      transport: entry.transport,
      severity: SEVERITIES[(flags >> SEVERITY_SHIFT) & 3] ?? 'info',
      happening: entry.happening,
      params: entry.params,
      message: entry.message.slice(0, MAX_MESSAGE),
    };
  }
  const found = head.length >= BLOCK_FRAME ? packetBlock(view, 0, facts?.snapLength ?? 0) : null;
  const packet = decodePacket(facts?.linkType ?? -1, view, found?.packetAt ?? 0, found?.captured ?? 0);
  const { payloadStart, payloadEnd } = packet;
  const received = (flags & FLAG_OUT) === 0;
  return {
    ...base,
    kind: 'data',
    endpoint: facts?.name ?? '',
    peer: sideText(packet, head, received, facts?.path ?? null),
    local: sideText(packet, head, !received, facts?.path ?? null),
    direction: received ? 'in' : 'out',
    transport: transportOf(kind),
    length: payloadBytes,
    preview: head.slice(payloadStart, Math.min(payloadEnd, payloadStart + PREVIEW_BYTES)),
  };
};

/**
 * The log rows with these capture numbers, in this order. `before` is the number of the row that stands before the
 * first in the view, null for none: deltas are within the view. Rows that do not exist are left out.
 */
export const readPage = async (
  capture: { readonly segments: readonly RowSource[] },
  numbers: readonly number[],
  before: number | null,
): Promise<readonly LogRow[]> => {
  const located: LocatedRow[] = [];
  for (const number of numbers) {
    const row = await locateRow(capture, number);
    if (row === null) break;
    located.push(row);
  }
  const heads = await readHeads(located);
  let time = before === null ? null : ((await locateRow(capture, before))?.record.time ?? null);
  const firstTime = (await timeOfFirst(capture)) ?? 0n;
  return located.map((row, i) => {
    const shown = logRow(numbers[i] ?? 0, row, heads[i] ?? new Uint8Array(0), time, firstTime);
    time = row.record.time;
    return shown;
  });
};
