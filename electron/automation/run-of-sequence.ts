import { setImmediate as turn } from 'node:timers/promises';
import type { Failure } from '../../core/contract/failure';
import type { Nanoseconds } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import type { RunState, SequenceRun, StepOutcome } from '../../core/contract/sequence';
import type { SequenceAction } from '../../core/contract/sequence-choices';
import type { SequenceMachine, Task } from '../../core/sequence/machine';

export interface RunDeps {
  readonly sequence: string;
  readonly endpoint: string;
  /** Of its steps, in order. */
  readonly ids: readonly string[];
  readonly machine: SequenceMachine<Nanoseconds>;
  /** It waits for a connection first. */
  readonly waits: boolean;
  /** It stops before its first step. */
  readonly paused: boolean;
  now(): Nanoseconds;
  send(bytes: Uint8Array): Promise<Result<unknown>>;
  onChange(): void;
  onOver(run: SequenceRun): void;
}

type Changing<T> = { -readonly [K in keyof T]: T[K] };
type Expecting = Extract<Task, { kind: 'expect' }>;

/** Nothing more is sent or awaited once one of these is reached. */
const OVER: readonly RunState[] = ['passed', 'failed', 'stopped'];

/** One run of a sequence, step by step. */
export class RunOfSequence {
  readonly #outcomes: Changing<StepOutcome>[];
  readonly #startedAt = Date.now();
  readonly #began = performance.now();
  #state: RunState;
  #tookMs: number | null = null;
  #met = 0;
  #checks = 0;
  #failure: Failure | null = null;
  #closed = false;
  /** Steps that may still be made before it pauses. */
  #allowed: number;
  #wake: () => void = () => undefined;

  constructor(private readonly deps: RunDeps) {
    this.#outcomes = deps.ids.map((id) => ({ id, state: 'none', times: 0, missed: 0, tookMs: 0, at: null }));
    this.#allowed = deps.paused ? 0 : Number.POSITIVE_INFINITY;
    this.#state = deps.waits ? 'waiting' : 'running';
  }

  get over(): boolean {
    return OVER.includes(this.#state);
  }

  get waiting(): boolean {
    return this.#state === 'waiting';
  }

  status(): SequenceRun {
    return {
      sequence: this.deps.sequence,
      endpoint: this.deps.endpoint,
      state: this.#state,
      startedAt: this.#startedAt,
      tookMs: this.#tookMs ?? performance.now() - this.#began,
      met: this.#met,
      checks: this.#checks,
      steps: this.#outcomes.map((outcome) => ({ ...outcome })),
      failure: this.#failure,
      tally: null,
    };
  }

  received(bytes: Uint8Array, at: Nanoseconds): void {
    this.deps.machine.received(bytes, at);
    this.#wake();
  }

  /** What it talks with is gone, or sends no more. */
  closed(): void {
    this.#closed = true;
    this.#wake();
  }

  act(action: SequenceAction): void {
    if (this.over) return;
    if (action === 'stop') this.#end('stopped', null);
    else if (action === 'pause') this.#allowed = 0;
    else this.#allowed = action === 'step' ? 1 : Number.POSITIVE_INFINITY;
    this.#wake();
  }

  /** Its connection is there: goes through the steps. */
  async start(): Promise<void> {
    if (this.over) return;
    this.#state = 'running';
    for (;;) {
      while (this.#allowed === 0 && !this.over) {
        this.#set('paused');
        await this.#woken();
      }
      if (this.over) return;
      this.#set('running');
      this.#allowed -= 1;
      const task = this.deps.machine.next();
      if (task.kind === 'over') {
        this.#end('passed', null);
        return;
      }
      await this.#make(task);
      // A loop of steps that take no time leaves time for everything else.
      await turn();
    }
  }

  async #make(task: Exclude<Task, { kind: 'over' }>): Promise<void> {
    const began = performance.now();
    const outcome = this.#outcomes[task.step];
    if (outcome === undefined) return;
    outcome.state = 'running';
    outcome.times += 1;
    this.deps.onChange();
    const result = await this.#does(task, outcome);
    outcome.tookMs = performance.now() - began;
    if (this.over) {
      outcome.state = 'none';
      return;
    }
    if (!result.ok) {
      outcome.state = 'failed';
      this.#end('failed', { ...result.failure, params: { step: task.step + 1, ...result.failure.params } });
    } else outcome.state = result.value;
    this.deps.onChange();
  }

  async #does(
    task: Exclude<Task, { kind: 'over' }>,
    outcome: Changing<StepOutcome>,
  ): Promise<Result<'done' | 'missed'>> {
    switch (task.kind) {
      case 'none':
        return ok('done');
      case 'failed':
        return fail(task.failure);
      case 'wait':
        await this.#until(performance.now() + task.ms, () => this.over);
        return ok('done');
      case 'send': {
        outcome.at = momentOf(this.deps.now());
        const sent = await this.deps.send(task.bytes);
        return sent.ok ? ok('done') : sent;
      }
      case 'expect':
        return this.#expects(task, outcome);
    }
  }

  async #expects(task: Expecting, outcome: Changing<StepOutcome>): Promise<Result<'done' | 'missed'>> {
    this.#checks += 1;
    outcome.at = null;
    const { machine } = this.deps;
    const since = this.deps.now();
    let found = machine.met(task.step);
    await this.#until(performance.now() + task.withinMs, () => {
      found ??= machine.met(task.step);
      return found !== null || this.#closed || this.over;
    });
    if (found !== null) {
      this.#met += 1;
      outcome.at = momentOf(found.mark);
      return ok('done');
    }
    outcome.at = momentOf(since);
    outcome.missed += 1;
    const params = { ms: task.withinMs, bytes: machine.unread };
    if (task.otherwise === 'continue') return ok('missed');
    if (task.otherwise === 'stop') {
      this.#end('stopped', null);
      return ok('missed');
    }
    if (this.#closed) return fail({ code: 'ESEQUENCE_CLOSED', params });
    return fail({ code: machine.unread === 0 ? 'ESEQUENCE_SILENCE' : 'ESEQUENCE_UNMATCHED', params });
  }

  /** Waits until something is so, looked at whenever something happens, or the time has come. */
  async #until(end: number, so: () => boolean): Promise<void> {
    while (!so()) {
      const left = end - performance.now();
      if (left <= 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, left);
      });
      clearTimeout(timer);
    }
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #set(state: RunState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.deps.onChange();
  }

  #end(state: 'passed' | 'failed' | 'stopped', failure: Failure | null): void {
    if (this.over) return;
    this.#tookMs = performance.now() - this.#began;
    this.#state = state;
    this.#failure = failure;
    this.deps.onChange();
    this.deps.onOver(this.status());
  }
}

const momentOf = (at: Nanoseconds) => ({
  seconds: Number(at / 1_000_000_000n),
  nanos: Number(at % 1_000_000_000n),
});
