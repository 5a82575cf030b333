import { create } from 'zustand';
import type { TimeSpan } from '../../core/contract/time-span';
import type { Timeline } from '../../core/contract/timeline';
import { ask } from './bridge';
import { type FocusWish, noFocusWish, wishFocus } from './focus-wish';
import { useLog } from './log';
import { limitTime, useLogFilter } from './log-filter';
import { tell } from './notices';
import { usePulse } from './pulse';
import { updateSettings, useSettings } from './settings';

interface TimelineState {
  /** As last answered; null before the first. */
  readonly line: Timeline | null;
  /** What is drawn of the capture; null: all of it. */
  readonly window: TimeSpan | null;
  /** What was drawn before zooming in, the last at the end. */
  readonly back: readonly (TimeSpan | null)[];
  /** The first µs of the bar at the keyboard; null before the keyboard was there. */
  readonly cursor: number | null;
  /** What is being selected and does not limit the log yet. */
  readonly selection: TimeSpan | null;
  /** The timeline shall take the focus. */
  readonly focus: FocusWish;
}

const whole = { window: null, back: [], cursor: null, selection: null } as const;

export const useTimeline = create<TimelineState>()(() => ({ line: null, ...whole, focus: noFocusWish }));

/** The least time between two questions, in ms: what is drawn of a flood is at most that old. */
const ASK_MS = 250;

/** How many bars there is room for; 0 while nobody sees them. */
let room = 0;
let due = false;
let asking = false;
let lastAsked = Number.NEGATIVE_INFINITY;
let timer: ReturnType<typeof setTimeout> | undefined;

const pump = async (): Promise<void> => {
  clearTimeout(timer);
  if (!due || asking || room === 0 || document.hidden) return;
  const rest = lastAsked + ASK_MS - performance.now();
  if (rest > 0) {
    timer = setTimeout(() => void pump(), rest);
    return;
  }
  due = false;
  asking = true;
  lastAsked = performance.now();
  const { window } = useTimeline.getState();
  const answer = await ask('log.timeline', { span: window, bars: room });
  asking = false;
  if (!answer.ok) tell(answer.failure);
  else if (useTimeline.getState().window === window) {
    useTimeline.setState({ line: answer.value });
    if (answer.value.finer) due = true;
  }
  void pump();
};

/** What is drawn is no longer what there is. */
const renew = (): void => {
  due = true;
  void pump();
};

/** At once: a person has asked for something else. */
const renewNow = (): void => {
  lastAsked = Number.NEGATIVE_INFINITY;
  renew();
};

/** Keeps the line as new as the capture while it is seen. Answers with what ends it. */
export const watchTimeline = (bars: number): (() => void) => {
  room = bars;
  renewNow();
  const unfollow = [
    usePulse.subscribe(({ capture }, before) => {
      if (capture.rows !== before.capture.rows) renew();
    }),
    useLog.subscribe(({ source }, before) => {
      if (source === before.source) return;
      useTimeline.setState(whole);
      renewNow();
    }),
  ];
  document.addEventListener('visibilitychange', renew);
  return () => {
    room = 0;
    clearTimeout(timer);
    for (const end of unfollow) end();
    document.removeEventListener('visibilitychange', renew);
  };
};

const draw = (change: Pick<TimelineState, 'window' | 'back'>): void => {
  useTimeline.setState({ ...change, selection: null });
  renewNow();
};

/** What zooming in would show: what is being selected, or what the log is limited to. */
export const zoomTarget = (): TimeSpan | null =>
  useTimeline.getState().selection ?? useLogFilter.getState().span;

export const zoomIn = (): void => {
  const target = zoomTarget();
  const { window, back } = useTimeline.getState();
  const same = window !== null && target?.from === window.from && target.to === window.to;
  if (target !== null && !same) draw({ window: target, back: [...back, window] });
};

/** Back to what was drawn before. */
export const zoomOut = (): void => {
  const { back } = useTimeline.getState();
  if (back.length > 0) draw({ window: back.at(-1) ?? null, back: back.slice(0, -1) });
};

/** Limits the log to what is being selected, and ends selecting. */
export const takeSelection = (): void => {
  const { selection } = useTimeline.getState();
  if (selection === null) return;
  useTimeline.setState({ selection: null });
  limitTime(selection);
};

/** Gives up what is being selected, or else the limit. Answers whether there was either. */
export const clearSpan = (): boolean => {
  if (useTimeline.getState().selection !== null) useTimeline.setState({ selection: null });
  else if (useLogFilter.getState().span !== null) limitTime(null);
  else return false;
  return true;
};

export const useTimelineShown = (): boolean =>
  useSettings(({ settings }) => !settings.folded.includes('timeline'));

export const toggleTimeline = (): void => {
  const { folded } = useSettings.getState().settings;
  void updateSettings({
    folded: folded.includes('timeline')
      ? folded.filter((other) => other !== 'timeline')
      : [...folded, 'timeline'],
  });
};

export const focusTimeline = (): void => {
  if (useSettings.getState().settings.folded.includes('timeline')) toggleTimeline();
  useTimeline.setState({ focus: wishFocus() });
};

export const measureTimeline = (timelineMeasure: 'messages' | 'bytes'): void =>
  void updateSettings({ timelineMeasure });
