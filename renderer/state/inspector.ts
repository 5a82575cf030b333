import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import { MAX_BYTES_PER_REQUEST } from '../../core/contract/limits';
import { ok, type Result } from '../../core/contract/result';
import { ask } from './bridge';
import { type FocusWish, noFocusWish, wishFocus } from './focus-wish';
import { createByteFeed } from './inspector-bytes';
import { useLog } from './log';

interface InspectorState {
  /** The capture row whose bytes are shown; null when nothing, or an event, is selected. */
  readonly row: number | null;
  /** Grows whenever bytes arrive. */
  readonly version: number;
  /** Why the bytes cannot be had. */
  readonly failure: Failure | null;
  /** The inspector shall take the focus. */
  readonly focus: FocusWish;
}

export const useInspector = create<InspectorState>()(() => ({
  row: null,
  version: 0,
  failure: null,
  focus: noFocusWish,
}));

const feed = createByteFeed(
  (range) => ask('capture.bytes', range),
  (failed) =>
    useInspector.setState(({ version }) => ({ version: version + 1, failure: failed?.failure ?? null })),
);

export const wantBytes = feed.want;
export const bytesAt = feed.slice;

/** Moves the keyboard to what the inspector shows. */
export const focusInspector = (): void => useInspector.setState({ focus: wishFocus() });

/** Answers with bytes from `offset` on, at most `length` of them. */
export type ReadBytes = (range: {
  readonly offset: number;
  readonly length: number;
}) => Promise<Result<{ readonly bytes: Uint8Array }>>;

/** Bytes `start` to `end - 1`, asked for in portions that the bridge takes. */
export const readRange = async (read: ReadBytes, start: number, end: number): Promise<Result<Uint8Array>> => {
  const bytes = new Uint8Array(end - start);
  for (let at = start; at < end; ) {
    const answer = await read({ offset: at, length: Math.min(MAX_BYTES_PER_REQUEST, end - at) });
    if (!answer.ok) return answer;
    const got = answer.value.bytes;
    // A payload that is shorter than its row says: what there is.
    if (got.length === 0) return ok(bytes.subarray(0, at - start));
    bytes.set(got, at - start);
    at += got.length;
  }
  return ok(bytes);
};

/** Bytes `start` to `end - 1` of a row's payload. */
export const readPayload = (row: number, start: number, end: number): Promise<Result<Uint8Array>> =>
  readRange((range) => ask('capture.bytes', { row, ...range }), start, end);

let started = false;

/** Opens the payload of the selected row, from now on. */
export const startInspector = (): void => {
  if (started) return;
  started = true;
  const take = ({ selected }: ReturnType<typeof useLog.getState>): void => {
    const data = selected?.kind === 'data' ? selected : null;
    feed.open(data?.row ?? null, data?.length ?? 0);
    useInspector.setState(({ version }) => ({ row: data?.row ?? null, failure: null, version: version + 1 }));
  };
  take(useLog.getState());
  useLog.subscribe((state, before) => {
    if (state.selected !== before.selected) take(state);
  });
};
