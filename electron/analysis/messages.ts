import type { CompareRange, CompareWish, Comparison } from '../../core/contract/compare';
import type { ConversationsPage, ConversationsWish } from '../../core/contract/conversations';
import type { Result } from '../../core/contract/result';
import type { Conversation, StreamMatch, StreamPlace, StreamWindow } from '../../core/contract/stream';
import type { Lens, MessagePlace, StreamMessages } from '../../core/contract/stream-messages';
import type { Timing, TimingPlace, TimingWish } from '../../core/contract/timing';
import type { ScanSegment } from '../capture/scan';
import type { Trees } from './export-rows';
import type { ExportRange, ExportStart } from './exports';
import type { StreamSearch } from './find-in-stream';
import type { StreamWriting } from './write-stream';

interface LensQuestion {
  readonly lens: Lens;
  /** When it was asked, in ms since the epoch: what is not in the capture by then had not come. */
  readonly atMs: number;
}

/** What the analysis is asked, always about the capture as it is on disk by now. */
export interface Questions {
  readonly stream: { readonly conversation: Conversation; readonly place: StreamPlace };
  readonly streamMessages: LensQuestion & { readonly place: MessagePlace };
  readonly streamMessage: LensQuestion & { readonly number: number };
  readonly findInStream: { readonly conversation: Conversation; readonly search: StreamSearch };
  readonly saveStream: {
    readonly conversation: Conversation;
    readonly writing: StreamWriting;
    readonly path: string;
  };
  readonly conversations: ConversationsWish;
  readonly timing: TimingWish;
  readonly timingRow: TimingPlace;
  readonly compare: CompareWish;
  readonly compareBytes: CompareRange;
  readonly compareEnd: null;
  readonly exportBegin: ExportStart;
  readonly exportRows: { readonly id: number; readonly rows: readonly number[]; readonly trees: Trees };
  readonly exportEnd: { readonly id: number; readonly keep: boolean };
}

export interface Answers {
  readonly stream: Result<StreamWindow>;
  readonly streamMessages: Result<StreamMessages>;
  readonly streamMessage: Result<{ readonly bytes: Uint8Array; readonly total: number }>;
  readonly findInStream: Result<StreamMatch | null>;
  readonly saveStream: Result<null>;
  readonly conversations: Result<ConversationsPage>;
  readonly timing: Result<Timing>;
  readonly timingRow: Result<{ readonly row: number | null }>;
  readonly compare: Result<Comparison>;
  readonly compareBytes: Result<{ readonly bytes: Uint8Array }>;
  readonly compareEnd: Result<null>;
  readonly exportBegin: Result<ExportRange>;
  readonly exportRows: Result<null>;
  readonly exportEnd: Result<null>;
}

export type Ask = keyof Questions;

/** To the thread. */
export type Order =
  | {
      readonly [A in Ask]: {
        readonly order: 'ask';
        readonly call: number;
        readonly ask: A;
        readonly segments: readonly ScanSegment[];
        readonly question: Questions[A];
      };
    }[Ask]
  | { readonly order: 'abort'; readonly call: number };

/** From it. */
export type Report =
  | { readonly report: 'answer'; readonly call: number; readonly answer: Answers[Ask] }
  | { readonly report: 'progress'; readonly call: number; readonly done: number; readonly total: number };
