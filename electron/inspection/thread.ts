import { Worker } from 'node:worker_threads';
import type { Failure } from '../../core/contract/failure';
import type { LuaReport } from '../../core/contract/lua-files';
import { fail } from '../../core/contract/result';
import { type LuaSource, newWatch } from '../dissect/lua-guard';
import { culprit } from './culprit';
import type { Answers, Given, Question, Report } from './messages';

export interface ThreadOptions {
  readonly script: string;
  /** Milliseconds that loading, and one question, may take before the thread is given up. */
  readonly loadMs: number;
  readonly answerMs: number;
  /** Beyond so many bytes of its memory the thread is replaced: WebAssembly never gives any back. */
  readonly mostMemory: number;
  /** Without questions for so many milliseconds it ends, and its memory is free. */
  readonly idleMs: number;
  /** A person's own Lua files, as the next thread gets them. */
  readonly luaFiles: () => readonly LuaSource[];
  /** What became of them in a new thread, and again when that has changed. */
  readonly onLua: (files: readonly LuaReport[]) => void;
  /** The thread had to be given up in the middle of this file's code. The file is not to be given to the next one. */
  readonly onCulprit: (file: string, failure: Failure) => void;
  /** The engine's code as another thread has it; null: none has. */
  readonly sharedCode?: () => WebAssembly.Module | null;
}

type Answer = Answers[Question['ask']];

/** Of two questions that wait, the more urgent kind goes first; of one kind only the newest is still of interest. */
const URGENCY: readonly Question['ask'][] = [
  'decode',
  'source',
  'check',
  'complete',
  'protocols',
  'infos',
  'judge',
  'trees',
  'values',
  'ahead',
];

interface Waiting {
  readonly question: Question;
  readonly answer: (answer: Answer) => void;
}

const superseded = fail({ code: 'EDISSECT_SUPERSEDED' });

/**
 * The thread of the dissectors as seen from outside: it starts with the first question, is asked one thing at a
 * time, and is replaced when it breaks, hangs or has grown too large. A question that it broke over is not asked
 * again by itself.
 */
export class DissectThread {
  readonly #options: ThreadOptions;
  readonly #waiting = new Map<Question['ask'], Waiting>();
  #worker: Worker | null = null;
  #given: Given = { luaFiles: [], watch: newWatch(), code: null };
  #code: WebAssembly.Module | null = null;
  #ready = false;
  #asked: Waiting | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** The engine's code, while the thread has it. */
  get code(): WebAssembly.Module | null {
    return this.#code;
  }

  /** Never rejects. EDISSECT_SUPERSEDED: a newer question of the same kind came before this one's turn. */
  ask<A extends Question['ask']>(question: Extract<Question, { ask: A }>): Promise<Answers[A]> {
    return new Promise((resolve) => {
      this.#waiting.get(question.ask)?.answer(superseded);
      // The answer to a question is of its kind; the map of all kinds cannot say so.
      this.#waiting.set(question.ask, { question, answer: resolve as (answer: Answer) => void });
      this.#next();
    });
  }

  /** Ends the thread; the next question starts another. What was asked is answered with EDISSECT_STOPPED. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#drop({ code: 'EDISSECT_STOPPED', detail: '' });
    for (const { answer } of this.#waiting.values()) answer(fail({ code: 'EDISSECT_STOPPED', detail: '' }));
    this.#waiting.clear();
    await worker?.terminate();
  }

  #next(): void {
    if (this.#asked !== null) return;
    const kind = URGENCY.find((ask) => this.#waiting.has(ask));
    const next = kind === undefined ? undefined : this.#waiting.get(kind);
    if (kind === undefined || next === undefined) {
      if (this.#worker !== null && this.#ready) this.#after(this.#options.idleMs, () => void this.stop());
      return;
    }
    if (this.#worker === null) this.#start();
    if (!this.#ready) return;
    this.#waiting.delete(kind);
    this.#asked = next;
    this.#after(this.#options.answerMs, () => this.#hang());
    this.#worker?.postMessage(next.question);
  }

  #start(): void {
    const code = this.#options.sharedCode?.() ?? null;
    this.#given = { luaFiles: this.#options.luaFiles(), watch: newWatch(), code };
    const worker = new Worker(this.#options.script, { workerData: this.#given });
    this.#worker = worker;
    this.#ready = false;
    this.#after(this.#options.loadMs, () => this.#hang());
    worker.on('message', (report: Report) => {
      if (worker !== this.#worker) return;
      if (report.report === 'lua') return this.#options.onLua(report.files);
      if (report.report === 'ready') {
        this.#ready = true;
        this.#code = report.code;
      } else this.#take(report.answer, report.memory);
      this.#next();
    });
    worker.on('error', (error) => {
      if (worker === this.#worker) this.#break(error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', () => {
      if (worker === this.#worker) this.#break('');
    });
    // It never keeps the program alive.
    worker.unref();
  }

  #take(answer: Answer, memory: number): void {
    this.#clearTimer();
    this.#asked?.answer(answer);
    this.#asked = null;
    if (memory <= this.#options.mostMemory) return;
    const worker = this.#worker;
    this.#worker = null;
    this.#code = null;
    void worker?.terminate();
  }

  #hang(): void {
    const worker = this.#worker;
    const seconds = Math.round(this.#options.answerMs / 1000);
    this.#giveUp({ code: 'EDISSECT_HUNG', params: { seconds } });
    void worker?.terminate();
    this.#next();
  }

  #break(detail: string): void {
    this.#giveUp({ code: 'EDISSECT_STOPPED', detail });
    this.#next();
  }

  /** The thread is of no more use. If a file of the person's own is to blame, that is said instead. */
  #giveUp(why: Failure): void {
    const found = culprit(this.#given, why);
    this.#drop(found?.failure ?? why);
    if (found !== null) this.#options.onCulprit(found.file, found.failure);
  }

  /** Forgets the thread. Whoever waits for it is told why; if it never got ready, all who wait for it are. */
  #drop(why: Failure): void {
    this.#clearTimer();
    this.#worker = null;
    this.#code = null;
    const asked = this.#asked;
    this.#asked = null;
    asked?.answer(fail(why));
    if (this.#ready) return;
    for (const { answer } of this.#waiting.values()) answer(fail(why));
    this.#waiting.clear();
  }

  #after(ms: number, act: () => void): void {
    this.#clearTimer();
    this.#timer = setTimeout(act, ms).unref();
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
