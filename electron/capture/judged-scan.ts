import type { LogFilter } from '../../core/contract/log';
import type { Result } from '../../core/contract/result';
import { judgedPart } from './compile-query';
import type { RowNumbers, ScanJob, ScanNews, ScanSegment, StartScanHost } from './scan';

/** Rows that passed our own terms of a filter, for the dissectors to judge the rest. */
export interface Judgement {
  readonly filter: LogFilter;
  readonly segments: readonly ScanSegment[];
  readonly rows: RowNumbers;
}

/** Answers with those of the rows that match. Never rejects. */
export type Judge = (judgement: Judgement) => Promise<Result<RowNumbers>>;

/** So many rows are judged at a time: then others have their turn, and progress shows. */
const ROWS_AT_ONCE = 4000;

type Batch = Extract<ScanNews, { readonly kind: 'batch' }>;

const NONE = new Float64Array(0);

/** The first `count` rows of batches that follow each other, and what is left of them. */
const taken = (batches: readonly Batch[], count: number) => {
  const first: Batch[] = [];
  let room = count;
  for (const [i, batch] of batches.entries()) {
    const { rows, scanned, view } = batch;
    if (rows.length > room) {
      const cut = rows.slice(0, room);
      const upTo = cut.at(-1);
      // What stands before the next row that is to be judged is settled.
      if (upTo !== undefined) first.push({ kind: 'batch', view, rows: cut, scanned: upTo + 1 });
      return {
        first,
        rest: [{ kind: 'batch' as const, view, rows: rows.slice(room), scanned }, ...batches.slice(i + 1)],
      };
    }
    first.push(batch);
    room -= rows.length;
  }
  return { first, rest: [] };
};

const joinRows = (batches: readonly Batch[]): RowNumbers => {
  const rows = new Float64Array(batches.reduce((sum, batch) => sum + batch.rows.length, 0));
  let at = 0;
  for (const batch of batches) {
    rows.set(batch.rows, at);
    at += batch.rows.length;
  }
  return rows;
};

/**
 * A scan whose matches the dissectors still have to judge, where the filter has terms of theirs; any other passes
 * through. The scan runs ahead: what waits for its judgement are row numbers. Matches stay in ascending order.
 */
export const judgedScan =
  (start: StartScanHost, judge: Judge): StartScanHost =>
  (onNews) => {
    let job: ScanJob | null = null;
    let judged = false;
    let waiting: readonly Batch[] = [];
    /** The view that a judgement is under way for. */
    let judging: number | null = null;

    const pump = async (): Promise<void> => {
      const current = job;
      if (judging !== null || current === null || waiting.length === 0) return;
      const { view, filter, segments } = current;
      const { first, rest } = taken(waiting, ROWS_AT_ONCE);
      waiting = rest;
      const scanned = first.at(-1)?.scanned ?? 0;
      const rows = joinRows(first);
      judging = view;
      const answer =
        rows.length === 0 ? { ok: true as const, value: NONE } : await judge({ filter, segments, rows });
      judging = null;
      if (job?.view === view) {
        if (answer.ok) onNews({ kind: 'batch', view, rows: answer.value, scanned });
        else {
          waiting = [];
          onNews({ kind: 'failed', view, failure: answer.failure });
        }
      }
      void pump();
    };

    const inner = start((news) => {
      if (!judged || news.kind === 'failed') return onNews(news);
      if (news.view !== job?.view) return;
      waiting = [...waiting, news];
      void pump();
    });
    return {
      update(next) {
        if (next.view !== job?.view) {
          waiting = [];
          judged = judgedPart(next.filter) !== null;
        }
        job = next;
        inner.update(next);
      },
      rest() {
        job = null;
        waiting = [];
        inner.rest();
      },
      stop() {
        job = null;
        waiting = [];
        return inner.stop();
      },
    };
  };
