import { z } from 'zod';
import { MOST_RANGES } from '../log/ranges';
import { EXPORT_FORMS } from './export-forms';
import { ENCODINGS } from './text';

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** Which rows of the shown capture: one, some of a view by their positions, those that a view lets through, or all. */
const exportScopeSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('row'), row: count }),
  z.strictObject({
    of: z.literal('some'),
    view: count,
    /** Positions `start` to `end - 1`, ascending. */
    ranges: z.array(z.strictObject({ start: count, end: count })).max(MOST_RANGES),
  }),
  z.strictObject({ of: z.literal('view'), view: count }),
  z.strictObject({ of: z.literal('all') }),
]);
export type ExportScope = Readonly<z.infer<typeof exportScopeSchema>>;

export const exportSchema = z.strictObject({
  scope: exportScopeSchema,
  form: z.enum(EXPORT_FORMS),
  /** Of texts; not for pcapng. */
  encoding: z.enum(ENCODINGS),
  /** Of `json`: what the dissectors say of each row goes along. */
  decoded: z.boolean(),
});
