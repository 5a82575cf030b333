import type { Failure } from '../../core/contract/failure';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Judge, Judgement } from '../capture/judged-scan';
import type { RowNumbers } from '../capture/scan';

/** A thread of dissectors that judges when nothing else is asked of it. */
export interface JudgingThread {
  readonly judge: Judge;
  /** Resolves when it could judge at once. */
  ready(): Promise<unknown>;
}

export interface JudgePoolOptions {
  /** The thread that answers everything else too. */
  readonly shared: JudgingThread;
  /** Others, which are started when there is much to judge. */
  readonly extras: readonly JudgingThread[];
  /** Whether the computer has room for another thread now. */
  readonly mayStart: () => boolean;
  /** An extra thread ends by itself after so many ms without a question. */
  readonly idleMs: number;
}

/** Rows that the shared thread judges at a time: a click in the log waits no longer than for them. */
const SHARED_ROWS = 4000;
/** Rows that the others judge at a time: the more, the less is what stands around them. */
const EXTRA_ROWS = 16_000;
const LEAST_ROWS = 1000;
/** To start another thread takes as long as to judge some 20,000 rows. */
const MANY_ROWS = 12_000;

interface Helper {
  readonly thread: JudgingThread;
  readonly most: number;
  busy: boolean;
  /** When it last answered, by the monotonic clock; null: it has to be started. */
  used: number | null;
}

/** A judgement that is given out piece by piece. */
class Job {
  readonly judgement: Judgement;
  readonly #done: (result: Result<RowNumbers>) => void;
  #given = 0;
  #open = 0;
  readonly #pieces: RowNumbers[] = [];
  #failure: Failure | null = null;

  constructor(judgement: Judgement, done: (result: Result<RowNumbers>) => void) {
    this.judgement = judgement;
    this.#done = done;
  }

  /** Rows that nobody has. */
  get left(): number {
    return this.#failure === null ? this.judgement.rows.length - this.#given : 0;
  }

  async give(count: number, judge: Judge): Promise<void> {
    const place = this.#pieces.push(new Float64Array(0)) - 1;
    const rows = this.judgement.rows.slice(this.#given, this.#given + count);
    this.#given += rows.length;
    this.#open += 1;
    const answer = await judge({ ...this.judgement, rows });
    this.#open -= 1;
    if (answer.ok) this.#pieces[place] = answer.value;
    else this.#failure ??= answer.failure;
    this.#settle();
  }

  /** Nobody waits for it any more. */
  drop(): void {
    this.#failure ??= { code: 'EDISSECT_SUPERSEDED' };
    this.#settle();
  }

  #settle(): void {
    if (this.#failure !== null) this.#done(fail(this.#failure));
    if (this.#failure !== null || this.#open > 0 || this.left > 0) return;
    const rows = new Float64Array(this.#pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      rows.set(piece, at);
      at += piece.length;
    }
    this.#done(ok(rows));
  }
}

/**
 * Judges rows for a filter on as many threads as the computer has room for: the dissectors take 30 µs and more for a
 * packet, and each thread has a conversation of its own. The newest filter counts; what others still wait for is
 * dropped.
 */
export const createJudgePool = ({ shared, extras, mayStart, idleMs }: JudgePoolOptions): Judge => {
  const helpers: readonly Helper[] = [
    // It is loaded by then, or has to be in any case.
    { thread: shared, most: SHARED_ROWS, busy: false, used: Number.POSITIVE_INFINITY },
    ...extras.map((thread) => ({ thread, most: EXTRA_ROWS, busy: false, used: null })),
  ];
  let jobs: readonly Job[] = [];

  const isWarm = ({ used }: Helper): boolean => used !== null && performance.now() - used < idleMs;
  const left = (): number => jobs.reduce((sum, job) => sum + job.left, 0);

  const work = async (helper: Helper, act: () => Promise<unknown>): Promise<void> => {
    helper.busy = true;
    try {
      await act();
    } finally {
      helper.busy = false;
      if (helper.thread !== shared) helper.used = performance.now();
      pump();
    }
  };

  const pump = (): void => {
    jobs = jobs.filter((job) => job.left > 0);
    for (const helper of helpers) {
      const [job] = jobs;
      if (job === undefined) return;
      if (helper.busy) continue;
      if (isWarm(helper)) {
        const threads = helpers.filter(isWarm).length;
        const fair = Math.max(LEAST_ROWS, Math.ceil(left() / threads));
        void work(helper, () => job.give(Math.min(helper.most, fair), helper.thread.judge));
        jobs = jobs.filter((one) => one.left > 0);
      } else if (left() >= MANY_ROWS && mayStart()) {
        void work(helper, () => helper.thread.ready());
      }
    }
  };

  return (judgement) =>
    new Promise((resolve) => {
      const filter = JSON.stringify(judgement.filter);
      for (const job of jobs) if (JSON.stringify(job.judgement.filter) !== filter) job.drop();
      jobs = [...jobs, new Job(judgement, resolve)];
      pump();
    });
};
