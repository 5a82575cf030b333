import { z } from 'zod';
import type { Moment } from './log';

/** What is asked of a conversation at once, in payload bytes and in messages. */
export const STREAM_WINDOW_BYTES = 128 * 1024;
export const STREAM_WINDOW_MESSAGES = 4000;
export const MOST_NEEDLE_BYTES = 4096;

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** A connection, or the datagrams with one peer, as one endpoint of the shown capture has it. */
export const conversationSchema = z.strictObject({
  flow: count.min(1).max(0xffff_ffff),
  /** The endpoint's name, as rows have it. */
  endpoint: z.string().max(2000),
});
export type Conversation = Readonly<z.infer<typeof conversationSchema>>;

/** Where in a conversation: at a byte of it, counting both directions, or around a row. */
export const streamPlaceSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('offset'), offset: count }),
  z.strictObject({ at: z.literal('row'), row: count }),
]);
export type StreamPlace = Readonly<z.infer<typeof streamPlaceSchema>>;

/** A message of a conversation, or the part of one that a window has. */
export interface StreamPiece extends Moment {
  readonly row: number;
  readonly direction: 'in' | 'out';
  /** Where it begins in the window's bytes. */
  readonly start: number;
  readonly length: number;
  /** Bytes of the message before this part. */
  readonly skipped: number;
  /** Of the whole message. */
  readonly total: number;
}

/** A conversation in sum. */
export interface StreamSummary {
  readonly messages: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** A part of a conversation, in the order of time. */
export interface StreamWindow extends StreamSummary {
  /** Position in the conversation of its first byte. */
  readonly start: number;
  /** The window ends where the conversation ends, so far. */
  readonly atEnd: boolean;
  readonly bytes: Uint8Array;
  readonly pieces: readonly StreamPiece[];
}

/** As bytes, one after the other; as text with times and directions; or as a hex dump with them. */
export const STREAM_FORMS = ['raw', 'text', 'hexDump'] as const;
export type StreamForm = (typeof STREAM_FORMS)[number];
export const STREAM_SIDES = ['both', 'in', 'out'] as const;
export type StreamSide = (typeof STREAM_SIDES)[number];

/** A match: where it begins in the conversation, and the row that it begins in. */
export interface StreamMatch {
  readonly offset: number;
  readonly row: number;
}
