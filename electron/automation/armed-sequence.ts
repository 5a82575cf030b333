import type { RunTally, SequenceRun } from '../../core/contract/sequence';
import type { Entry, SequencePlan, Talk } from './sequence-entry';

/** So many runs are under way at a time; connections beyond that get none, and are counted. */
export const MOST_RUNS = 500;

type Changing<T> = { -readonly [K in keyof T]: T[K] };

export interface ArmedDeps {
  readonly plan: SequencePlan;
  /** Connections that were there before it was armed. */
  readonly known: readonly number[];
  /** Begins a run over this one. `over` is told when it has ended. */
  begin(talk: Talk, over: (run: SequenceRun) => void): Entry;
  onChange(): void;
  onOver(): void;
}

/** A sequence that runs once over every new connection of its endpoint, or new UDP peer, until it is stopped. */
export class ArmedSequence {
  readonly #startedAt = Date.now();
  readonly #began = performance.now();
  readonly #known: Set<number>;
  readonly #runs = new Set<Entry>();
  readonly #tally: Changing<RunTally> = { running: 0, passed: 0, failed: 0, stopped: 0, refused: 0 };
  #latest: Entry | null = null;
  #failure: SequenceRun['failure'] = null;
  /** Of runs that are over. */
  #met = 0;
  #checks = 0;
  #tookMs: number | null = null;

  constructor(private readonly deps: ArmedDeps) {
    this.#known = new Set(deps.known);
  }

  get plan(): SequencePlan {
    return this.deps.plan;
  }

  get over(): boolean {
    return this.#tookMs !== null;
  }

  /** A connection can be talked with. Answers with its run; null: it has had one, or gets none. */
  take(talk: Talk): Entry | null {
    if (this.over || this.#known.has(talk.flow)) return null;
    this.#known.add(talk.flow);
    if (this.#runs.size >= MOST_RUNS) {
      this.#tally.refused += 1;
      this.deps.onChange();
      return null;
    }
    const entry = this.deps.begin(talk, (run) => this.#ended(entry, run));
    this.#runs.add(entry);
    this.#tally.running += 1;
    this.#latest = entry;
    return entry;
  }

  /** A connection is over: its number does not come again. */
  forget(flow: number): void {
    this.#known.delete(flow);
  }

  #ended(entry: Entry, { state, met, checks, failure }: SequenceRun): void {
    if (!this.#runs.delete(entry)) return;
    this.#tally.running -= 1;
    if (state === 'passed' || state === 'failed' || state === 'stopped') this.#tally[state] += 1;
    this.#met += met;
    this.#checks += checks;
    this.#failure = failure ?? this.#failure;
  }

  /** Takes no more connections, and ends the runs that are under way. */
  stop(): void {
    if (this.over) return;
    this.disarm();
    for (const { run } of [...this.#runs]) run.act('stop');
  }

  /** Takes no more connections; runs that are under way go on. */
  disarm(): void {
    if (this.over) return;
    this.#tookMs = performance.now() - this.#began;
    this.deps.onOver();
    this.deps.onChange();
  }

  status(): SequenceRun {
    const { sequence, config } = this.deps.plan.order;
    const latest = this.#latest?.run.status();
    const open = [...this.#runs].map(({ run }) => run.status());
    const sum = (of: (run: SequenceRun) => number): number => open.reduce((all, run) => all + of(run), 0);
    return {
      sequence: sequence.id,
      endpoint: config.id,
      state: this.over ? 'stopped' : 'armed',
      startedAt: this.#startedAt,
      tookMs: this.#tookMs ?? performance.now() - this.#began,
      met: this.#met + sum(({ met }) => met),
      checks: this.#checks + sum(({ checks }) => checks),
      steps:
        latest?.steps ??
        sequence.steps.map(({ id }) => ({ id, state: 'none', times: 0, missed: 0, tookMs: 0, at: null })),
      failure: this.#failure,
      tally: { ...this.#tally },
    };
  }
}
