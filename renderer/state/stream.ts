import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { FindDirection, LogRow } from '../../core/contract/log';
import type {
  Conversation,
  StreamForm,
  StreamMatch,
  StreamPlace,
  StreamSide,
  StreamWindow,
} from '../../core/contract/stream';
import { encodeText } from '../../core/payload/encodings';
import { parseHex } from '../../core/payload/hex';
import { ask } from './bridge';
import { useLog } from './log';
import { tell } from './notices';
import { usePulse } from './pulse';
import { useSettings } from './settings';

/** A conversation that grows is read again at most this often, in ms. */
const REFRESH_MS = 500;

interface StreamState {
  readonly conversation: Conversation | null;
  /** The part that is shown; null while the first one is on its way. */
  readonly window: StreamWindow | null;
  readonly failure: Failure | null;
  /** Bytes from here on shall be brought into view; grows in `version` whenever somebody asks for it. */
  readonly target: { readonly offset: number; readonly version: number };
  readonly typed: string;
  readonly looking: boolean;
  readonly match: StreamMatch | null;
  /** What was looked for stands nowhere. */
  readonly none: boolean;
}

export const useStream = create<StreamState>()(() => ({
  conversation: null,
  window: null,
  failure: null,
  target: { offset: 0, version: 0 },
  typed: '',
  looking: false,
  match: null,
  none: false,
}));

/** The conversation that a row belongs to; null for what belongs to none, such as packets of other protocols. */
export const conversationOf = (row: Pick<LogRow, 'flow' | 'endpoint'> | null): Conversation | null =>
  row !== null && row.flow > 0 ? { flow: row.flow, endpoint: row.endpoint } : null;

/** Only the newest answer is shown. */
let questions = 0;

const aimAt = (offset: number): Pick<StreamState, 'target'> => ({
  target: { offset, version: useStream.getState().target.version + 1 },
});

const read = async (conversation: Conversation, place: StreamPlace): Promise<StreamWindow | null> => {
  questions += 1;
  const question = questions;
  const answer = await ask('stream.read', { conversation, place });
  if (question !== questions) return null;
  if (!answer.ok) {
    useStream.setState({ failure: answer.failure });
    return null;
  }
  useStream.setState({ window: answer.value, failure: null });
  return answer.value;
};

/** Where a row begins in a window; null when it is not in it. */
const offsetOf = (window: StreamWindow, row: number): number | null => {
  const piece = window.pieces.find((one) => one.row === row);
  return piece === undefined ? null : window.start + piece.start;
};

/** Shows the conversation of a row, at that row. */
export const openStream = async (row: Pick<LogRow, 'flow' | 'endpoint' | 'row'>): Promise<void> => {
  const conversation = conversationOf(row);
  if (conversation === null) return;
  const { conversation: before, window } = useStream.getState();
  const same = before?.flow === conversation.flow && before.endpoint === conversation.endpoint;
  if (!same) {
    void stopStreamFind();
    useStream.setState({ conversation, window: null, failure: null, match: null, none: false });
  }
  const held = same && window !== null ? offsetOf(window, row.row) : null;
  if (held !== null) return useStream.setState(aimAt(held));
  const shown = await read(conversation, { at: 'row', row: row.row });
  if (shown === null) return;
  // An event has no place of its own: what comes behind it.
  const next = shown.pieces.find((piece) => piece.row >= row.row);
  useStream.setState(aimAt(shown.start + (next?.start ?? shown.bytes.length)));
};

/** Goes to another part of the conversation. */
export const moveStream = async (to: 'start' | 'earlier' | 'later' | 'end'): Promise<void> => {
  const { conversation, window } = useStream.getState();
  if (conversation === null || window === null) return;
  const size = window.bytes.length;
  const last = window.bytesIn + window.bytesOut;
  const offset = {
    start: 0,
    // Half of what is shown stays.
    earlier: Math.max(0, window.start - Math.ceil(size / 2)),
    later: window.start + Math.max(1, Math.floor(size / 2)),
    end: Math.max(0, last - size),
  }[to];
  const shown = await read(conversation, { at: 'offset', offset });
  if (shown === null) return;
  const aim = { start: 0, earlier: window.start, later: window.start + size - 1, end: last }[to];
  useStream.setState(aimAt(aim));
};

export const typeStreamNeedle = (typed: string): void => {
  void stopStreamFind();
  useStream.setState({ typed, match: null, none: false });
};

export const stopStreamFind = async (): Promise<void> => {
  if (!useStream.getState().looking) return;
  useStream.setState({ looking: false });
  await ask('stream.findStop');
};

/** What is looked for: text in the encoding of the inspector, or bytes as hex behind `0x`. Null: no such bytes. */
export const needleOf = (typed: string): { readonly bytes: Uint8Array; readonly isText: boolean } | null => {
  if (/^0x/i.test(typed)) {
    const parsed = parseHex(typed);
    return parsed.ok && parsed.bytes.length > 0 ? { bytes: parsed.bytes, isText: false } : null;
  }
  const encoded = encodeText(typed, useSettings.getState().settings.textEncoding);
  return encoded.ok && encoded.bytes.length > 0 ? { bytes: encoded.bytes, isText: true } : null;
};

export const findInStream = async (direction: FindDirection): Promise<void> => {
  const { conversation, window, typed, match, looking } = useStream.getState();
  const needle = needleOf(typed);
  if (conversation === null || window === null || needle === null || looking) return;
  useStream.setState({ looking: true, none: false });
  const found = await ask('stream.find', {
    conversation,
    needle: Uint8Array.from(needle.bytes),
    ignoreCase: needle.isText,
    from: match?.offset ?? (direction === 'next' ? window.start - 1 : window.start + window.bytes.length),
    direction,
  });
  // Called off, or another conversation is shown by now.
  if (!useStream.getState().looking || useStream.getState().conversation !== conversation) return;
  useStream.setState({ looking: false });
  if (!found.ok) return tell(found.failure);
  if (found.value === null) return useStream.setState({ match: null, none: true });
  const { offset } = found.value;
  const shown = useStream.getState().window;
  const here = shown !== null && offset >= shown.start && offset < shown.start + shown.bytes.length;
  if (!here) await read(conversation, { at: 'offset', offset: Math.max(0, offset - 16 * 1024) });
  useStream.setState({ match: found.value, ...aimAt(offset) });
};

export const saveStream = async (form: StreamForm, side: StreamSide): Promise<void> => {
  const conversation = conversationOf(useLog.getState().selected);
  if (conversation === null) return;
  const { textEncoding: encoding } = useSettings.getState().settings;
  const answer = await ask('stream.save', { conversation, form, side, encoding });
  if (!answer.ok) tell(answer.failure);
};

/** Follows a conversation while its end is shown and more comes; answers with the unsubscribe. */
export const followStream = (): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const refresh = (): void => {
    timer = null;
    const { conversation, window } = useStream.getState();
    if (conversation !== null && window?.atEnd === true)
      void read(conversation, { at: 'offset', offset: window.start });
  };
  const stop = usePulse.subscribe(({ capture }, before) => {
    if (capture.rows !== before.capture.rows) timer ??= setTimeout(refresh, REFRESH_MS);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
};
