import type { FilterIndex, FilterRow } from './filter-row';
import type { Finder } from './finder';
import type { Needle } from './needle';

/** What the index alone can say. */
export type Verdict = boolean | 'maybe';

export interface Test {
  readonly needsPayload: boolean;
  readonly byIndex: (record: FilterIndex) => Verdict;
  readonly full: (row: FilterRow) => boolean;
  /** Data can only match where one of these stands in its payload; null when there is no such condition. */
  readonly needles: readonly Needle[] | null;
}

/** A test that the index always decides. */
export const byIndexOnly = (test: (record: FilterIndex) => boolean): Test => ({
  needsPayload: false,
  byIndex: test,
  full: test,
  needles: null,
});

/**
 * A search in the payload of data and in the sentence of events.
 *
 * @param least payload bytes below which nothing can be found
 */
export const byPayload = (
  find: Finder,
  findInMessage: (message: string) => boolean,
  { least = 0, needles = null }: { readonly least?: number; readonly needles?: Test['needles'] } = {},
): Test => ({
  needsPayload: true,
  needles,
  byIndex: ({ kind, length }) => (kind === 'data' && length < least ? false : 'maybe'),
  full: (row) => (row.kind === 'data' ? find(row.payload()) : findInMessage(row.message)),
});
