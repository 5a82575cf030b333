import type { Encoding } from '../../core/contract/draft';
import type { StreamForm, StreamSide } from '../../core/contract/stream';
import { copyAs } from '../../core/payload/copy-as';
import { decodeStep } from '../../core/payload/decode-step';
import { isoTime } from '../../core/payload/iso-time';
import type { DiskCapture } from '../capture/disk-capture';
import { readPayload } from '../capture/payload';
import type { WorkControl } from '../capture/save-capture';
import { isOut, type StreamEntry, type StreamIndex } from './stream-index';

/** A message is written in pieces of this many bytes. */
const PIECE = 1024 * 1024;

export interface StreamWriting {
  readonly form: StreamForm;
  readonly side: StreamSide;
  /** Of `text`. */
  readonly encoding: Encoding;
}

const encoder = new TextEncoder();

const headOf = ({ row, record }: StreamEntry, out: boolean): string =>
  `${out ? '>' : '<'} ${isoTime(record.time)}  #${row + 1}  ${record.payloadBytes} B\n`;

async function* piecesOf(entry: StreamEntry): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < entry.record.payloadBytes; at += PIECE)
    yield await readPayload(entry, at, Math.min(PIECE, entry.record.payloadBytes - at));
}

async function* asText(entry: StreamEntry, encoding: Encoding): AsyncGenerator<Uint8Array, void> {
  let rest: Uint8Array = new Uint8Array(0);
  let seen = 0;
  for await (const piece of piecesOf(entry)) {
    seen += piece.length;
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const step = decodeStep(bytes, encoding, seen < entry.record.payloadBytes);
    rest = bytes.subarray(step.used);
    yield encoder.encode(step.pieces.map((part) => ('text' in part ? part.text : '\ufffd')).join(''));
  }
}

/**
 * A conversation as a file: raw bytes, or each message under a line that says direction, time, row and length. Held
 * in memory is a piece of one message. Throws the system's error.
 */
export async function* writeStream(
  capture: DiskCapture,
  index: StreamIndex,
  { form, side, encoding }: StreamWriting,
  { onProgress, signal }: WorkControl,
): AsyncGenerator<Uint8Array, void> {
  let reported = 0;
  for await (const entry of index.entries(capture, 0)) {
    if (signal.aborted) return;
    const out = isOut(entry);
    if (side !== 'both' && (side === 'out') !== out) continue;
    if (form === 'raw') yield* piecesOf(entry);
    else {
      yield encoder.encode(headOf(entry, out));
      if (form === 'text') {
        yield* asText(entry, encoding);
        yield encoder.encode('\n\n');
      } else {
        let at = 0;
        for await (const piece of piecesOf(entry)) {
          yield encoder.encode(copyAs(piece, 'hexDump', encoding, at));
          at += piece.length;
        }
        yield encoder.encode('\n');
      }
    }
    if (entry.offset - reported > PIECE) {
      reported = entry.offset;
      onProgress(reported, index.bytes);
    }
  }
  onProgress(index.bytes, index.bytes);
}
