import { create } from 'zustand';
import type { DecodedRow } from '../../core/contract/dissect';
import type { Failure } from '../../core/contract/failure';
import { ask } from './bridge';
import { decodeAhead, treeAhead } from './decode-ahead';
import { useDecodeAs } from './decode-as';
import { useLog } from './log';

interface DecodeState {
  /** The tree of the selected row, or null while there is none. */
  readonly tree: DecodedRow | null;
  readonly failure: Failure | null;
  /** An answer has been waited for so long that it is worth saying. */
  readonly waiting: boolean;
  /** The dissectors have answered before: what is waited for is not that they load. */
  readonly warm: boolean;
}

const NOTHING = { tree: null, failure: null, waiting: false } as const;

export const useDecode = create<DecodeState>()(() => ({ ...NOTHING, warm: false }));

/** Nothing is said about waiting before so many milliseconds: a warm answer takes a few. */
const SAY_AFTER_MS = 250;

/** A row far from the last one is decoded when the selection has rested on it for so many ms. */
const REST_MS = 150;
/**
 * Rows at most so far from the one decoded last are asked for at once: most of them are in the slice of the
 * conversation that the dissectors have read already. Reading another takes them up to 0.7 s of a processor, which
 * the log needs when one goes from place to place.
 */
const NEAR_ROWS = 1000;

/** Grows with every question: an answer to an older one is not shown. */
let asked = 0;
let saying: ReturnType<typeof setTimeout> | undefined;
let resting: ReturnType<typeof setTimeout> | undefined;
/** The row that the dissectors were asked about last. */
let last = Number.NEGATIVE_INFINITY;

/** Has the row decoded, after `rest` ms; `packet` null: the packet of it that says most. */
const decode = (row: number, packet: number | null, rest = 0): void => {
  asked += 1;
  const mine = asked;
  clearTimeout(resting);
  clearTimeout(saying);
  const show = (tree: DecodedRow): void => {
    useDecode.setState({ tree, failure: null, waiting: false, warm: true });
    void decodeAhead(() => mine === asked);
  };
  const ready = packet === null ? treeAhead(row) : undefined;
  if (ready !== undefined) {
    last = row;
    show(ready);
    return;
  }
  saying = setTimeout(() => useDecode.setState({ ...NOTHING, waiting: true }), SAY_AFTER_MS);
  const go = async (): Promise<void> => {
    last = row;
    const answer = await ask('dissect.row', { row, packet });
    if (mine !== asked) return;
    clearTimeout(saying);
    if (answer.ok) show(answer.value);
    else useDecode.setState({ tree: null, failure: answer.failure, waiting: false });
  };
  if (rest === 0) void go();
  else resting = setTimeout(() => void go(), rest);
};

const forget = (): void => {
  asked += 1;
  clearTimeout(resting);
  clearTimeout(saying);
  useDecode.setState(NOTHING);
};

const selectedMessage = (): number | null => {
  const { selected } = useLog.getState();
  return selected?.kind === 'data' ? selected.row : null;
};

/** Looks at another packet of the row, or asks again for the same one after a failure. */
export const decodeAgain = (packet: number | null): void => {
  const row = selectedMessage();
  if (row !== null) decode(row, packet);
};

/** Decodes the selected row, and every row that is selected from now on. Answers with the end of it. */
export const followSelection = (): (() => void) => {
  let shown: number | null = null;
  let source = useLog.getState().source;
  const take = (): void => {
    const row = selectedMessage();
    const now = useLog.getState().source;
    if (row === shown && now === source) return;
    if (now !== source) last = Number.NEGATIVE_INFINITY;
    shown = row;
    source = now;
    if (row === null) forget();
    else decode(row, null, Math.abs(row - last) <= NEAR_ROWS ? 0 : REST_MS);
  };
  take();
  const unsubscribe = useLog.subscribe(take);
  const ignore = useDecodeAs.subscribe(({ told }, before) => {
    if (told !== before.told && shown !== null) decode(shown, null);
  });
  return () => {
    unsubscribe();
    ignore();
    forget();
  };
};
