import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { FramingSetting } from '../../core/contract/framing';
import type { LogRow } from '../../core/contract/log';
import type { Settings } from '../../core/contract/settings';
import type { Conversation } from '../../core/contract/stream';
import type { Lens, MessagePlace, StreamMessage, StreamMessages } from '../../core/contract/stream-messages';
import { ask } from './bridge';
import { endpointNamed } from './names';
import { unfold } from './panes';
import { usePulse } from './pulse';
import { updateSettings, useSettings } from './settings';
import { conversationOf } from './stream';

/** A conversation that grows is asked about again at most this often, in ms. */
const REFRESH_MS = 500;
/** Messages that are asked for before the ones in view. */
const BEFORE = 80;

/** Which framing a conversation is looked at with: none, its endpoint's, or one for looking alone. */
export type LensChoice = Settings['streamLens']['choice'];

interface LensState {
  /** What is looked at; null: nothing. */
  readonly lens: Lens | null;
  /** What is known of its messages, with those around the ones in view; null while the first are on their way. */
  readonly known: StreamMessages | null;
  readonly failure: Failure | null;
  /** The number of the message whose bytes are shown. */
  readonly selected: number | null;
  readonly bytes: { readonly number: number; readonly bytes: Uint8Array; readonly total: number } | null;
  /** The row whose message is looked for, until it is found. */
  readonly wanted: number | null;
  /** Grows whenever the selected message shall be brought into view. */
  readonly aimed: number;
}

export const useLens = create<LensState>()(() => ({
  lens: null,
  known: null,
  failure: null,
  selected: null,
  bytes: null,
  wanted: null,
  aimed: 0,
}));

/** Until silence has ended what was begun. */
let due: ReturnType<typeof setTimeout> | undefined;

/** Counts what is looked at: an answer about something else is nobody's any more. */
let looks = 0;
let asking = false;
let next: MessagePlace | null = null;

const sameConversation = (a: Conversation, b: Conversation): boolean =>
  a.flow === b.flow && a.endpoint === b.endpoint;

/** The framing that a choice means for a conversation; null: it is shown as it came. */
export const framingFor = (
  choice: LensChoice,
  own: FramingSetting,
  endpoint: string,
): FramingSetting | null => {
  if (choice === 'off') return null;
  if (choice === 'own') return own;
  const framing = endpointNamed(endpoint)?.framing;
  return framing === undefined || framing.kind === 'raw' ? null : framing;
};

const pump = async (): Promise<void> => {
  const { lens } = useLens.getState();
  const place = next;
  if (asking || lens === null || place === null) return;
  const look = looks;
  next = null;
  asking = true;
  const answer = await ask('stream.messages', { lens, place });
  asking = false;
  if (look !== looks) return void pump();
  if (!answer.ok) {
    useLens.setState({ failure: answer.failure });
    return;
  }
  take(answer.value);
  void pump();
};

const want = (place: MessagePlace): void => {
  next = place;
  void pump();
};

const take = (known: StreamMessages): void => {
  const { wanted, known: before } = useLens.getState();
  const isThere = wanted !== null && known.at !== null;
  // While the row is looked for, what is shown stays.
  useLens.setState({
    known: wanted === null || isThere || before === null ? known : { ...before, ...counts(known) },
  });
  useLens.setState({ failure: null });
  clearTimeout(due);
  if (known.dueMs !== null) due = setTimeout(refresh, known.dueMs);
  if (isThere) {
    useLens.setState({ wanted: null });
    if (known.messages > 0) selectMessage(Math.min(known.at ?? 0, known.messages - 1), true);
  }
  // The rest of a long conversation.
  if (next !== null || known.read >= known.total) return;
  next = placeNow();
};

const counts = ({ read, total, messages, faults, begun, dueMs }: StreamMessages) => ({
  read,
  total,
  messages,
  faults,
  begun,
  dueMs,
});

const placeNow = (): MessagePlace => {
  const { wanted, known } = useLens.getState();
  return wanted === null ? { at: 'number', number: known?.start ?? 0 } : { at: 'row', row: wanted };
};

/** Looks at the conversation of a row, at the message that holds it. */
export const lookAt = (
  row: Pick<LogRow, 'flow' | 'endpoint' | 'row'>,
  framing: FramingSetting | null,
): void => {
  const { lens: before, known, selected } = useLens.getState();
  const conversation = conversationOf(row);
  if (conversation === null || framing === null) {
    looks += 1;
    useLens.setState({ lens: null, known: null, failure: null, selected: null, bytes: null, wanted: null });
    return;
  }
  const same =
    before !== null &&
    sameConversation(before.conversation, conversation) &&
    JSON.stringify(before.framing) === JSON.stringify(framing);
  if (same) {
    // Going to a message's row and back loses no place.
    const one = known?.list.find(({ number }) => number === selected);
    if (one !== undefined && row.row >= one.first.row && row.row <= one.last.row) return;
    useLens.setState({ wanted: row.row });
  } else {
    looks += 1;
    const lens = { conversation, framing };
    useLens.setState({ lens, known: null, failure: null, selected: null, bytes: null, wanted: row.row });
  }
  want({ at: 'row', row: row.row });
};

const lensSetting = (): Settings['streamLens'] => useSettings.getState().settings.streamLens;

export const chooseLens = (choice: LensChoice): void =>
  void updateSettings({ streamLens: { ...lensSetting(), choice } });

/** Changes the framing for looking alone. */
export const changeOwnLens = (patch: Partial<FramingSetting>): void => {
  const { choice, own } = lensSetting();
  void updateSettings({ streamLens: { choice, own: { ...own, ...patch } } });
};

/** Shows a row's conversation as messages: as its endpoint cuts it, else as it was looked at last. */
export const showMessages = ({ endpoint }: Pick<LogRow, 'endpoint'>): void => {
  const { own } = lensSetting();
  chooseLens(framingFor('endpoint', own, endpoint) === null ? 'own' : 'endpoint');
  showStream();
};

const showStream = (): void => {
  unfold('inspector');
  if (useSettings.getState().settings.inspectorTab !== 'stream')
    void updateSettings({ inspectorTab: 'stream' });
};

/** Shows the messages of the selected row's conversation, cut so. */
export const lookThrough = (framing: FramingSetting): void => {
  void updateSettings({ streamLens: { choice: 'own', own: framing } });
  showStream();
};

/** These have come into view. */
export const wantMessages = (first: number, end: number): void => {
  const { known, wanted } = useLens.getState();
  if (known === null || wanted !== null) return;
  const { start, list, messages } = known;
  if (first >= start && Math.min(end, messages) <= start + list.length) return;
  want({ at: 'number', number: Math.max(0, first - BEFORE) });
};

export const messageAt = (known: StreamMessages | null, number: number): StreamMessage | undefined =>
  known?.list[number - known.start];

export const selectMessage = (number: number, aim = false): void => {
  const { lens, selected, aimed } = useLens.getState();
  if (aim) useLens.setState({ aimed: aimed + 1 });
  if (lens === null || selected === number) return;
  useLens.setState({ selected: number });
  void readMessage(lens, number);
};

const readMessage = async (lens: Lens, number: number): Promise<void> => {
  const answer = await ask('stream.message', { lens, number });
  const now = useLens.getState();
  if (now.lens !== lens || now.selected !== number) return;
  if (answer.ok) useLens.setState({ bytes: { number, ...answer.value } });
  else useLens.setState({ failure: answer.failure });
};

const refresh = (): void => {
  if (useLens.getState().known !== null) want(placeNow());
};

/** Asks again while the capture grows; answers with the unsubscribe. */
export const followLens = (): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const grown = (): void => {
    timer = null;
    refresh();
  };
  const stop = usePulse.subscribe(({ capture }, before) => {
    if (capture.rows !== before.capture.rows) timer ??= setTimeout(grown, REFRESH_MS);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
    clearTimeout(due);
    // Nobody looks: what is under way need not go on.
    next = null;
    looks += 1;
    useLens.setState({ lens: null, known: null, selected: null, bytes: null, wanted: null });
  };
};
