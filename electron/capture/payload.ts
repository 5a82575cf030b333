import { BLOCK_FRAME, blockLength, packetBlock } from './block-read';
import { viewOf } from './byte-target';
import type { LocatedRow } from './capture-source';
import { decodePacket } from './packet-decode';
import { isEvent } from './row-index';

/** Enough of a packet to find its payload: block header, link layer, IP with extensions, TCP with options. */
const HEADERS = 320;

/**
 * `length` payload bytes of a row from `offset` on, fewer at its end. A chunk of several packets is walked packet
 * by packet, reading headers only, until `offset` is reached. Events have no payload.
 */
export const readPayload = async (
  { segment, record }: LocatedRow,
  offset: number,
  length: number,
): Promise<Uint8Array> => {
  if (isEvent(record.kind)) return new Uint8Array(0);
  const from = Math.min(offset, record.payloadBytes);
  const wanted = new Uint8Array(Math.min(length, record.payloadBytes - from));
  const end = record.position + record.blockBytes;
  const snapLength = segment.interfaces[record.interfaceId]?.snapLength ?? 0;
  const linkType = segment.interfaces[record.interfaceId]?.linkType ?? -1;
  const head = new Uint8Array(HEADERS);
  let position = record.position;
  let passed = 0;
  let filled = 0;
  while (filled < wanted.length && position < end) {
    const got = await segment.blocks.read(position, head.subarray(0, Math.min(HEADERS, end - position)));
    if (got < BLOCK_FRAME) break;
    const view = viewOf(head.subarray(0, got));
    const block = packetBlock(view, 0, snapLength);
    if (block !== null) {
      const { payloadStart, payloadEnd } = decodePacket(linkType, view, block.packetAt, block.captured);
      const here = payloadEnd - payloadStart;
      const skip = Math.max(0, from + filled - passed);
      if (skip < here) {
        const take = Math.min(here - skip, wanted.length - filled);
        const into = wanted.subarray(filled, filled + take);
        const read = await segment.blocks.read(position + payloadStart + skip, into);
        filled += read;
        if (read < take) break;
      }
      passed += here;
    }
    position += blockLength(view, 0);
  }
  return wanted.subarray(0, filled);
};
