import type { RequestArgument } from '../../core/contract/requests';
import type { Result } from '../../core/contract/result';

/** A payload is asked for in pieces of this many bytes. */
export const PIECE_BYTES = 64 * 1024;

/** Pieces kept of the shown payload: 4 MiB, however large it is. */
const KEPT_PIECES = 64;

export type BytesQuestion = (
  range: RequestArgument<'capture.bytes'>,
) => Promise<Result<{ readonly bytes: Uint8Array }>>;

export interface ByteFeed {
  /** Shows another payload: `length` bytes of a capture row (or of what else has a number), or nothing (null). */
  readonly open: (row: number | null, length: number) => void;
  /** The bytes that are looked at. At most one piece is asked for at a time, then the newest want. */
  readonly want: (start: number, end: number) => void;
  /** Bytes `start` to `end - 1`, or null while any of them is on its way. */
  readonly slice: (start: number, end: number) => Uint8Array | null;
}

/** Keeps what is looked at of one payload. `onChange` is called when bytes arrive, or when they cannot be had. */
export const createByteFeed = (
  question: BytesQuestion,
  onChange: (failure: Extract<Result<unknown>, { readonly ok: false }> | null) => void,
): ByteFeed => {
  let row: number | null = null;
  let length = 0;
  let opened = 0;
  let asking = false;
  let wanted = { start: 0, end: 0 };
  const pieces = new Map<number, Uint8Array>();

  const missing = (): number | null => {
    const last = Math.ceil(Math.min(wanted.end, length) / PIECE_BYTES);
    for (let piece = Math.floor(wanted.start / PIECE_BYTES); piece < last; piece += 1)
      if (!pieces.has(piece)) return piece;
    return null;
  };

  const pump = async (): Promise<void> => {
    const piece = missing();
    if (asking || row === null || piece === null) return;
    const mine = opened;
    const offset = piece * PIECE_BYTES;
    asking = true;
    const answer = await question({ row, offset, length: Math.min(PIECE_BYTES, length - offset) });
    asking = false;
    if (mine !== opened) return void pump();
    if (!answer.ok) return onChange(answer);
    // Fewer bytes than the row says would be asked for again and again.
    if (answer.value.bytes.length === 0) return;
    pieces.set(piece, answer.value.bytes);
    if (pieces.size > KEPT_PIECES) {
      const oldest = pieces.keys().next();
      if (!oldest.done) pieces.delete(oldest.value);
    }
    onChange(null);
    void pump();
  };

  return {
    open: (nextRow, nextLength) => {
      row = nextRow;
      length = nextLength;
      opened += 1;
      // What shows it starts at its first byte and is as large as before.
      wanted = { start: 0, end: wanted.end - wanted.start };
      pieces.clear();
      void pump();
    },
    want: (start, end) => {
      wanted = { start, end };
      void pump();
    },
    slice: (start, end) => {
      const first = Math.floor(start / PIECE_BYTES);
      const piece = pieces.get(first);
      if (piece === undefined) return start >= end ? new Uint8Array() : null;
      const from = first * PIECE_BYTES;
      if (end <= from + PIECE_BYTES) {
        return end - from <= piece.length ? piece.subarray(start - from, end - from) : null;
      }
      const bytes = new Uint8Array(end - start);
      for (let index = first; index * PIECE_BYTES < end; index += 1) {
        const part = pieces.get(index);
        const origin = index * PIECE_BYTES;
        if (part === undefined || part.length < Math.min(PIECE_BYTES, end - origin)) return null;
        const piece0 = Math.max(0, start - origin);
        bytes.set(part.subarray(piece0, Math.min(PIECE_BYTES, end - origin)), origin + piece0 - start);
      }
      return bytes;
    },
  };
};
