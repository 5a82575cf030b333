import { z } from 'zod';
import { MAX_ROWS_PER_PAGE } from '../limits';
import {
  type CaptureSpan,
  FIND_DIRECTIONS,
  type Found,
  type LogPage,
  logFilterSchema,
  momentSchema,
  type RowPlace,
  type ViewState,
} from '../log';
import { timeSpanSchema } from '../time-span';
import { MAX_TIMELINE_BARS, type Timeline } from '../timeline';
import { count, nothing } from './fields';

const query = z.string().max(10_000);
/** A row's number; -1 and the number of rows are beyond the ends. */
const from = z.number().int().min(-1);

/** The rows of the shown capture: a view of them, finding, marks, the timeline. */
export const logRequests = {
  'log.view': logFilterSchema,
  'log.page': z.strictObject({ view: count, start: count, count: count.max(MAX_ROWS_PER_PAGE) }),
  /** The position of a capture row in a view, or of the next row after it. */
  'log.locate': z.strictObject({ view: count, row: count }),
  'log.span': nothing,
  /** The first row of the capture at a moment or after it, whatever the filter. */
  'log.rowAt': momentSchema,
  /** The capture over time: all of it, or a span. */
  'log.timeline': z.strictObject({
    span: timeSpanSchema.nullable(),
    bars: z.number().int().min(1).max(MAX_TIMELINE_BARS),
  }),
  /** The next row of the view, or the one before, that another query matches; looking takes its time. */
  'log.find': z.strictObject({
    query,
    from,
    direction: z.enum(FIND_DIRECTIONS),
  }),
  'log.findStop': nothing,
  /** Marks a row, or takes the mark away; null: the other of the two. */
  'log.mark': z.strictObject({ row: count, marked: z.boolean().nullable() }),
  'log.unmarkAll': nothing,
  /** The next marked row of the view, or the one before; beyond the end it goes on from the other one. */
  'log.nextMark': z.strictObject({ from, direction: z.enum(FIND_DIRECTIONS) }),
  /** Which of these rows a query matches. */
  'log.matches': z.strictObject({ query, rows: z.array(count).max(MAX_ROWS_PER_PAGE) }),
} as const;

export interface LogAnswers {
  'log.view': ViewState;
  'log.page': LogPage;
  'log.locate': RowPlace;
  /** Null: the capture has no rows. */
  'log.span': CaptureSpan | null;
  /** Null: the capture ends before it. */
  'log.rowAt': { readonly row: number | null };
  'log.timeline': Timeline;
  'log.find': Found;
  'log.findStop': null;
  /** As it is now. */
  'log.mark': { readonly marked: boolean };
  'log.unmarkAll': null;
  /** Fails with EMARKS_NONE, or EMARKS_HIDDEN when the view shows none. */
  'log.nextMark': { readonly row: number };
  'log.matches': { readonly rows: readonly number[] };
}
