import {
  STREAM_WINDOW_BYTES,
  STREAM_WINDOW_MESSAGES,
  type StreamPiece,
  type StreamPlace,
  type StreamWindow,
} from '../../core/contract/stream';
import type { DiskCapture } from '../capture/disk-capture';
import { momentOf } from '../capture/moment';
import { readPayload } from '../capture/payload';
import { isOut, type StreamIndex } from './stream-index';

/** Of the window, what stands before the row that it was asked for. */
const BEFORE = STREAM_WINDOW_BYTES / 4;

/**
 * A window of a conversation: from a byte of it on, or around a row. Never more than STREAM_WINDOW_BYTES and
 * STREAM_WINDOW_MESSAGES, however long the conversation is. Rejects with the system's error.
 */
export const readStream = async (
  capture: DiskCapture,
  index: StreamIndex,
  place: StreamPlace,
): Promise<StreamWindow> => {
  const wanted = await index.offsetOf(capture, place);
  // The end of a conversation fills a window too.
  const last = Math.max(0, index.bytes - STREAM_WINDOW_BYTES);
  const start = place.at === 'row' ? Math.min(last, Math.max(0, wanted - BEFORE)) : wanted;
  const bytes = new Uint8Array(Math.min(STREAM_WINDOW_BYTES, index.bytes - start));
  const pieces: StreamPiece[] = [];
  let filled = 0;
  for await (const entry of index.entries(capture, start)) {
    const { row, record, offset } = entry;
    if (pieces.length >= STREAM_WINDOW_MESSAGES) break;
    if (filled === bytes.length && (record.payloadBytes > 0 || filled + start < index.bytes)) break;
    const skipped = Math.max(0, start - offset);
    const length = Math.min(record.payloadBytes - skipped, bytes.length - filled);
    const payload = await readPayload(entry, skipped, length);
    bytes.set(payload, filled);
    pieces.push({
      row,
      ...momentOf(record.time),
      direction: isOut(entry) ? 'out' : 'in',
      start: filled,
      length,
      skipped,
      total: record.payloadBytes,
    });
    filled += length;
  }
  return {
    ...index.summary,
    start,
    atEnd: start + filled >= index.bytes,
    bytes: filled < bytes.length ? bytes.slice(0, filled) : bytes,
    pieces,
  };
};
