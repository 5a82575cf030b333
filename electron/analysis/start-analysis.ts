import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CompareRange, CompareWish, Comparison } from '../../core/contract/compare';
import type { ConversationsPage, ConversationsWish } from '../../core/contract/conversations';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Conversation, StreamMatch, StreamPlace, StreamWindow } from '../../core/contract/stream';
import type { Lens, MessagePlace } from '../../core/contract/stream-messages';
import type { Timing, TimingPlace, TimingWish } from '../../core/contract/timing';
import type { WorkControl } from '../capture/save-capture';
import type { ScanSegment } from '../capture/scan';
import type { Trees } from './export-rows';
import type { ExportRange, ExportStart } from './exports';
import type { StreamSearch } from './find-in-stream';
import type { Answers, Ask, Order, Questions, Report } from './messages';
import type { StreamWriting } from './write-stream';

/** What can be asked about whole conversations of the shown capture. Never rejects. */
export interface Analysis {
  stream(conversation: Conversation, place: StreamPlace): Promise<Result<StreamWindow>>;
  conversations(wish: ConversationsWish): Promise<Result<ConversationsPage>>;
  /** What is known of them so far; asked again, more is cut. Fails with the code of a framing that is not whole. */
  streamMessages(lens: Lens, place: MessagePlace): Promise<Answers['streamMessages']>;
  streamMessage(lens: Lens, number: number): Promise<Answers['streamMessage']>;
  /** What is known of a conversation's times by now; while there is more to read, each question reads on. */
  timing(wish: TimingWish): Promise<Result<Timing>>;
  timingRow(place: TimingPlace): Promise<Result<{ readonly row: number | null }>>;
  /** Another comparison, or `endCompare`, calls it off: ECANCELED. */
  compare(wish: CompareWish): Promise<Result<Comparison>>;
  compareBytes(range: CompareRange): Promise<Result<{ readonly bytes: Uint8Array }>>;
  /** Forgets the comparison, and calls one off that is under way. */
  endCompare(): Promise<Result<null>>;
  /** Another search, or `stopFind`, calls it off: ECANCELED. */
  findInStream(conversation: Conversation, search: StreamSearch): Promise<Result<StreamMatch | null>>;
  stopFind(): void;
  saveStream(
    conversation: Conversation,
    writing: StreamWriting,
    path: string,
    control: WorkControl,
  ): Promise<Result<null>>;
  /** Writes rows of the shown capture to a file, in steps. */
  export(start: ExportStart, supply: ExportSupply, control: WorkControl): Promise<Result<null>>;
  close(): Promise<void>;
}

/** What an export is made of. */
export interface ExportSupply {
  /** Rows of the capture, ascending, some at a time, of `total` in all. */
  readonly rows: (
    range: ExportRange,
  ) => AsyncIterable<Result<{ readonly rows: readonly number[]; readonly total: number }>>;
  /** What the dissectors say of the first of these rows and of those near it; null: it is not asked for. */
  readonly trees:
    | ((segments: readonly ScanSegment[], rows: readonly number[]) => Promise<Result<Trees>>)
    | null;
}

interface AnalysisDeps {
  /** The shown capture as it is on disk by now. */
  readonly segments: () => Promise<readonly ScanSegment[]>;
  readonly script?: string;
}

interface Waiting {
  readonly answer: (answer: Answers[Ask]) => void;
  readonly onProgress: WorkControl['onProgress'];
}

/** How many of the rows, from the first on, have a tree. */
const knownOf = (rows: readonly number[], trees: Trees): number => {
  const missing = rows.findIndex((row) => !trees.has(row));
  return missing === -1 ? rows.length : Math.max(1, missing);
};

/** The worker's own entry of the build stands beside the main one. */
const SCRIPT = join(import.meta.dirname, 'analysis-worker.js');

const never = new AbortController().signal;
const unheard = (): void => undefined;

/** A thread that starts when it is first asked, and again when it broke. */
export const startAnalysis = ({ segments, script = SCRIPT }: AnalysisDeps): Analysis => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let calls = 0;
  let finding: AbortController | null = null;
  let comparing: AbortController | null = null;

  const start = (): Worker => {
    const started = new Worker(script);
    started.on('message', (message: Report) => {
      const one = waiting.get(message.call);
      if (message.report === 'progress') one?.onProgress(message.done, message.total);
      else {
        waiting.delete(message.call);
        one?.answer(message.answer);
      }
    });
    started.on('error', (error) => {
      if (worker === started) worker = null;
      const broken = fail({ code: 'EVIEW_STOPPED', detail: error.message });
      for (const { answer } of waiting.values()) answer(broken);
      waiting.clear();
    });
    // It never keeps the program alive.
    started.unref();
    return started;
  };

  const ask = async <A extends Ask>(
    name: A,
    question: Questions[A],
    { signal, onProgress }: WorkControl = { signal: never, onProgress: unheard },
    given: readonly ScanSegment[] | null = null,
  ): Promise<Answers[A]> => {
    const shown = given ?? (await segments());
    calls += 1;
    const call = calls;
    worker ??= start();
    const thread = worker;
    const order = (message: Order): void => thread.postMessage(message);
    const abort = (): void => order({ order: 'abort', call });
    const answered = new Promise<Answers[A]>((resolve) => {
      // The answer to a question is of its kind; the map of all kinds cannot say so.
      waiting.set(call, { answer: resolve as (answer: Answers[Ask]) => void, onProgress });
    });
    order({ order: 'ask', call, ask: name, segments: shown, question } as Order);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    const answer = await answered;
    signal.removeEventListener('abort', abort);
    return answer;
  };

  return {
    stream: (conversation, place) => ask('stream', { conversation, place }),
    streamMessages: (lens, place) => ask('streamMessages', { lens, place, atMs: Date.now() }),
    streamMessage: (lens, number) => ask('streamMessage', { lens, number, atMs: Date.now() }),
    conversations: (wish) => ask('conversations', wish),
    timing: (wish) => ask('timing', wish),
    timingRow: (place) => ask('timingRow', place),
    async findInStream(conversation, search) {
      finding?.abort();
      const mine = new AbortController();
      finding = mine;
      const found = await ask(
        'findInStream',
        { conversation, search },
        {
          signal: mine.signal,
          onProgress: unheard,
        },
      );
      return mine.signal.aborted ? fail({ code: 'ECANCELED' }) : found;
    },
    async compare(wish) {
      comparing?.abort();
      const mine = new AbortController();
      comparing = mine;
      const compared = await ask('compare', wish, { signal: mine.signal, onProgress: unheard });
      return mine.signal.aborted ? fail({ code: 'ECANCELED' }) : compared;
    },
    compareBytes: (range) => ask('compareBytes', range),
    async endCompare() {
      comparing?.abort();
      return worker === null ? ok(null) : ask('compareEnd', null);
    },
    stopFind: () => finding?.abort(),
    saveStream: (conversation, writing, path, control) =>
      ask('saveStream', { conversation, writing, path }, control),
    async export(start, { rows, trees }, { signal, onProgress }) {
      const shown = await segments();
      const begun = await ask('exportBegin', start, undefined, shown);
      if (!begun.ok) return begun;
      const { id } = begun.value;
      const end = async (failure: Result<never>): Promise<Result<never>> => {
        await ask('exportEnd', { id, keep: false }, undefined, shown);
        return failure;
      };
      let done = 0;
      for await (const next of rows(begun.value)) {
        if (!next.ok) return end(next);
        for (let left = next.value.rows; left.length > 0; ) {
          if (signal.aborted) return end(fail({ code: 'ECAPTURE_CANCELLED' }));
          const said = trees === null ? null : await trees(shown, left);
          if (said !== null && !said.ok) return end(said);
          const known = said === null ? left : left.slice(0, knownOf(left, said.value));
          const written = await ask(
            'exportRows',
            { id, rows: known, trees: said === null ? new Map() : said.value },
            undefined,
            shown,
          );
          if (!written.ok) return end(written);
          done += known.length;
          left = left.slice(known.length);
          onProgress(done, next.value.total);
        }
      }
      return ask('exportEnd', { id, keep: true }, undefined, shown);
    },
    async close() {
      const old = worker;
      worker = null;
      await old?.terminate();
    },
  };
};
