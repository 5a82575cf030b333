import { z } from 'zod';
import { librarySchema, type SavedMessage } from '../library';
import { MAX_SAVED_MESSAGES } from '../library-limits';
import { sequencesSchema } from '../sequence';
import { SEQUENCE_ACTIONS, SEQUENCE_OVERS } from '../sequence-choices';
import { targetSchema } from '../target';
import { variablesSchema } from '../variables';
import { endpointId, nothing } from './fields';

/** What is kept for sending: variables, messages, sequences. */
export const libraryRequests = {
  'variables.set': variablesSchema,
  'library.set': z.strictObject({ messages: librarySchema }),
  /** The person chooses a file; what it holds is answered, and not kept yet. */
  'library.import': nothing,
  /** Writes these messages, or all of them (null), to a file that the person chooses. */
  'library.export': z.strictObject({ ids: z.array(z.string().max(64)).max(MAX_SAVED_MESSAGES).nullable() }),
  'sequences.set': z.strictObject({ sequences: sequencesSchema }),
  'sequence.run': z.strictObject({
    sequence: endpointId,
    endpoint: endpointId,
    target: targetSchema,
    over: z.enum(SEQUENCE_OVERS),
    paused: z.boolean(),
  }),
  'sequence.act': z.strictObject({ sequence: endpointId, action: z.enum(SEQUENCE_ACTIONS) }),
} as const;

export interface LibraryAnswers {
  'variables.set': null;
  'library.set': null;
  /** Null: the person cancelled. `name`: the file's, without its folder; `skipped`: entries that were none. */
  'library.import': {
    readonly name: string;
    readonly messages: readonly Omit<SavedMessage, 'id'>[];
    readonly skipped: number;
  } | null;
  'library.export': { readonly count: number } | null;
  'sequences.set': null;
  'sequence.run': null;
  'sequence.act': null;
}
