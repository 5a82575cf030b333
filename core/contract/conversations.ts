import { z } from 'zod';
import { MAX_ROWS_PER_PAGE } from './limits';
import type { Moment } from './log';

/** What the list of conversations can be sorted by. */
const CONVERSATION_SORTS = ['messages', 'bytes', 'in', 'out', 'rate', 'first', 'last'] as const;
export type ConversationSort = (typeof CONVERSATION_SORTS)[number];

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

export const conversationsSchema = z.strictObject({
  sort: z.enum(CONVERSATION_SORTS),
  descending: z.boolean(),
  start: count,
  count: count.max(MAX_ROWS_PER_PAGE),
});
export type ConversationsWish = Readonly<z.infer<typeof conversationsSchema>>;

/** A connection, or the datagrams with one peer, as one endpoint has it. */
export interface ConversationFacts {
  readonly flow: number;
  readonly endpoint: string;
  /** `address:port` as rows have it; empty where the packets do not say. */
  readonly peer: string;
  readonly transport: 'tcp' | 'udp' | 'other';
  /** Its first message. */
  readonly row: number;
  readonly messages: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly first: Moment;
  readonly last: Moment;
  /** Bytes of both sides per second from the first message to the last; null where they are at the same time. */
  readonly bytesPerSecond: number | null;
}

export interface ConversationsPage {
  readonly start: number;
  /** All that are in the list. */
  readonly total: number;
  /** Messages of conversations beyond the first MOST_CONVERSATIONS, which the list does not have. */
  readonly others: number;
  readonly conversations: readonly ConversationFacts[];
}

/** So many conversations are told apart: some 20 MB of memory. */
export const MOST_CONVERSATIONS = 100_000;
