import { z } from 'zod';
import type { Params } from './failure';
import { framingSettingSchema } from './framing';
import type { Moment } from './log';
import { conversationSchema } from './stream';

/** The most messages that one request answers with. */
export const MESSAGES_PER_PAGE = 300;

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** A conversation as some framing cuts it. What is stored stays as it is. */
export const lensSchema = z.strictObject({ conversation: conversationSchema, framing: framingSettingSchema });
export type Lens = Readonly<z.infer<typeof lensSchema>>;

/** From a message on, by its number; or around the message that holds a row. */
export const messagePlaceSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('number'), number: count }),
  z.strictObject({ at: z.literal('row'), row: count }),
]);
export type MessagePlace = Readonly<z.infer<typeof messagePlaceSchema>>;

/** A row of the log, and when it was recorded. */
export interface RowMoment extends Moment {
  readonly row: number;
}

/** A message of a conversation, or bytes that are none. */
export interface StreamMessage {
  /** In the order in which they became whole, both directions together; from 0. */
  readonly number: number;
  readonly direction: 'in' | 'out';
  /** Why it is no message; null: it is one. */
  readonly fault: { readonly code: string; readonly params: Params } | null;
  /** Where its first byte stands in the conversation. */
  readonly offset: number;
  /** Bytes that it takes in the stream. */
  readonly span: number;
  /** Bytes of the message itself, without delimiters and escapes; of what is none, those that can be looked at. */
  readonly length: number;
  /** The first of these bytes, at most PREVIEW_BYTES. */
  readonly preview: Uint8Array;
  /** The rows with its first and its last byte. */
  readonly first: RowMoment;
  readonly last: RowMoment;
}

/** What has begun on one side and is not whole yet. */
export interface BegunMessage {
  readonly direction: 'in' | 'out';
  /** Bytes so far. */
  readonly length: number;
  readonly first: RowMoment;
}

/** Some messages of a conversation. A long one is cut a part at a time: `read` says how far that has come. */
export interface StreamMessages {
  /** Of the conversation, in bytes. */
  readonly read: number;
  readonly total: number;
  /** Known by now, those that are none with them; and how many are none. */
  readonly messages: number;
  readonly faults: number;
  /** In what was read. */
  readonly begun: readonly BegunMessage[];
  /** So long until silence ends one of these, in ms; null: it ends none of them. */
  readonly dueMs: number | null;
  /** Number of the first of the list. */
  readonly start: number;
  readonly list: readonly StreamMessage[];
  /** The message that holds the row that was asked for; null: it was not read so far. */
  readonly at: number | null;
}
