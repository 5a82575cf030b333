import { create } from 'zustand';
import type { Library, SavedMessage } from '../../core/contract/library';
import { MAX_SAVED_CHARACTERS, MAX_SAVED_MESSAGES } from '../../core/contract/library-limits';
import {
  arranged,
  changed,
  type Folder,
  foldersOf,
  freeName,
  matchesSaved,
  moved,
  placed,
  writtenIn,
} from '../../core/library/library';
import { ask } from './bridge';
import { currentEndpointId } from './current';
import { configure, endpointById } from './endpoints';
import { addNotice, tell } from './notices';
import { draftOf, repeatDraft, sendSaved, withDraft } from './sending';
import { updateSettings, useSettings } from './settings';

interface LibraryState {
  readonly messages: Library;
  readonly query: string;
  /** Folders whose messages are not shown. */
  readonly folded: readonly string[];
  /** The message that is written, and whether it is a new one; null: none. */
  readonly editing: { readonly message: SavedMessage; readonly fresh: boolean } | null;
  /** As it was before the last deletion, until something else is changed. */
  readonly undo: { readonly before: Library; readonly name: string } | null;
}

export const useLibrary = create<LibraryState>()(() => ({
  messages: [],
  query: '',
  folded: [],
  editing: null,
  undo: null,
}));

/** Changes come in quick rows while something is dragged; the last one counts. In ms. */
const REST_MS = 200;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Has the main process keep the library as it stands here. */
export const flushLibrary = async (): Promise<void> => {
  if (waiting === undefined) return;
  clearTimeout(waiting);
  waiting = undefined;
  const answer = await ask('library.set', { messages: [...useLibrary.getState().messages] });
  if (!answer.ok) tell(answer.failure);
};

/** That of another workspace. */
export const replaceLibrary = (messages: Library): void => {
  clearTimeout(waiting);
  waiting = undefined;
  useLibrary.setState({ messages, query: '', folded: [], editing: null, undo: null });
};

const change = (messages: Library, undo: LibraryState['undo'] = null): void => {
  useLibrary.setState({ messages, undo });
  clearTimeout(waiting);
  waiting = setTimeout(() => void flushLibrary(), REST_MS);
};

const all = (): Library => useLibrary.getState().messages;

const savedById = (id: string): SavedMessage | undefined => all().find((message) => message.id === id);

/** The folders with what the query leaves of them. */
export const shownFolders = (messages: Library, query: string): readonly Folder[] =>
  foldersOf(query.trim() === '' ? messages : messages.filter((one) => matchesSaved(one, query.trim())));

export const searchLibrary = (query: string): void => useLibrary.setState({ query });

export const foldFolder = (folder: string, fold: boolean): void =>
  useLibrary.setState(({ folded }) => ({
    folded: fold
      ? [...folded.filter((one) => one !== folder), folder]
      : folded.filter((one) => one !== folder),
  }));

const full = (adding: number): boolean => {
  if (all().length + adding <= MAX_SAVED_MESSAGES) return false;
  tell({ code: 'ELIBRARY_FULL', params: { max: MAX_SAVED_MESSAGES } });
  return true;
};

/** The library in the window's side, where it was not shown. */
export const showLibrary = (): void => {
  if (useSettings.getState().settings.side !== 'messages') void updateSettings({ side: 'messages' });
};

export const closeSide = (): void => void updateSettings({ side: 'off' });

/** Asks for the name and the rest of a new message: what stands in the composer of the current endpoint. */
export const saveComposed = (name: string): void => {
  const id = currentEndpointId();
  const composer = id === null ? undefined : endpointById(id)?.composer;
  const draft = composer === undefined ? null : draftOf(composer);
  if (full(1)) return;
  const kept = draft === null || writtenIn(draft).length > MAX_SAVED_CHARACTERS ? null : draft;
  useLibrary.setState({
    editing: {
      fresh: true,
      message: {
        id: crypto.randomUUID(),
        name: freeName(all(), name),
        folder: '',
        note: '',
        endpoint: '',
        key: '',
        draft: kept ?? { format: 'text', text: '', encoding: 'utf-8', lineEnding: 'none', raw: false },
      },
    },
  });
};

export const editSaved = (message: SavedMessage): void =>
  useLibrary.setState({ editing: { message, fresh: false } });

export const closeEditing = (): void => useLibrary.setState({ editing: null });

/** Keeps what was written; a new message stands at the end of its folder. */
export const keepEdited = (message: SavedMessage, fresh: boolean): void => {
  change(fresh ? placed(all(), message, null) : changed(all(), message));
  foldFolder(message.folder, false);
  closeEditing();
  if (fresh) showLibrary();
};

export const duplicateSaved = (message: SavedMessage): void => {
  if (full(1)) return;
  const at = all().findIndex(({ id }) => id === message.id);
  const copy = { ...message, id: crypto.randomUUID(), name: freeName(all(), message.name), key: '' as const };
  const next = all()[at + 1];
  change(placed(all(), copy, next?.folder === message.folder ? next.id : null));
};

export const deleteSaved = (message: SavedMessage): void =>
  change(
    all().filter(({ id }) => id !== message.id),
    { before: all(), name: message.name },
  );

export const undoDeleteSaved = (): void => {
  const { undo } = useLibrary.getState();
  if (undo !== null) change(undo.before);
};

export const moveSaved = (id: string, step: -1 | 1): void => change(moved(all(), id, step));

/** Puts a message before another one, or at the end of a folder. */
export const dropSaved = (id: string, folder: string, before: string | null): void => {
  const message = savedById(id);
  if (message !== undefined && before !== id) change(placed(all(), { ...message, folder }, before));
};

/** Sends a message to the endpoint that was last worked with, to whom its composer sends. */
export const sendSavedMessage = (message: SavedMessage): void => {
  const id = currentEndpointId();
  if (id !== null) void sendSaved(id, message.draft);
};

/** Repeats a message with that endpoint, as often as its composer says. */
export const repeatSavedMessage = (message: SavedMessage): void => {
  const id = currentEndpointId();
  if (id !== null) void repeatDraft(id, message.draft);
};

/** Puts a message into the composer of that endpoint, to be changed there. */
export const putSaved = (message: SavedMessage): void => {
  const id = currentEndpointId();
  if (id === null) return;
  configure(id, (endpoint) => ({ ...endpoint, composer: withDraft(endpoint.composer, message.draft) }));
};

/** Adds the messages of a file that the person chooses, in a folder of its name where they have none. */
export const importSaved = async (): Promise<void> => {
  const answer = await ask('library.import');
  if (!answer.ok) tell(answer.failure);
  if (!answer.ok || answer.value === null) return;
  const { name, messages, skipped } = answer.value;
  if (full(messages.length)) return;
  const taken = new Set(all().map(({ key }) => key));
  const added = messages.map((message) => ({
    ...message,
    id: crypto.randomUUID(),
    folder: message.folder === '' ? name.replace(/\.\w+$/, '').slice(0, 100) : message.folder,
    key: taken.has(message.key) ? ('' as const) : message.key,
  }));
  change(arranged([...all(), ...added]));
  showLibrary();
  const params = { file: name, count: added.length, skipped };
  addNotice({
    severity: skipped > 0 ? 'warning' : 'info',
    failure: { code: skipped > 0 ? 'ELIBRARY_PARTLY' : 'LIBRARY_IMPORTED', params },
  });
};

export const exportSaved = async (): Promise<void> => {
  await flushLibrary();
  const answer = await ask('library.export', { ids: null });
  if (!answer.ok) tell(answer.failure);
};

/** The folders that there are, and the names of endpoints: what a field may suggest. */
export const knownFolders = (): readonly string[] =>
  foldersOf(all())
    .map(({ name }) => name)
    .filter((name) => name !== '');

/** The message that a digit sends. */
export const savedByKey = (digit: string): SavedMessage | undefined => all().find(({ key }) => key === digit);
