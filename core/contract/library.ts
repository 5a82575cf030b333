import { z } from 'zod';
import { draftSchema } from './draft';
import { MAX_SAVED_CHARACTERS, MAX_SAVED_MESSAGES, SHORTCUT_DIGITS } from './library-limits';

const id = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** A message that was kept, with what a person wrote about it. */
export const savedMessageSchema = z.strictObject({
  id,
  name: z.string().max(100),
  /** Where it stands, `Pump/Start`; empty: in no folder. A folder is there as long as something is in it. */
  folder: z.string().max(200),
  note: z.string().max(2000),
  /** The name of the endpoint that it is meant for, as a reminder. */
  endpoint: z.string().max(100),
  /** The digit that sends it together with Alt; empty: none. */
  key: z.enum(['', ...SHORTCUT_DIGITS]),
  draft: draftSchema.refine(
    (draft) => (draft.format === 'text' ? draft.text : draft.hex).length <= MAX_SAVED_CHARACTERS,
    'too long',
  ),
});
export type SavedMessage = Readonly<z.infer<typeof savedMessageSchema>>;

/** In the order in which they are shown, those of a folder together. */
export const librarySchema = z.array(savedMessageSchema).max(MAX_SAVED_MESSAGES);
export type Library = readonly SavedMessage[];
