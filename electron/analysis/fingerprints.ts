import { Fingerprint } from '../../core/timing/fingerprint';
import { BLOCK_FRAME, blockLength, packetBlock } from '../capture/block-read';
import { viewOf } from '../capture/byte-target';
import { decodePacket } from '../capture/packet-decode';
import { readPayload } from '../capture/payload';
import type { ConversationRow } from './conversation-rows';

/** Of a longer message so many bytes count, and its length. */
const COMPARED_BYTES = 64 * 1024;
/** Rows that stand this close to each other in the file are read in one go, up to so many bytes. */
const GAP = 16 * 1024;
const MOST = 512 * 1024;

const startOf = ({ record }: ConversationRow): number => record.position;
const endOf = ({ record }: ConversationRow): number => record.position + record.blockBytes;

const isLong = ({ record }: ConversationRow): boolean =>
  record.payloadBytes > COMPARED_BYTES || record.blockBytes > MOST;

/** The payload of a row's blocks, packet by packet, where they are in memory. */
const fingerprintIn = (one: ConversationRow, bytes: Uint8Array, from: number, to: number): number => {
  const { segment, record } = one;
  const facts = segment.interfaces[record.interfaceId];
  const view = viewOf(bytes);
  const print = new Fingerprint();
  let left = record.payloadBytes;
  for (let at = from; to - at >= BLOCK_FRAME && left > 0; at += blockLength(view, at)) {
    const block = packetBlock(view, at, facts?.snapLength ?? 0);
    if (block === null) continue;
    const { payloadStart, payloadEnd } = decodePacket(
      facts?.linkType ?? -1,
      view,
      block.packetAt,
      block.captured,
    );
    const end = Math.min(payloadEnd, payloadStart + left, to);
    print.add(bytes.subarray(payloadStart, end));
    left -= Math.max(0, end - payloadStart);
  }
  return print.value(record.payloadBytes);
};

/**
 * The fingerprints of the first of these messages, as many as are read in one go: one at least. They are equal where
 * the messages' bytes are. Rejects with the system's error.
 */
export const readFingerprints = async (
  rows: readonly ConversationRow[],
  from: number,
): Promise<readonly number[]> => {
  const first = rows[from];
  if (first === undefined) return [];
  if (isLong(first)) {
    const head = await readPayload(first, 0, COMPARED_BYTES);
    return [new Fingerprint().add(head).value(first.record.payloadBytes)];
  }
  let to = from + 1;
  let last = first;
  for (; to < rows.length; to += 1) {
    const next = rows[to];
    if (next === undefined || next.segment !== first.segment || isLong(next)) break;
    if (startOf(next) < endOf(last) || startOf(next) - endOf(last) > GAP) break;
    if (endOf(next) - startOf(first) > MOST) break;
    last = next;
  }
  const bytes = new Uint8Array(endOf(last) - startOf(first));
  const read = await first.segment.blocks.read(startOf(first), bytes);
  return rows.slice(from, to).map((one) => {
    const at = startOf(one) - startOf(first);
    return fingerprintIn(one, bytes.subarray(0, read), at, Math.min(read, at + one.record.blockBytes));
  });
};
