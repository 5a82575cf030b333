import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { LogRow } from '../../core/contract/log';
import type { Conversation } from '../../core/contract/stream';
import type { Timing } from '../../core/contract/timing';
import { ask } from './bridge';
import { goToRow } from './log';
import { tell } from './notices';
import { usePulse } from './pulse';
import { conversationOf } from './stream';

const TIMING_VIEWS = ['answers', 'rate', 'gaps', 'repeats'] as const;
export type TimingView = (typeof TIMING_VIEWS)[number];

/** What is drawn of a conversation that grows is at most so old, in ms. */
const REFRESH_MS = 500;

interface TimingState {
  readonly conversation: Conversation | null;
  /** As far as it was read by now; null before the first answer. */
  readonly timing: Timing | null;
  readonly failure: Failure | null;
  /** A person does not want to wait for the rest. */
  readonly stopped: boolean;
  readonly view: TimingView;
  /** Whose answers are shown; null: those of the side that did not speak first. */
  readonly side: 'in' | 'out' | null;
}

export const useTiming = create<TimingState>()(() => ({
  conversation: null,
  timing: null,
  failure: null,
  stopped: false,
  view: 'answers',
  side: null,
}));

/** What is asked about while somebody looks; null: nobody does. */
let wanted: { readonly conversation: Conversation; readonly row: number; readonly bars: number } | null =
  null;
let due = false;
let asking = false;
let lastAsked = Number.NEGATIVE_INFINITY;
let timer: ReturnType<typeof setTimeout> | undefined;

const isWhole = ({ scanned, total }: Timing): boolean => scanned >= total;

const pump = async (): Promise<void> => {
  clearTimeout(timer);
  const question = wanted;
  if (!due || asking || question === null || document.hidden || useTiming.getState().stopped) return;
  const rest = lastAsked + REFRESH_MS - performance.now();
  if (rest > 0) {
    timer = setTimeout(() => void pump(), rest);
    return;
  }
  due = false;
  asking = true;
  lastAsked = performance.now();
  const answer = await ask('timing.read', question);
  asking = false;
  // Somebody looks at another conversation or row by now.
  if (question !== wanted) return void pump();
  if (!answer.ok) useTiming.setState({ failure: answer.failure });
  else {
    useTiming.setState({ timing: answer.value, failure: null });
    if (!isWhole(answer.value)) renewNow();
  }
  void pump();
};

const renewNow = (): void => {
  lastAsked = Number.NEGATIVE_INFINITY;
  due = true;
};

const same = (a: Conversation | null, b: Conversation): boolean =>
  a?.flow === b.flow && a.endpoint === b.endpoint;

/**
 * Keeps the times of a row's conversation as new as the capture while they are seen, with at most so many bars of
 * throughput. Answers with what ends it.
 */
export const watchTiming = (
  row: Pick<LogRow, 'flow' | 'endpoint' | 'row'>,
  bars: number,
): (() => void) | undefined => {
  const conversation = conversationOf(row);
  if (conversation === null) return undefined;
  if (!same(useTiming.getState().conversation, conversation))
    useTiming.setState({ conversation, timing: null, failure: null, stopped: false, side: null });
  wanted = { conversation, row: row.row, bars };
  renewNow();
  void pump();
  const renew = (): void => {
    due = true;
    void pump();
  };
  const unfollow = usePulse.subscribe(({ capture }, before) => {
    if (capture.rows !== before.capture.rows) renew();
  });
  document.addEventListener('visibilitychange', renew);
  return () => {
    wanted = null;
    clearTimeout(timer);
    unfollow();
    document.removeEventListener('visibilitychange', renew);
  };
};

/** Ends reading, or goes on with it: what was read stays. */
export const stopTiming = (stopped: boolean): void => {
  useTiming.setState({ stopped });
  renewNow();
  void pump();
};

export const showTimingView = (view: TimingView): void => useTiming.setState({ view });

export const showAnswersOf = (side: 'in' | 'out'): void => useTiming.setState({ side });

/** Goes to the first message of the conversation at a time or after it, in µs since the epoch. */
export const goToTiming = async (from: number): Promise<void> => {
  const { conversation } = useTiming.getState();
  if (conversation === null) return;
  const answer = await ask('timing.row', { conversation, from });
  if (!answer.ok) tell(answer.failure);
  else if (answer.value.row !== null) await goToRow(answer.value.row);
};
