import { fail, ok } from '../../core/contract/result';
import type { Conversation } from '../../core/contract/stream';
import { type Disk, diskFailure } from '../capture/disk';
import { DiskCapture } from '../capture/disk-capture';
import type { WorkControl } from '../capture/save-capture';
import type { ScanSegment } from '../capture/scan';
import { ConversationList } from './conversation-list';
import { Exports } from './exports';
import { findInStream } from './find-in-stream';
import type { Answers, Ask, Questions } from './messages';
import { readStream } from './read-stream';
import { StreamIndex } from './stream-index';
import { writeFile } from './write-file';
import { writeStream } from './write-stream';

/** Conversations that are remembered, so that scrolling through one does not look for its messages again. */
const KEPT = 4;

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

  readonly #work: { readonly [A in CaptureAsk]: Work<A> } = {
    stream: async (capture, { conversation, place }) =>
      ok(await readStream(capture, await this.#index(capture, conversation), place)),
    conversations: async (capture, wish, { onProgress }) => {
      await this.#list.extend(capture, onProgress);
      return ok(await this.#list.page(capture, wish));
    },
    findInStream: async (capture, { conversation, search }, { signal }) =>
      ok(await findInStream(capture, await this.#index(capture, conversation), search, signal)),
    saveStream: async (capture, { conversation, writing, path }, control) => {
      const index = await this.#index(capture, conversation);
      return writeFile(this.#disk, path, writeStream(capture, index, writing, control), control.signal);
    },
  };
}
