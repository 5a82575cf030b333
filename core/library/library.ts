import type { Draft } from '../contract/draft';
import type { Library, SavedMessage } from '../contract/library';

/** The messages of one folder; those in none have the name ''. */
export interface Folder {
  readonly name: string;
  readonly messages: readonly SavedMessage[];
}

/** Those in no folder first, then the folders in the order in which they first appear. */
export const foldersOf = (library: Library): readonly Folder[] => {
  const folders = new Map<string, SavedMessage[]>([['', []]]);
  for (const message of library) {
    const folder = folders.get(message.folder);
    if (folder === undefined) folders.set(message.folder, [message]);
    else folder.push(message);
  }
  return [...folders]
    .map(([name, messages]) => ({ name, messages }))
    .filter(({ messages }) => messages.length > 0);
};

/** The same messages, those of a folder together. */
export const arranged = (library: Library): Library => foldersOf(library).flatMap(({ messages }) => messages);

/** Puts a message in a folder before another one, or at the folder's end. A digit that it takes is free elsewhere. */
export const placed = (library: Library, message: SavedMessage, before: string | null): Library => {
  const rest = library
    .filter(({ id }) => id !== message.id)
    .map((one) => (message.key !== '' && one.key === message.key ? { ...one, key: '' as const } : one));
  const at = before === null ? -1 : rest.findIndex(({ id }) => id === before);
  return arranged(at === -1 ? [...rest, message] : [...rest.slice(0, at), message, ...rest.slice(at)]);
};

/** The same message changed, in its place; in another folder at its end. */
export const changed = (library: Library, message: SavedMessage): Library => {
  const at = library.findIndex(({ id }) => id === message.id);
  const stays = library[at]?.folder === message.folder;
  return placed(library, message, stays ? (library[at + 1]?.id ?? null) : null);
};

/** One place up or down, at the edge of its folder into the one beside it. */
export const moved = (library: Library, id: string, step: -1 | 1): Library => {
  const all = arranged(library);
  const at = all.findIndex((message) => message.id === id);
  const message = all[at];
  if (message === undefined) return library;
  const other = all[at + step];
  // The very first and the last of all come out of their folder, when they are in one.
  if (other === undefined) {
    return step === -1 && message.folder !== '' ? placed(all, { ...message, folder: '' }, null) : all;
  }
  if (other.folder !== message.folder) {
    const inside = { ...message, folder: other.folder };
    return placed(all, inside, step === -1 ? null : other.id);
  }
  return placed(all, message, step === -1 ? other.id : (all[at + 2]?.id ?? null));
};

/** `Start` → `Start 2`: a name that none has yet. */
export const freeName = (library: Library, wanted: string): string => {
  const taken = new Set(library.map(({ name }) => name));
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/ \d+$/, '').slice(0, 90);
  let number = 2;
  while (taken.has(`${stem} ${number}`)) number += 1;
  return `${stem} ${number}`;
};

/** What was written, without what it means. */
export const writtenIn = (draft: Draft): string => (draft.format === 'text' ? draft.text : draft.hex);

/** Whether each word of a query is in a message: its name, folder, note, endpoint, or the message itself. */
export const matchesSaved = (message: SavedMessage, query: string): boolean => {
  const { name, folder, note, endpoint, draft } = message;
  const text = [name, folder, note, endpoint, writtenIn(draft).slice(0, 10_000)].join('\n').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
