import type { Socket } from 'node:net';
import { formatAddress } from '../../core/contract/address';
import type { Failure } from '../../core/contract/failure';
import type { Flow } from '../../core/contract/recorder';
import type { Taken } from '../../core/contract/status';
import { AnswerBatch, type Outgoing } from './answer-batch';
import { type Context, type Counters, countOut } from './context';
import { DrainWatch } from './drain-watch';
import { createOwedAnswers } from './owed-answers';
import type { Reading } from './reading';
import { createSendQueue } from './send-queue';
import type { StreamSecurity } from './stream-security';

/** The connection that is written to. */
export interface Written {
  readonly context: Context;
  readonly flow: Flow;
  readonly counters: Counters;
  readonly reading: Reading;
  readonly security: StreamSecurity;
  /** What carries the bytes: the socket, or TLS over it. */
  readonly stream: () => Socket;
  /** What broke it; null: nothing has. */
  readonly failure: () => Failure | null;
  /** Nothing may be written any more: our side has finished, or all is over. */
  readonly finished: () => boolean;
  readonly over: () => boolean;
  /** It closes: no answer is given any more. */
  readonly closing: () => boolean;
  /** A file is being sent over it. */
  readonly held: () => boolean;
  /** A write was taken by the system, or is lost. */
  readonly settled: () => void;
}

/** The writing side of a connection: messages and answers, in order, recorded as they are given to the system. */
export class StreamWriter {
  readonly #queue;
  readonly #answers = createOwedAnswers((bytes) => this.#reply(bytes));
  readonly #drain = new DrainWatch();
  readonly #batch = new AnswerBatch((messages) => this.#writeOut(messages, null));
  #corked = false;
  /** Waits until nothing is on its way out. */
  #drained: (() => void) | null = null;

  constructor(private readonly of: Written) {
    this.#queue = createSendQueue(() => of.context.changed());
  }

  /** Bytes that the system has not taken yet. */
  get queued(): number {
    return this.#queue.bytes;
  }

  /** Bytes that it never will. */
  get lost(): number {
    return this.#queue.lost;
  }

  get corked(): boolean {
    return this.#corked;
  }

  /** The latest stretch of bytes that the system took. */
  get taken(): Taken | null {
    return this.#drain.last;
  }

  /** Nothing is on its way out, and no answer waits for its time. */
  get isDrained(): boolean {
    return this.#queue.bytes === 0 && this.#answers.waiting === 0;
  }

  /** A failure when that many bytes more would be too much. */
  refuses(bytes: number): Failure | null {
    return this.#queue.refuses(bytes);
  }

  /** An answer that is on its way, after `delayMs`. Where too much is owed, nothing more is read. */
  owe(bytes: Uint8Array, delayMs: number): void {
    if (bytes.length === 0 || this.of.finished() || this.of.closing()) return;
    this.#answers.add(bytes, delayMs);
    if (this.#answers.exceeds(1, this.#queue.bytes)) this.of.reading.set('owed', true);
  }

  afterReplies(work: () => void): void {
    this.#answers.after(work);
  }

  /** Forgets the answers that wait for their time. */
  forgetAnswers(): void {
    this.#answers.clear();
  }

  /** The answers that `work` gives leave in one write. */
  together(work: () => void): void {
    this.#batch.together(work);
  }

  /** Writes what `together` has kept so far: before anything that must not overtake it. */
  flush(): void {
    this.#batch.flush();
  }

  #reply(bytes: Uint8Array): void {
    if (!this.of.finished()) this.write(bytes, null);
  }

  /** @param done told when the system has taken it (null), or why it is lost */
  write(bytes: Uint8Array, done: ((lost: Failure | null) => void) | null): void {
    const { context, counters } = this.of;
    const one = { bytes, at: context.now() };
    this.#drain.added(bytes.length);
    this.#queue.add(bytes.length);
    countOut(counters, bytes.length);
    countOut(context.counters, bytes.length);
    if (done === null && this.#batch.takes(one)) return;
    this.#batch.flush();
    this.#writeOut([one], done);
  }

  /** Gives messages to the system in one write. */
  #writeOut(messages: readonly Outgoing[], done: ((lost: Failure | null) => void) | null): void {
    const { context, flow, reading, security } = this.of;
    const stream = this.of.stream();
    const [first] = messages;
    const bytes =
      first && messages.length === 1 ? first.bytes : Buffer.concat(messages.map((one) => one.bytes));
    // Recorded behind it: the system has the bytes on their way meanwhile. Its callback never comes within the call.
    stream.write(bytes, (error) => {
      // Node calls back without an error for what was on its way when the socket was destroyed.
      const lost = error || this.of.stream().destroyed ? this.#whyLost(error ?? null) : null;
      this.#queue.settle(bytes.length, lost === null);
      if (this.#queue.bytes === 0) this.#sayDrained(lost);
      done?.(lost);
      if (!this.#answers.exceeds(0.5, this.#queue.bytes)) reading.set('owed', false);
      this.of.settled();
      if (this.isDrained) this.#drained?.();
    });
    for (const one of messages) context.recorder.data(flow, 'out', one.bytes, one.at);
    security.written();
    context.changed();
  }

  /** The callbacks of writes and the `error` event come in either order; what broke the connection is the reason. */
  #whyLost(error: Error | null): Failure {
    const { flow, security } = this.of;
    const known = this.of.failure();
    if (known !== null) return known;
    const broke = this.of.stream().errored ?? error;
    const failure = security.failureOf(broke);
    // Node's own codes (ERR_STREAM_DESTROYED) say no more than that we threw it away.
    return broke === null || failure.code.startsWith('ERR_')
      ? { code: 'EABANDONED', params: { remote: formatAddress(flow.remote) } }
      : failure;
  }

  #sayDrained(lost: Failure | null): void {
    const { bytes, ms } = this.#drain.emptied() ?? { bytes: 0, ms: 0 };
    // A file that is being sent waits at every chunk, and says itself how long it took.
    if (lost !== null || bytes === 0 || this.of.over() || this.of.held()) return;
    this.of.context.say('drained', 'info', { bytes, ms: Math.round(ms) }, this.of.flow);
  }

  /** Keeps back what is written from now on, or lets it go together. */
  cork(on: boolean): void {
    if (this.#corked === on || this.of.finished()) return;
    const { context, flow } = this.of;
    this.#corked = on;
    if (on) {
      this.of.stream().cork();
      context.say('corked', 'info', {}, flow);
      return;
    }
    const bytes = this.#queue.bytes;
    this.#drain.restart();
    this.of.stream().uncork();
    context.say('uncorked', 'info', { bytes }, flow);
  }

  /** Our FIN, after what is queued. */
  end(): void {
    this.#corked = false;
    this.#drain.restart();
    this.of.stream().end();
  }

  /** Resolves once nothing is on its way out, or the connection is at its end. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#drained = () => {
        this.#drained = null;
        resolve();
      };
    });
  }

  /** The connection is at its end: nothing goes out any more. */
  closed(): void {
    this.#drained?.();
  }
}
