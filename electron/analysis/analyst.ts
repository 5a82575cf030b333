import { MAX_BYTES_PER_REQUEST } from '../../core/contract/limits';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Conversation } from '../../core/contract/stream';
import type { Lens } from '../../core/contract/stream-messages';
import { readFraming } from '../../core/framing/setting';
import { type Disk, diskFailure } from '../capture/disk';
import { DiskCapture } from '../capture/disk-capture';
import type { WorkControl } from '../capture/save-capture';
import type { ScanSegment } from '../capture/scan';
import { Comparisons } from './comparisons';
import { ConversationList } from './conversation-list';
import { Exports } from './exports';
import { findInStream } from './find-in-stream';
import { MessageIndex } from './message-index';
import type { Answers, Ask, Questions } from './messages';
import { readStream } from './read-stream';
import { StreamIndex } from './stream-index';
import { TimingPass } from './timing-pass';
import { writeFile } from './write-file';
import { writeStream } from './write-stream';

/** Conversations that are remembered, so that scrolling through one does not look for its messages again. */
const KEPT = 4;
/** The same for conversations that a framing has cut. */
const KEPT_LENSES = 3;
/** A conversation is cut into messages for so many ms before what is known so far is told. */
const CUTTING_MS = 200;
/** An answer about times takes about so long at most, in ms; what is left is read with the next question. */
const TIMING_MS = 150;

const keyOf = ({ flow, endpoint }: Conversation): string => `${flow} ${endpoint}`;

type ExportAsk = 'exportBegin' | 'exportRows' | 'exportEnd';
type CaptureAsk = Exclude<Ask, ExportAsk>;

export const isExportAsk = (ask: Ask): ask is ExportAsk => ask.startsWith('export');

type Work<A extends Ask> = (
  capture: DiskCapture,
  question: Questions[A],
  control: WorkControl,
) => Promise<Answers[A]>;

/** Answers questions about whole conversations and captures from their files. Never rejects. */
export class Analyst {
  readonly #disk: Disk;
  readonly #exports: Exports;
  /** In the order of use, the last one at the end. */
  #kept: readonly StreamIndex[] = [];
  #lenses: readonly { readonly key: string; readonly index: MessageIndex }[] = [];
  #timings: readonly TimingPass[] = [];
  readonly #comparisons = new Comparisons();
  #paths: readonly string[] = [];
  #list = new ConversationList();

  constructor(disk: Disk) {
    this.#disk = disk;
    this.#exports = new Exports(disk);
  }

  /** What is asked of an export, which has its own files open. */
  async answerExport<A extends ExportAsk>(
    ask: A,
    segments: readonly ScanSegment[],
    question: Questions[A],
  ): Promise<Answers[A]> {
    const work = this.#exporting[ask] as (
      segments: readonly ScanSegment[],
      question: Questions[A],
    ) => Promise<Answers[A]>;
    return work(segments, question);
  }

  readonly #exporting: {
    readonly [A in ExportAsk]: (
      segments: readonly ScanSegment[],
      question: Questions[A],
    ) => Promise<Answers[A]>;
  } = {
    exportBegin: (segments, start) => this.#exports.begin(segments, start),
    exportRows: (_segments, { id, rows, trees }) => this.#exports.rows(id, rows, trees),
    exportEnd: (_segments, { id, keep }) => (keep ? this.#exports.finish(id) : this.#exports.drop(id)),
  };

  async answer<A extends CaptureAsk>(
    ask: A,
    segments: readonly ScanSegment[],
    question: Questions[A],
    control: WorkControl,
  ): Promise<Answers[A]> {
    this.#forget(segments);
    const work = this.#work[ask] as Work<A>;
    let capture: DiskCapture | null = null;
    try {
      capture = await DiskCapture.open(this.#disk, segments);
      return await work(capture, question, control);
    } catch (error) {
      return fail(diskFailure(error)) as Answers[A];
    } finally {
      await capture?.close();
    }
  }

  /** Marks of a capture that is no longer shown, or whose first rows are gone, lead nowhere. */
  #forget(segments: readonly ScanSegment[]): void {
    const paths = segments.map(({ indexPath }) => indexPath);
    const goesOn = this.#paths.length > 0 && this.#paths.every((path, i) => path === paths[i]);
    if (!goesOn) {
      this.#kept = [];
      this.#lenses = [];
      this.#timings = [];
      this.#list = new ConversationList();
    }
    this.#paths = paths;
  }

  async #index(capture: DiskCapture, conversation: Conversation): Promise<StreamIndex> {
    const key = keyOf(conversation);
    const index = this.#kept.find((one) => keyOf(one.conversation) === key) ?? new StreamIndex(conversation);
    this.#kept = [...this.#kept.filter((one) => one !== index), index].slice(-KEPT);
    await index.extend(capture);
    return index;
  }

  /** Cuts the conversation further. Fails with the code of a setting that is not whole. */
  async #cut(capture: DiskCapture, { conversation, framing }: Lens): Promise<Result<MessageIndex>> {
    const stream = await this.#index(capture, conversation);
    const key = `${keyOf(conversation)} ${JSON.stringify(framing)}`;
    let index = this.#lenses.find((one) => one.key === key)?.index;
    if (index === undefined) {
      const read = readFraming(framing);
      if (!read.ok) return fail(read.fault.failure);
      index = new MessageIndex(stream, read.framer);
    }
    this.#lenses = [...this.#lenses.filter((one) => one.key !== key), { key, index }].slice(-KEPT_LENSES);
    await index.extend(capture, CUTTING_MS);
    return ok(index);
  }

  #timing(conversation: Conversation): TimingPass {
    const key = keyOf(conversation);
    const pass = this.#timings.find((one) => keyOf(one.conversation) === key) ?? new TimingPass(conversation);
    this.#timings = [...this.#timings.filter((one) => one !== pass), pass].slice(-KEPT);
    return pass;
  }

  readonly #work: { readonly [A in CaptureAsk]: Work<A> } = {
    stream: async (capture, { conversation, place }) =>
      ok(await readStream(capture, await this.#index(capture, conversation), place)),
    streamMessages: async (capture, { lens, place, atMs }) => {
      const cut = await this.#cut(capture, lens);
      return cut.ok ? ok(await cut.value.page(capture, place, atMs)) : cut;
    },
    streamMessage: async (capture, { lens, number, atMs }) => {
      const cut = await this.#cut(capture, lens);
      if (!cut.ok) return cut;
      const bytes = await cut.value.bytes(capture, number, atMs);
      if (bytes === null) return fail({ code: 'EVIEW_GONE' });
      return ok({ bytes: bytes.subarray(0, MAX_BYTES_PER_REQUEST), total: bytes.length });
    },
    conversations: async (capture, wish, { onProgress }) => {
      await this.#list.extend(capture, onProgress);
      return ok(await this.#list.page(capture, wish));
    },
    timing: async (capture, { conversation, row, bars }) => {
      const pass = this.#timing(conversation);
      await pass.extend(capture, TIMING_MS);
      return ok(await pass.read(capture, row, bars));
    },
    timingRow: async (capture, { conversation, from }) =>
      ok({ row: await this.#timing(conversation).rowAt(capture, from) }),
    compare: (capture, wish, { signal }) => this.#comparisons.begin(capture, wish, signal),
    compareBytes: async (_capture, range) => this.#comparisons.bytes(range),
    compareEnd: async () => {
      this.#comparisons.forget();
      return ok(null);
    },
    findInStream: async (capture, { conversation, search }, { signal }) =>
      ok(await findInStream(capture, await this.#index(capture, conversation), search, signal)),
    saveStream: async (capture, { conversation, writing, path }, control) => {
      const index = await this.#index(capture, conversation);
      return writeFile(this.#disk, path, writeStream(capture, index, writing, control), control.signal);
    },
  };
}
