import { z } from 'zod';
import { decodeAsSchema } from '../decode-as';
import type { DecodedRow, DissectorName, RowInfo } from '../dissect';
import { type FieldChart, MOST_SERIES } from '../field-chart';
import { MAX_BYTES_PER_REQUEST, MAX_ROWS_PER_PAGE, MAX_SOURCES } from '../limits';
import { FIELD_NAME, MOST_FIELDS } from '../log-columns';
import { count, nothing } from './fields';

/** Names of the dissectors' fields. */
const fields = z.array(z.string().regex(FIELD_NAME)).max(MOST_FIELDS);

/** Wireshark's dissectors: what they say of rows, and what they are told. */
export const dissectionRequests = {
  'dissect.row': z.strictObject({
    row: count,
    /** Of a row in several packets the one to look at, from 0; null: the one that says most. */
    packet: count.nullable(),
  }),
  /** A row that nobody looks at yet. */
  'dissect.ahead': z.strictObject({ row: count }),
  'dissect.protocols': nothing,
  /** All ports that are given to a dissector by hand. */
  'decodeAs.set': z.strictObject({ rules: decodeAsSchema }),
  /** Terms of a filter that are not Porthole's own. */
  'dissect.check': z.strictObject({ terms: z.array(z.string().max(10_000)).max(1000) }),
  'dissect.complete': z.strictObject({ prefix: z.string().regex(/^[\w.-]{1,200}$/) }),
  'dissect.source': z.strictObject({
    row: count,
    packet: count,
    source: count.max(MAX_SOURCES),
    offset: count,
    length: count.max(MAX_BYTES_PER_REQUEST),
  }),
  /** Ascending. Answers for the first of them at least; the others may have to be asked for again. */
  'dissect.infos': z.strictObject({ rows: z.array(count).max(MAX_ROWS_PER_PAGE), fields }),
  /**
   * What these fields are over time, in the rows of the view. Asking keeps the reading going; `read` false: it stops,
   * and what was found is kept. Without fields all of it is forgotten.
   */
  'chart.read': z.strictObject({ view: count, fields: fields.max(MOST_SERIES), read: z.boolean() }),
} as const;

export interface DissectionAnswers {
  'dissect.row': DecodedRow;
  /** Null: more would have to be read for it first. */
  'dissect.ahead': DecodedRow | null;
  /** All of them, by name. */
  'dissect.protocols': readonly DissectorName[];
  'decodeAs.set': null;
  'dissect.check': null;
  'dissect.complete': readonly DissectorName[];
  'dissect.source': { readonly bytes: Uint8Array; readonly total: number };
  'dissect.infos': readonly RowInfo[];
  'chart.read': FieldChart;
}
