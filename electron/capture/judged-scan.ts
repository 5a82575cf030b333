import type { LogFilter } from '../../core/contract/log';
import { ok, type Result } from '../../core/contract/result';
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

/** So many rows are judged first, so that the first matches are there soon, and at most: then progress shows. */
const FIRST_ROWS = 1000;
const MOST_ROWS = 16_000;
/** Judgements that are under way: while one is judged, the next one is there. */
const AT_ONCE = 3;
/**
 * Fewer rows than the first ones are judged this often, in ms: what stands around them has to be dissected with them,
 * however few they are.
 */
const TAIL_MS = 200;

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
        rest: [{ kind: 'batch' as const, view, rows: rows.subarray(room), scanned }, ...batches.slice(i + 1)],
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

interface Flight {
  readonly scanned: number;
  answer: Result<RowNumbers> | null;
}

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
    /** In the order of their rows. */
    let flights: readonly Flight[] = [];
    let portion = FIRST_ROWS;
    let lastTail = Number.NEGATIVE_INFINITY;
    let tail: NodeJS.Timeout | undefined;

    const forget = (): void => {
      waiting = [];
      flights = [];
      portion = FIRST_ROWS;
      lastTail = Number.NEGATIVE_INFINITY;
      clearTimeout(tail);
    };

    const land = (view: number): void => {
      for (let [first] = flights; first?.answer; [first] = flights) {
        const { answer, scanned } = first;
        flights = flights.slice(1);
        if (!answer.ok) {
          forget();
          onNews({ kind: 'failed', view, failure: answer.failure });
          return;
        }
        onNews({ kind: 'batch', view, rows: answer.value, scanned });
      }
      pump();
    };

    const send = ({ view, filter, segments }: ScanJob, batches: readonly Batch[]): void => {
      const flight: Flight = { scanned: batches.at(-1)?.scanned ?? 0, answer: null };
      flights = [...flights, flight];
      const rows = joinRows(batches);
      const asked = rows.length === 0 ? Promise.resolve(ok(NONE)) : judge({ filter, segments, rows });
      void asked.then((answer) => {
        flight.answer = answer;
        // Another view may have taken its place.
        if (flights.includes(flight)) land(view);
      });
    };

    const pump = (): void => {
      while (job !== null && waiting.length > 0 && flights.length < AT_ONCE) {
        const rows = waiting.reduce((sum, batch) => sum + batch.rows.length, 0);
        if (rows > 0 && rows < FIRST_ROWS) {
          const rest = lastTail + TAIL_MS - performance.now();
          if (rest > 0) {
            clearTimeout(tail);
            tail = setTimeout(pump, rest);
            return;
          }
          lastTail = performance.now();
        }
        const { first, rest } = taken(waiting, portion);
        waiting = rest;
        portion = Math.min(MOST_ROWS, portion * 4);
        send(job, first);
      }
    };

    const inner = start((news) => {
      if (!judged || news.kind === 'failed') return onNews(news);
      if (news.view !== job?.view) return;
      waiting = [...waiting, news];
      pump();
    });
    return {
      update(next) {
        if (next.view !== job?.view) {
          forget();
          judged = judgedPart(next.filter) !== null;
        }
        job = next;
        inner.update(next);
      },
      rest() {
        job = null;
        forget();
        inner.rest();
      },
      stop() {
        job = null;
        forget();
        return inner.stop();
      },
    };
  };
