import type { StreamMatch } from '../../core/contract/stream';
import type { DiskCapture } from '../capture/disk-capture';
import { readPayload } from '../capture/payload';
import { isOut, type StreamIndex } from './stream-index';

/** A message is looked at in pieces of this many bytes. */
const PIECE = 1024 * 1024;
/** Going backwards, so much is looked at from front to back at a time. */
const STEP = 4 * 1024 * 1024;

const lowered = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);

/** ASCII capitals made small, in place. */
const lower = (bytes: Uint8Array): Uint8Array => {
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = lowered(bytes[i] ?? 0);
  return bytes;
};

/** What one side said last, and where each part of it stands in the conversation. */
interface Side {
  held: Uint8Array;
  parts: { readonly from: number; readonly offset: number; readonly row: number }[];
}

const emptySide = (): Side => ({ held: new Uint8Array(0), parts: [] });

/** Where a byte of what is held stands in the conversation. */
const placeOf = ({ parts }: Side, at: number): StreamMatch => {
  const part = parts.findLast(({ from }) => from <= at);
  return { offset: (part?.offset ?? 0) + at - (part?.from ?? 0), row: part?.row ?? 0 };
};

/**
 * Where the needle stands in what one side said, whatever the other said in between: from the message that holds
 * `from` on, in the order in which it ends.
 */
async function* matches(
  capture: DiskCapture,
  index: StreamIndex,
  needle: Uint8Array,
  ignoreCase: boolean,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<StreamMatch, void> {
  const pattern = Buffer.from(ignoreCase ? lower(needle.slice()) : needle);
  const sides = { in: emptySide(), out: emptySide() };
  for await (const entry of index.entries(capture, from)) {
    const side = isOut(entry) ? sides.out : sides.in;
    const { payloadBytes } = entry.record;
    for (let at = 0; at < payloadBytes; at += PIECE) {
      if (signal.aborted) return;
      const piece = await readPayload(entry, at, Math.min(PIECE, payloadBytes - at));
      side.parts.push({ from: side.held.length, offset: entry.offset + at, row: entry.row });
      side.held = Buffer.concat([side.held, ignoreCase ? lower(piece) : piece]);
      const bytes = Buffer.from(side.held.buffer, side.held.byteOffset, side.held.length);
      for (let found = bytes.indexOf(pattern); found >= 0; found = bytes.indexOf(pattern, found + 1))
        yield placeOf(side, found);
      drop(side, Math.max(0, side.held.length - (pattern.length - 1)));
    }
  }
}

/** Forgets the first bytes of what is held: no match can begin in them any more. */
const drop = (side: Side, count: number): void => {
  side.held = side.held.slice(count);
  const first = side.parts.findLastIndex(({ from }) => from <= count);
  side.parts = side.parts.slice(Math.max(0, first)).map(({ from, offset, row }) => ({
    from: Math.max(0, from - count),
    offset: offset + Math.max(0, count - from),
    row,
  }));
};

export interface StreamSearch {
  readonly needle: Uint8Array;
  /** Of ASCII letters. */
  readonly ignoreCase: boolean;
  /** `next`: the first match that begins behind this byte of the conversation; `previous`: the last before it. */
  readonly from: number;
  readonly direction: 'next' | 'previous';
}

/**
 * The match next to a place in a conversation; from its other end where there is none. Null: there is none at all,
 * or it was called off. Rejects with the system's error.
 */
export const findInStream = async (
  capture: DiskCapture,
  index: StreamIndex,
  { needle, ignoreCase, from, direction }: StreamSearch,
  signal: AbortSignal,
): Promise<StreamMatch | null> => {
  if (needle.length === 0) return null;
  // A match that goes on behind what the other side said comes when it ends.
  const first = async (start: number): Promise<StreamMatch | null> => {
    for await (const match of matches(capture, index, needle, ignoreCase, start, signal))
      if (match.offset >= start) return match;
    return null;
  };
  if (direction === 'next') return (await first(from + 1)) ?? first(0);
  const last = async (end: number): Promise<StreamMatch | null> => {
    for (let high = end; high > 0 && !signal.aborted; high -= STEP) {
      const low = Math.max(0, high - STEP);
      let best: StreamMatch | null = null;
      for await (const match of matches(capture, index, needle, ignoreCase, low, signal)) {
        if (match.offset >= low && match.offset < high && (best === null || match.offset > best.offset))
          best = match;
        if (match.offset >= high + needle.length) break;
      }
      if (best !== null) return best;
    }
    return null;
  };
  return (await last(Math.min(from, index.bytes))) ?? last(index.bytes);
};
