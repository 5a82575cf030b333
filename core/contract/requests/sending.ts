import { z } from 'zod';
import { draftSchema } from '../draft';
import { pingSchema } from '../ping';
import type { ChosenFile } from '../snapshot';
import { targetSchema } from '../target';
import { count, endpointId, nothing } from './fields';

/** Sending by hand, from files and again and again; the ping by connecting. */
export const sendingRequests = {
  'message.send': z.strictObject({ id: endpointId, target: targetSchema, draft: draftSchema }),
  /** What is chosen for an endpoint is what it sends: the window never names a path. */
  'file.choose': z.strictObject({ id: endpointId, what: z.enum(['files', 'folder']) }),
  'file.send': z.strictObject({
    id: endpointId,
    target: targetSchema,
    datagramSize: z.string().max(20),
    chunkSize: z.string().max(20),
    pace: z.string().max(20),
  }),
  'repeat.start': z.strictObject({
    id: endpointId,
    target: targetSchema,
    draft: draftSchema,
    every: z.string().max(20),
    count: z.string().max(20),
    seconds: z.string().max(20),
  }),
  /** One repeat of an endpoint, or all of them (null). */
  'repeat.stop': z.strictObject({ id: endpointId, repeat: count.nullable() }),
  'repeat.stopAll': nothing,
  /** A ping that is under way is replaced. */
  'ping.start': pingSchema,
  'ping.stop': nothing,
} as const;

export interface SendingAnswers {
  /** Payload bytes of one message, and to how many peers it went. */
  'message.send': {
    readonly bytes: number;
    readonly peers: number;
    /** The next value of each counter of the endpoint, for the preview. */
    readonly counters: Readonly<Record<string, number>>;
  };
  /** Null: the person cancelled. */
  'file.choose': ChosenFile | null;
  'file.send': { readonly job: number };
  'repeat.start': null;
  'repeat.stop': null;
  'repeat.stopAll': null;
  'ping.start': null;
  'ping.stop': null;
}
