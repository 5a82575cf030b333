import { z } from 'zod';
import type { Moment } from './log';
import { conversationSchema } from './stream';
import { MAX_TIMELINE_BARS, type Timeline } from './timeline';

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

export const timingSchema = z.strictObject({
  conversation: conversationSchema,
  /** Whose own times are asked for. */
  row: count,
  /** So many bars of throughput at most. */
  bars: z.number().int().min(1).max(MAX_TIMELINE_BARS),
});
export type TimingWish = Readonly<z.infer<typeof timingSchema>>;

export const timingPlaceSchema = z.strictObject({
  conversation: conversationSchema,
  /** µs since the epoch. */
  from: z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
});
export type TimingPlace = Readonly<z.infer<typeof timingPlaceSchema>>;

/** A message, the one that its time is counted from, and that time in ns. */
export interface Wait {
  readonly row: number;
  readonly before: number;
  readonly ns: number;
  /** ns since the conversation's first message. */
  readonly at: number;
}

/** Answers that took about as long. */
export interface AnswerBin {
  /** ns; `to` is null of the last one of all. */
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
  /** The slowest of them; of none, -1. */
  readonly row: number;
}

/** How long one side took to answer, in ns. */
export interface AnswerSummary {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** As exact as 1 µs and 1/128. */
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  /** From the first that holds any to the last. */
  readonly bins: readonly AnswerBin[];
  readonly slowest: readonly Wait[];
}

/** A message whose bytes its side had said before, before the other side said anything. */
export interface Repeat extends Wait {
  readonly out: boolean;
  readonly bytes: number;
}

/** What a message's own times are. */
export interface OwnWaits {
  /** Since the message before it, whoever said that; null of the first. */
  readonly previous: Wait | null;
  /** Since the last message of the other side, which it answers or goes on to answer; null: there was none. */
  readonly request: Wait | null;
}

export interface TimingSummary {
  readonly messages: number;
  /** Who said the first message; null: nobody has. */
  readonly first: 'in' | 'out' | null;
  /** By the side that answers. */
  readonly answers: { readonly in: AnswerSummary; readonly out: AnswerSummary };
  /** The longest times between two messages, longest first. */
  readonly gaps: readonly Wait[];
  readonly repeats: {
    /** Sent again before any answer. */
    readonly unanswered: number;
    /** Said again after an answer. */
    readonly answered: number;
    /** The newest of those without an answer, newest first. */
    readonly newest: readonly Repeat[];
  };
}

/** How a conversation went in time, as far as it was read by now. */
export interface Timing extends TimingSummary {
  /** Rows of the capture that were looked at, and all that there are: ask again while they differ. */
  readonly scanned: number;
  readonly total: number;
  /** Of its first message: all `at` count from here. Null: there is none. */
  readonly origin: Moment | null;
  /** Messages and payload bytes of both sides over time. */
  readonly rate: Timeline;
  /** Of the row that was asked about; null: it is no message of the conversation, or not reached yet. */
  readonly own: OwnWaits | null;
}
