import type { Conversation } from '../../core/contract/stream';
import { viewOf } from '../capture/byte-target';
import type { DiskCapture, DiskSegment } from '../capture/disk-capture';
import { KIND_OTHER, RECORD_BYTES, type RowRecord, readRecord } from '../capture/row-index';

/** Records are read in pieces of this many rows. */
const CHUNK_ROWS = 32 * 1024;
const FLOW_AT = 24;
const INTERFACE_AT = 28;
const KIND_AT = 30;

/** A message of a conversation, where it stands. */
export interface ConversationRow {
  /** Its number in the capture. */
  readonly row: number;
  readonly segment: DiskSegment;
  readonly rowInSegment: number;
  readonly record: RowRecord;
}

/** The interfaces of a segment that bear this name. */
const interfacesNamed = ({ interfaces }: DiskSegment, name: string): ReadonlySet<number> =>
  new Set(interfaces.flatMap((facts, id) => (facts.name === name ? [id] : [])));

/**
 * The messages of a conversation from a row of the capture on, in order, many at a time: the index is read in big
 * pieces and what belongs to others is passed over by its number alone. After each piece other work has its turn.
 */
export async function* conversationRows(
  { segments }: DiskCapture,
  { flow, endpoint }: Conversation,
  from: number,
): AsyncGenerator<{ readonly rows: readonly ConversationRow[]; readonly next: number }, void> {
  const bytes = new Uint8Array(CHUNK_ROWS * RECORD_BYTES);
  const view = viewOf(bytes);
  for (const segment of segments) {
    const { firstRow, rows: count, records } = segment;
    const ids = interfacesNamed(segment, endpoint);
    for (let at = Math.max(0, from - firstRow); at < count; ) {
      const wanted = bytes.subarray(0, Math.min(CHUNK_ROWS, count - at) * RECORD_BYTES);
      const got = Math.floor((await records.read(at * RECORD_BYTES, wanted)) / RECORD_BYTES);
      const rows: ConversationRow[] = [];
      for (let i = 0; i < got; i += 1) {
        const place = i * RECORD_BYTES;
        if (view.getUint32(place + FLOW_AT, true) !== flow) continue;
        if (view.getUint8(place + KIND_AT) > KIND_OTHER) continue;
        if (!ids.has(view.getUint16(place + INTERFACE_AT, true))) continue;
        const rowInSegment = at + i;
        rows.push({ row: firstRow + rowInSegment, segment, rowInSegment, record: readRecord(view, place) });
      }
      at += Math.max(1, got);
      yield { rows, next: firstRow + at };
    }
  }
}
