import { MAX_ROWS_PER_PAGE } from '../../core/contract/limits';
import type { LogFilter, LogPage, LogRow, ViewState } from '../../core/contract/log';
import type { Result } from '../../core/contract/result';
import { RowStore, type Span } from './log-rows';
import { flushPaced, paced } from './paced';

/** What the log shows now. Changes as a whole, so that count and rows always belong together. */
export interface LogDisplay {
  /** The view on the screen; null before the first. */
  readonly view: number | null;
  /** Positions before this one were removed by the capture's limit. */
  readonly first: number;
  /** Rows of the capture that were removed by its limit. */
  readonly removed: number;
  /** Rows to show, with those before `first`. While following, those up to the last loaded one: the tail appears whole or not at all. */
  readonly count: number;
  /** Rows in the view, looked at, and in the capture, as last heard. */
  readonly matched: number;
  readonly scanned: number;
  readonly total: number;
  /** The rows on the screen are of the view before; the new one has not brought any yet. */
  readonly stale: boolean;
  /** Grows whenever rows arrive. */
  readonly version: number;
}

/** The questions to the main process. */
export interface LogQuestions {
  readonly view: (filter: LogFilter) => Promise<Result<ViewState>>;
  readonly page: (page: {
    readonly view: number;
    readonly start: number;
    readonly count: number;
  }) => Promise<Result<LogPage>>;
}

export interface LogFeed {
  readonly rowAt: (position: number) => LogRow | undefined;
  /** Shows another view. Only the newest filter counts, however fast they come. Answers with the failure, if any. */
  readonly filter: (filter: LogFilter) => Promise<Result<ViewState> | null>;
  /** Numbers of a push. */
  readonly push: (state: ViewState) => void;
  /** The positions on the screen, and how many rows it has room for. */
  readonly want: (span: Span, room: number) => void;
  readonly follow: (follow: boolean) => void;
  /** Loads rows of the view on the screen that are soon wanted, and shows nothing. Resolves when they are there, or cannot be. */
  readonly ahead: (span: Span) => Promise<void>;
  /** Changes rows at hand as the main process has them by now. */
  readonly update: (change: (row: LogRow) => LogRow) => void;
}

/** Rows asked for beyond the screen in both directions, so that small steps need no question. */
const MARGIN = 60;

/**
 * While more than a screen of rows comes between two pushes, nobody can read them: the tail is then drawn anew only
 * this often, in ms. Measured at 50,000 datagrams/s: a third of the work of drawing every push.
 */
const TAIL_MS = 100;

/** Before the first view. */
export const EMPTY_DISPLAY: LogDisplay = {
  view: null,
  first: 0,
  removed: 0,
  count: 0,
  matched: 0,
  scanned: 0,
  total: 0,
  stale: false,
  version: 0,
};

/**
 * Keeps the rows on the screen loaded, and no others: at most one page is asked for at a time, then the newest
 * want; answers of former views are dropped. A flood moves numbers, not rows.
 *
 * `onSource` is called when the main process put another capture behind the log (cleared, opened, undone).
 */
export const createLogFeed = (
  questions: LogQuestions,
  onDisplay: (display: LogDisplay) => void,
  onSource: () => void,
): LogFeed => {
  let display = EMPTY_DISPLAY;
  let shown = new RowStore();
  /** The newest view, which may still be on its way to the screen, and its rows. */
  let newest: ViewState = { view: -1, first: 0, removed: 0, matched: 0, scanned: 0, total: 0 };
  let coming: RowStore | null = null;
  let wanted: Span = { start: 0, end: 0 };
  let screen = 1;
  let following = true;
  let asking = false;
  let lastTail = Number.NEGATIVE_INFINITY;
  let tailTimer: ReturnType<typeof setTimeout> | undefined;
  let filters = 0;
  let filtersOpen = 0;

  const show = (change: Partial<LogDisplay>): void => {
    display = { ...display, ...change };
    onDisplay(display);
  };

  const numbers = () => {
    const { first, removed, matched, scanned, total } = newest;
    return { first, removed, matched, scanned, total };
  };

  /** Numbers alone are shown as often as they can be read; what is newest by then counts. */
  const shownNumbers = paced((view: number) => {
    if (view === newest.view)
      show({ ...numbers(), ...(following || coming !== null ? {} : { count: newest.matched }) });
  });

  /** Puts the newest view on the screen, as far as it is loaded. */
  const turn = (store: RowStore, count: number): void => {
    shown = store;
    coming = null;
    show({ ...numbers(), view: newest.view, count, stale: false, version: display.version + 1 });
  };

  const needed = (): Span => {
    const { first, matched } = newest;
    if (following) return { start: Math.max(first, matched - screen - 1), end: matched };
    const start = Math.max(first, Math.min(wanted.start, matched - screen));
    return { start, end: Math.min(newest.matched, start + screen) };
  };

  const withMargin = (store: RowStore, { start, end }: Span): Span | null => {
    const gap = store.missing({ start, end });
    if (gap === null || following) return gap;
    // Nothing of the screen is there, as after a jump: the screen comes first, the rest when it is moved.
    if (gap.start === start && gap.end === end) return gap;
    return store.missing({
      start: Math.max(newest.first, start - MARGIN),
      end: Math.min(newest.matched, end + MARGIN),
    });
  };

  const pump = async (): Promise<void> => {
    if (asking || newest.view < 0) return;
    const store = coming ?? shown;
    const need = needed();
    store.touch(need);
    const gap = withMargin(store, need);
    if (gap === null) {
      const settled = newest.matched > 0 || newest.scanned >= newest.total;
      if (coming !== null && settled) turn(coming, newest.matched);
      else if (coming === null && display.count !== newest.matched) show({ count: newest.matched });
      return;
    }
    if (following && coming === null && newest.matched - display.count > screen) {
      const rest = lastTail + TAIL_MS - performance.now();
      if (rest > 0) {
        clearTimeout(tailTimer);
        tailTimer = setTimeout(() => void pump(), rest);
        return;
      }
    }
    if (following) lastTail = performance.now();
    const count = Math.min(MAX_ROWS_PER_PAGE, gap.end - gap.start);
    // The end of the span is what is looked at while following.
    const start = following ? gap.end - count : gap.start;
    const { view } = newest;
    asking = true;
    const answer = await questions.page({ view, start, count });
    asking = false;
    if (view !== newest.view) return void pump();
    // Nothing new: the next push or scroll asks again; asking at once would be a loop.
    if (!answer.ok || answer.value.rows.length === 0) return;
    store.put(answer.value.start, answer.value.rows);
    const loaded = following ? answer.value.start + answer.value.rows.length : newest.matched;
    if (coming === store) turn(store, loaded);
    else show({ version: display.version + 1, count: Math.max(display.count, loaded) });
    flushPaced();
    void pump();
  };

  const begin = (state: ViewState): void => {
    newest = state;
    coming = new RowStore();
    show({ ...numbers(), stale: display.view !== null });
    void pump();
  };

  return {
    rowAt: (position) => shown.at(position),
    filter: async (filter) => {
      filters += 1;
      filtersOpen += 1;
      const mine = filters;
      const answer = await questions.view(filter);
      filtersOpen -= 1;
      if (mine !== filters) return null;
      if (!answer.ok) return answer;
      // Cleared while the question was under way.
      if (answer.value.total < newest.total) onSource();
      begin(answer.value);
      return answer;
    },
    push: (state) => {
      // A view only grows; one that shrank stands for another capture.
      if (state.view === newest.view && state.total >= newest.total) {
        newest = state;
        shownNumbers.offer(state.view);
        void pump();
      } else if (filtersOpen === 0) {
        onSource();
        begin(state);
      }
    },
    want: (span, room) => {
      wanted = span;
      screen = Math.max(1, room);
      void pump();
    },
    ahead: async ({ start, end }) => {
      const store = shown;
      const { view, first, matched } = newest;
      const gap = store.missing({ start: Math.max(first, start), end: Math.min(matched, end) });
      if (gap === null || coming !== null || view < 0) return;
      const count = Math.min(MAX_ROWS_PER_PAGE, gap.end - gap.start);
      const answer = await questions.page({ view, start: gap.start, count });
      if (answer.ok && view === newest.view) store.put(answer.value.start, answer.value.rows);
    },
    update: (change) => {
      coming?.update(change);
      if (shown.update(change)) show({ version: display.version + 1 });
    },
    follow: (follow) => {
      following = follow;
      if (!follow && coming === null) show({ count: newest.matched });
      void pump();
    },
  };
};
