import { create } from 'zustand';
import type { LogFilter, LogRow } from '../../core/contract/log';
import type { Ranges } from '../../core/log/ranges';
import { ask } from './bridge';
import { createLogFeed, EMPTY_DISPLAY, type LogDisplay } from './log-feed';
import type { Span } from './log-rows';
import { tell } from './notices';
import { usePulse } from './pulse';
import { useSettings } from './settings';

interface LogState extends LogDisplay {
  readonly follow: boolean;
  /**
   * How many rows matched when following was left: those after it are new to the person. Infinite while a new view
   * still searches through what is old.
   */
  readonly left: number;
  /** Grows whenever another capture is put behind the log. */
  readonly source: number;
  /** The row that the keyboard is on, and that the inspector shows. */
  readonly selected: LogRow | null;
  /** Where that row stands in the view, or would stand; null when nothing is selected. */
  readonly selectedAt: number | null;
  /**
   * Positions of the view that are selected together, see `log-selection`; empty: just the one row. Another view has
   * others, and begins without.
   */
  readonly chosen: Ranges;
  /** Where a span of rows begins that Shift extends; null: at the row that the keyboard is on. */
  readonly anchor: number | null;
  /** A position to bring into view, `centred` when it is far away; a new object each time it is asked for. */
  readonly reveal: { readonly position: number; readonly centred: boolean } | null;
  /** Grows whenever the rows shall take the focus. */
  readonly focus: number;
  /** The positions on the screen. */
  readonly screen: Span;
}

export const useLog = create<LogState>()(() => ({
  ...EMPTY_DISPLAY,
  follow: true,
  left: 0,
  source: 0,
  selected: null,
  selectedAt: null,
  chosen: [],
  anchor: null,
  reveal: null,
  focus: 0,
  screen: { start: 0, end: 0 },
}));

/** Moves the keyboard to the rows. */
export const focusLog = (): void => useLog.setState(({ focus }) => ({ focus: focus + 1 }));

/** A selection that waits for its row to be loaded. */
let awaited: number | null = null;
/** The view in which the selected row was last looked for. */
let located: number | null = null;
/** Grows whenever the keyboard moves: only the newest jump counts. */
let jumps = 0;

const clearSelection = (): void => {
  awaited = null;
  useLog.setState({ selected: null, selectedAt: null, chosen: [], anchor: null });
};

/** What is new is counted afresh in a view that is new. */
const leftIn = ({ view, left }: LogState, now: LogDisplay): number => {
  const counted = now.view === view ? left : Number.POSITIVE_INFINITY;
  return counted === Number.POSITIVE_INFINITY && !now.stale && now.scanned >= now.total
    ? now.matched
    : counted;
};

/** Another capture: a recording is followed, a file is read from its first row. */
const takeSource = (): void => {
  clearSelection();
  followLog(usePulse.getState().capture.source.kind === 'live');
  useLog.setState(({ source }) => ({ source: source + 1 }));
};

const takeDisplay = (display: LogDisplay): void => {
  useLog.setState((state) => ({
    ...display,
    left: leftIn(state, display),
    ...(display.view === state.view ? {} : { chosen: [], anchor: null }),
  }));
  const row = awaited === null ? undefined : feed.rowAt(awaited);
  if (row !== undefined) {
    awaited = null;
    useLog.setState({ selected: row });
  }
  void locate();
};

const feed = createLogFeed(
  {
    view: (filter) => ask('log.view', filter),
    page: (page) => ask('log.page', page),
  },
  takeDisplay,
  takeSource,
);

/** Finds the selected row again in a view that is new on the screen, once the view has got that far. */
const locate = async (): Promise<void> => {
  const { view, stale, selected, scanned, follow } = useLog.getState();
  if (view === null || stale || view === located || selected === null || scanned <= selected.row) return;
  located = view;
  const before = jumps;
  const answer = await ask('log.locate', { view, row: selected.row });
  // A person who has gone somewhere else meanwhile is not brought back.
  if (!answer.ok || useLog.getState().view !== view || before !== jumps) return;
  const { position } = answer.value;
  useLog.setState({ selectedAt: position, ...(follow ? {} : { reveal: { position, centred: false } }) });
};

/** Where the view shows a row of the capture, or what it shows instead. */
interface ShownPlace {
  readonly position: number;
  readonly row: number;
  /** The view shows nothing after it. */
  readonly last: boolean;
}

/** Resolves when the view has looked at a row, or at all; another view may have taken its place by then. */
const scannedUpTo = (row: number): Promise<void> =>
  new Promise((resolve) => {
    const isReady = ({ scanned, total, stale }: LogState): boolean =>
      !stale && scanned > Math.min(row, total - 1);
    if (isReady(useLog.getState())) return resolve();
    const unsubscribe = useLog.subscribe((state) => {
      if (!isReady(state)) return;
      unsubscribe();
      resolve();
    });
  });

/**
 * Finds a row of the capture in the view, or the next row that is shown after it, else the last one; waits until the
 * filter has looked that far. Null when nothing is shown.
 */
export const locateInView = async (row: number): Promise<ShownPlace | null> => {
  await scannedUpTo(row);
  const { view, first, matched, scanned, total } = useLog.getState();
  if (view === null || matched === 0) return null;
  // Where every row is shown, a row's number is its place: nobody needs to be asked.
  if (matched === total && scanned === total && row >= first && row < total) {
    return { position: row, row, last: false };
  }
  const found = await ask('log.locate', { view, row });
  if (!found.ok) return found.failure.code === 'EVIEW_GONE' ? locateInView(row) : null;
  if (found.value.row !== null) {
    return { position: found.value.position, row: found.value.row, last: false };
  }
  const position = found.value.position - 1;
  const last = await ask('log.page', { view, start: position, count: 1 });
  const shown = last.ok ? last.value.rows[0] : undefined;
  return shown === undefined ? null : { position, row: shown.row, last: true };
};

export const logRowAt = feed.rowAt;
export const updateLogRows = feed.update;

/** The positions that have come onto the screen, and how many rows it has room for. */
export const wantLogRows = (screen: Span, room: number): void => {
  useLog.setState({ screen });
  feed.want(screen, room);
};

/** Selects a row of the capture by its number; where the filter hides it, the next one that is shown. */
export const goToRow = async (row: number): Promise<void> => {
  const place = await locateInView(row);
  if (place !== null) await jumpToLogRow(place.position);
};

const onScreen = (): readonly LogRow[] => {
  const { start, end } = useLog.getState().screen;
  const rows: LogRow[] = [];
  for (let position = start; position < end; position += 1) {
    const row = feed.rowAt(position);
    if (row !== undefined) rows.push(row);
  }
  return rows;
};

/** Numbers of the rows on the screen, as far as they are loaded. */
export const screenRows = (): readonly number[] => onScreen().map(({ row }) => row);

/** Of these, those that are messages. */
export const screenMessages = (): readonly number[] =>
  onScreen().flatMap(({ kind, row }) => (kind === 'data' ? [row] : []));

export const followLog = (follow: boolean): void => {
  const { follow: before, matched } = useLog.getState();
  if (follow === before) return;
  useLog.setState({ follow, left: matched });
  feed.follow(follow);
};

const roomNow = (): number => {
  const { start, end } = useLog.getState().screen;
  return Math.max(1, end - start);
};

/** The screen that has this position in its middle. */
const around = (position: number): Span => {
  const start = Math.max(0, position - Math.floor(roomNow() / 2));
  return { start, end: start + roomNow() };
};

/** Rows loaded beyond the screen: where it ends depends on rounding. */
const MARGIN = 2;

/** Rows that come sooner are waited for before the log moves to them, in ms. */
const SOON_MS = 100;

/**
 * Selects a position that may be far away, and leaves following. The log is drawn once, with its rows, where they come
 * soon, as they do: drawing it without them first takes twice as long as they take to come. What else changes with it,
 * `arrived` does, and is drawn with it.
 */
export const jumpToLogRow = async (position: number, arrived?: () => void): Promise<void> => {
  jumps += 1;
  const mine = jumps;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const soon = new Promise<void>((resolve) => {
    patience = setTimeout(resolve, SOON_MS);
  });
  const { start, end } = around(position);
  await Promise.race([feed.ahead({ start: start - MARGIN, end: end + MARGIN }), soon]);
  clearTimeout(patience);
  if (mine !== jumps) return;
  followLog(false);
  selectLogRow(position, true);
  arrived?.();
};

/**
 * Moves the keyboard to a position and brings it into view; what is selected together stays. Reading a row ends following, unless it is the last one: nothing
 * shall push it away. `centred`: in the middle of the screen, unless it is on it already.
 */
export const focusLogRow = (position: number, centred = false): void => {
  const { first, count, view } = useLog.getState();
  if (count <= first) return;
  const at = Math.min(Math.max(first, position), count - 1);
  if (at < count - 1) followLog(false);
  const row = feed.rowAt(at);
  jumps += 1;
  awaited = row === undefined ? at : null;
  located = view;
  useLog.setState({
    selectedAt: at,
    reveal: { position: at, centred },
    ...(row === undefined ? {} : { selected: row }),
  });
};

/** Selects this position alone, as `focusLogRow` brings it into view. */
export const selectLogRow = (position: number, centred = false): void => {
  useLog.setState({ chosen: [], anchor: null });
  focusLogRow(position, centred);
};

/**
 * The position so many rows from the one that the keyboard is on; null when it is on none. Where the filter hides that
 * row, the rows around its place count; a row that is still being loaded counts as there, so that keys pressed faster
 * than rows come all count.
 */
export const logStep = (rows: number): number | null => {
  const { selectedAt, selected } = useLog.getState();
  if (selectedAt === null) return null;
  const shown = feed.rowAt(selectedAt);
  const hidden = awaited === null && shown !== undefined && shown.row !== selected?.row;
  return selectedAt + (hidden && rows > 0 ? rows - 1 : rows);
};

export const unselectLogRow = clearSelection;

/** Shows the rows that the filter lets through. Answers whether the main process took it. */
export const showLogView = async (filter: LogFilter): Promise<boolean> => {
  const answer = await feed.filter(filter);
  if (answer !== null && !answer.ok) tell(answer.failure);
  return answer?.ok ?? true;
};

let started = false;

/** Asks for the first view and follows the pushes from then on. */
export const startLog = (): void => {
  if (started) return;
  started = true;
  usePulse.subscribe(({ view }, before) => {
    if (view !== null && view !== before.view) feed.push(view);
  });
  void showLogView({ ...useSettings.getState().settings.filter, span: null });
};

/** Clears the log: a new capture begins, the old one is kept and can be brought back. */
export const clearLog = async (): Promise<void> => {
  const answer = await ask('capture.clear');
  if (!answer.ok) tell(answer.failure);
  else followLog(true);
};

export const undoClearLog = async (): Promise<void> => {
  const answer = await ask('capture.undoClear');
  if (!answer.ok) tell(answer.failure);
};
