import { Worker } from 'node:worker_threads';
import {
  type ScriptEvent,
  type ScriptEventName,
  type ScriptFault,
  type ScriptStatus,
  scriptMark,
} from '../../../core/contract/script';
import type { ScriptDeed } from './host';
import type { ScriptBeginning, ScriptReport } from './messages';

export interface ScriptThreadDeps {
  /** The built entry of the thread. */
  readonly entry: string;
  readonly beginning: ScriptBeginning;
  deed(deed: ScriptDeed): void;
  fault(fault: ScriptFault): void;
  /** So many lines, and errors, were too many for the second. */
  leftOut(lines: number): void;
  /** So many messages were not given to the script, because it is behind. */
  skipped(messages: number): void;
  changed(): void;
}

/** The interpreter interrupts a script after a second; a thread that is silent for longer hangs in itself. */
export const HUNG_MS = 10_000;
/** So long a script has for what came before its endpoint stopped. */
const FINISH_MS = 2000;
/** What may wait for a script that is slower than its messages. */
const MOST_WAITING = 20_000;
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
/** Console lines and faults that become rows, in one second. */
const MOST_LINES = 100;

/** The thread of one script, from the start of its endpoint to the end of either. */
export class ScriptThread {
  readonly #worker: Worker;
  readonly #deps: ScriptThreadDeps;
  /** What is known before the script has said what it handles. */
  #handled: ReadonlySet<ScriptEventName> | null = null;
  /** Sizes of what was given and is not done with, in order. */
  readonly #waiting: number[] = [];
  #waitingBytes = 0;
  #skipped = 0;
  #lines = 0;
  #leftOut = 0;
  #second: NodeJS.Timeout | null = null;
  #watch: NodeJS.Timeout | null = null;
  #status: ScriptStatus;
  #finished: Promise<void> | null = null;
  #finish: () => void = () => undefined;

  constructor(deps: ScriptThreadDeps) {
    this.#deps = deps;
    const mark = scriptMark(deps.beginning.source);
    this.#status = { mark, state: 'starting', faults: 0, last: null };
    this.#worker = new Worker(deps.entry, {
      workerData: deps.beginning,
      // The interpreter's own limits come first; these are for what it does beside them.
      resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 4 },
    });
    this.#worker.on('message', (report: ScriptReport) => this.#hear(report));
    this.#worker.on('error', (error) => this.#broke(String(error instanceof Error ? error.message : error)));
    this.#worker.unref();
    this.#expectAnswer();
  }

  get status(): ScriptStatus {
    return this.#status;
  }

  /** Gives the script what happened, if it has a handler for it. `bytes` are copied. */
  give(event: ScriptEvent): void {
    if (this.#status.state === 'stopped') return;
    if (event.event !== 'timer' && this.#handled !== null && !this.#needs(event.event)) return;
    const size = 'bytes' in event ? event.bytes.length : 0;
    const full = this.#waiting.length >= MOST_WAITING || this.#waitingBytes + size > MOST_WAITING_BYTES;
    if ('bytes' in event && full) {
      this.#skipped += 1;
      this.#startSecond();
      return;
    }
    this.#waiting.push(size);
    this.#waitingBytes += size;
    if (this.#watch === null) this.#expectAnswer();
    this.#worker.postMessage('bytes' in event ? { ...event, bytes: Uint8Array.from(event.bytes) } : event);
  }

  get isFinishing(): boolean {
    return this.#finished !== null;
  }

  /**
   * Ends the thread when the script has taken what it was given already, such as the ends of its connections; one that
   * takes longer than FINISH_MS is ended all the same.
   */
  finish(): Promise<void> {
    this.#finished ??= this.#untilIdle().then(() => this.stop());
    return this.#finished;
  }

  async #untilIdle(): Promise<void> {
    if (this.#status.state === 'stopped' || this.#isIdle) return;
    let late: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#finish = resolve;
      late = setTimeout(resolve, FINISH_MS);
    });
    clearTimeout(late);
  }

  get #isIdle(): boolean {
    return this.#waiting.length === 0 && this.#handled !== null;
  }

  /** Ends the thread. Nothing is said of what it does meanwhile. */
  async stop(): Promise<void> {
    this.#over(null);
    await this.#worker.terminate();
  }

  /** Connections are made known by their opening, and are forgotten when they close. */
  #needs(name: ScriptEventName): boolean {
    return name === 'open' || name === 'close' || this.#handled?.has(name) === true;
  }

  #hear(report: ScriptReport): void {
    if (this.#status.state === 'stopped') return;
    this.#expectAnswer();
    switch (report.report) {
      case 'ready':
        this.#handled = new Set(report.handled);
        this.#change({ ...this.#status, state: 'running' });
        break;
      case 'took':
        for (const size of this.#waiting.splice(0, report.events)) this.#waitingBytes -= size;
        break;
      case 'deed':
        if (report.deed.does !== 'log' || this.#mayWriteLine()) this.#deps.deed(report.deed);
        break;
      case 'fault':
        if (report.fault.fatal) this.#over(report.fault);
        else this.#change({ ...this.#status, faults: this.#status.faults + 1, last: report.fault });
        if (report.fault.fatal || this.#mayWriteLine()) this.#deps.fault(report.fault);
        if (report.fault.fatal) void this.#worker.terminate();
    }
    if (!this.#isIdle) return;
    this.#stopWatching();
    this.#finish();
  }

  #mayWriteLine(): boolean {
    this.#startSecond();
    this.#lines += 1;
    if (this.#lines <= MOST_LINES) return true;
    this.#leftOut += 1;
    return false;
  }

  /** What was too much is told once a second. */
  #startSecond(): void {
    this.#second ??= setTimeout(() => {
      this.#second = null;
      this.#lines = 0;
      if (this.#leftOut > 0) this.#deps.leftOut(this.#leftOut);
      if (this.#skipped > 0) this.#deps.skipped(this.#skipped);
      this.#leftOut = 0;
      this.#skipped = 0;
    }, 1000).unref();
  }

  #expectAnswer(): void {
    this.#stopWatching();
    this.#watch = setTimeout(() => {
      this.#broke('');
      void this.#worker.terminate();
    }, HUNG_MS).unref();
  }

  #stopWatching(): void {
    if (this.#watch !== null) clearTimeout(this.#watch);
    this.#watch = null;
  }

  #broke(message: string): void {
    if (this.#status.state === 'stopped') return;
    const fault: ScriptFault = { kind: 'hung', message, line: null, column: null, fatal: true };
    this.#over(fault);
    this.#deps.fault(fault);
  }

  #over(last: ScriptFault | null): void {
    this.#stopWatching();
    if (this.#second !== null) clearTimeout(this.#second);
    this.#change({ ...this.#status, state: 'stopped', last: last ?? this.#status.last });
    this.#finish();
  }

  #change(status: ScriptStatus): void {
    this.#status = status;
    this.#deps.changed();
  }
}
