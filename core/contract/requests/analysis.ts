import { z } from 'zod';
import { type Comparison, compareBytesSchema, compareSchema } from '../compare';
import { type ConversationsPage, conversationsSchema } from '../conversations';
import { exportSchema } from '../export';
import { FIND_DIRECTIONS } from '../log';
import {
  conversationSchema,
  MOST_NEEDLE_BYTES,
  STREAM_FORMS,
  STREAM_SIDES,
  type StreamMatch,
  type StreamWindow,
  streamPlaceSchema,
} from '../stream';
import { lensSchema, messagePlaceSchema, type StreamMessages } from '../stream-messages';
import { ENCODINGS } from '../text';
import { type Timing, timingPlaceSchema, timingSchema } from '../timing';
import { count, nothing } from './fields';

/** What is read out of whole conversations: streams, messages, times, comparisons, exports. */
export const analysisRequests = {
  'conversations.list': conversationsSchema,
  'stream.read': z.strictObject({ conversation: conversationSchema, place: streamPlaceSchema }),
  /** What is known of them so far; asked again, more is cut. */
  'stream.messages': z.strictObject({ lens: lensSchema, place: messagePlaceSchema }),
  'stream.message': z.strictObject({ lens: lensSchema, number: count }),
  'stream.find': z.strictObject({
    conversation: conversationSchema,
    needle: z
      .instanceof(Uint8Array)
      .refine(({ length }) => length > 0 && length <= MOST_NEEDLE_BYTES, 'length'),
    ignoreCase: z.boolean(),
    from: z.number().int().min(-1).max(Number.MAX_SAFE_INTEGER),
    direction: z.enum(FIND_DIRECTIONS),
  }),
  'stream.findStop': nothing,
  /** Writes a conversation to a file that the person chooses. */
  'stream.save': z.strictObject({
    conversation: conversationSchema,
    form: z.enum(STREAM_FORMS),
    side: z.enum(STREAM_SIDES),
    encoding: z.enum(ENCODINGS),
  }),
  /** How a conversation went in time, as far as it was read by now; reads on for a moment. */
  'timing.read': timingSchema,
  /** The first message of a conversation at a time or after it. */
  'timing.row': timingPlaceSchema,
  /** Compares the bytes of two messages or streams; takes the place of the comparison before it. */
  'compare.begin': compareSchema,
  'compare.bytes': compareBytesSchema,
  'compare.end': nothing,
  /** Writes rows of the shown capture to a file that the person chooses. */
  'capture.export': exportSchema,
} as const;

export interface AnalysisAnswers {
  'conversations.list': ConversationsPage;
  'stream.read': StreamWindow;
  'stream.messages': StreamMessages;
  /** The first bytes of a message, at most MAX_BYTES_PER_REQUEST, and how many it has. */
  'stream.message': { readonly bytes: Uint8Array; readonly total: number };
  /** Null: it stands nowhere in the conversation. ECANCELED: another search took its place. */
  'stream.find': StreamMatch | null;
  'stream.findStop': null;
  /** Null: the person cancelled. */
  'stream.save': { readonly job: number } | null;
  'timing.read': Timing;
  /** Null: there is none by now. */
  'timing.row': { readonly row: number | null };
  'compare.begin': Comparison;
  'compare.bytes': { readonly bytes: Uint8Array };
  'compare.end': null;
  /** Null: the person cancelled. */
  'capture.export': { readonly job: number } | null;
}
