import type { RowInfo } from '../../core/contract/dissect';
import type { Result } from '../../core/contract/result';

interface InfoFeedDeps {
  /** Answers for the first of the rows at least. */
  readonly ask: (rows: readonly number[]) => Promise<Result<readonly RowInfo[]>>;
  /** Numbers of the messages on the screen, ascending. */
  readonly screen: () => readonly number[];
  readonly onInfos: () => void;
}

export interface InfoFeed {
  readonly infoOf: (row: number) => RowInfo | undefined;
  /** Other rows are on the screen. `following`: they come by themselves. */
  readonly look: (following: boolean) => void;
  /** Nothing that was said counts any more: another capture, or other dissectors. */
  readonly forget: () => void;
}

/** Rows are asked for when scrolling rests this long, in ms: what flies past needs no words. */
const REST_MS = 60;
/** While rows come by themselves they are asked for this often, in ms. */
const FOLLOW_MS = 300;
/** A few screens are remembered. */
const MOST_INFOS = 2000;
/** When the dissectors fail, they are left alone for so many ms. */
const PAUSE_MS = 2000;

/** More than the transport is known. */
const says = ({ protocol, values }: RowInfo): boolean => protocol !== '' || Object.keys(values).length > 0;

/** Keeps what the dissectors say about the rows on the screen: one question at a time, never for rows that have gone by. */
export const createInfoFeed = ({ ask, screen, onInfos }: InfoFeedDeps): InfoFeed => {
  const infos = new Map<number, RowInfo>();
  let epoch = 0;
  let asking = false;
  /** Rows were to be asked about while another question was on its way. */
  let due = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastSeen: readonly number[] = [];
  let pausedUntil = 0;

  const missing = (rows: readonly number[]): readonly number[] => rows.filter((row) => !infos.has(row));

  const put = (rows: readonly RowInfo[]): void => {
    for (const info of rows) infos.set(info.row, info);
    while (infos.size > MOST_INFOS) {
      const [oldest] = infos.keys();
      if (oldest === undefined) break;
      infos.delete(oldest);
    }
    if (rows.some(says)) onInfos();
  };

  const pump = async (): Promise<void> => {
    const rows = missing(screen());
    due = asking;
    if (asking || rows.length === 0 || performance.now() < pausedUntil) return;
    const mine = epoch;
    asking = true;
    const answer = await ask(rows);
    asking = false;
    if (mine !== epoch && !due) return;
    if (mine !== epoch) return void pump();
    if (answer.ok) put(answer.value);
    else {
      // They would fail over these rows again.
      put(rows.map((row) => ({ row, protocol: '', info: '', values: {} })));
      if (answer.failure.code !== 'ECAPTURE_NO_ROW') pausedUntil = performance.now() + PAUSE_MS;
    }
    void pump();
  };

  const later = (ms: number, following: boolean): void => {
    timer = setTimeout(() => {
      timer = undefined;
      const rows = screen();
      const known = new Set(lastSeen);
      // All rows are others than a moment ago: a flood that nobody can read.
      const flood = following && rows.length > 0 && !rows.some((row) => known.has(row));
      lastSeen = rows;
      if (flood) later(FOLLOW_MS, following);
      else void pump();
    }, ms);
  };

  return {
    infoOf: (row) => {
      const info = infos.get(row);
      return info === undefined || !says(info) ? undefined : info;
    },
    look: (following) => {
      if (following && timer !== undefined) return;
      clearTimeout(timer);
      later(following ? FOLLOW_MS : REST_MS, following);
    },
    forget: () => {
      epoch += 1;
      due = false;
      clearTimeout(timer);
      timer = undefined;
      infos.clear();
      pausedUntil = 0;
      onInfos();
    },
  };
};
