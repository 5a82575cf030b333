import { create } from 'zustand';
import type { DecodedRow } from '../../core/contract/dissect';
import type { Failure } from '../../core/contract/failure';
import { ask } from './bridge';
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

/** Grows with every question: an answer to an older one is not shown. */
let asked = 0;
let saying: ReturnType<typeof setTimeout> | undefined;

/** Has the row decoded; `packet` null: the packet of it that says most. */
const decode = async (row: number, packet: number | null): Promise<void> => {
  asked += 1;
  const mine = asked;
  clearTimeout(saying);
  saying = setTimeout(() => useDecode.setState({ ...NOTHING, waiting: true }), SAY_AFTER_MS);
  const answer = await ask('dissect.row', { row, packet });
  if (mine !== asked) return;
  clearTimeout(saying);
  if (answer.ok) useDecode.setState({ tree: answer.value, failure: null, waiting: false, warm: true });
  else useDecode.setState({ tree: null, failure: answer.failure, waiting: false });
};

const forget = (): void => {
  asked += 1;
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
  if (row !== null) void decode(row, packet);
};

/** Decodes the selected row, and every row that is selected from now on. Answers with the end of it. */
export const followSelection = (): (() => void) => {
  let shown: number | null = null;
  let source = useLog.getState().source;
  const take = (): void => {
    const row = selectedMessage();
    const now = useLog.getState().source;
    if (row === shown && now === source) return;
    shown = row;
    source = now;
    if (row === null) forget();
    else void decode(row, null);
  };
  take();
  const unsubscribe = useLog.subscribe(take);
  const ignore = useDecodeAs.subscribe(({ told }, before) => {
    if (told !== before.told && shown !== null) void decode(shown, null);
  });
  return () => {
    unsubscribe();
    ignore();
    forget();
  };
};
