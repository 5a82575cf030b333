import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedMessage } from '../../../core/contract/library';
import type { Folder } from '../../../core/library/library';
import { plainSentence } from '../../../core/payload/visible';
import {
  deleteSaved,
  dropSaved,
  duplicateSaved,
  editSaved,
  foldFolder,
  moveSaved,
  putSaved,
  sendSavedMessage,
  useLibrary,
} from '../../state/library';
import { useFormats } from '../../ui/format';
import styles from './library.module.css';
import { MessageRow } from './message-row';

type Item =
  | { readonly kind: 'folder'; readonly id: string; readonly folder: Folder }
  | { readonly kind: 'message'; readonly id: string; readonly message: SavedMessage };

const FOLDER = 'folder:';
/** What is dragged is one of ours, and nothing that another program would take. */
const DRAGGED = 'application/x-porthole-message';

interface MessageTreeProps {
  readonly folders: readonly Folder[];
  /** All that is found is shown, folded or not. */
  readonly searching: boolean;
  readonly ref: RefObject<HTMLDivElement | null>;
}

/** Folders and their messages as a tree: arrows go through it, Enter sends, Alt and an arrow move. */
export const MessageTree = ({ folders, searching, ref }: MessageTreeProps) => {
  const { t } = useTranslation('library');
  const { count } = useFormats();
  const folded = useLibrary((state) => state.folded);
  const [active, setActive] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const isFolded = (name: string): boolean => !searching && folded.includes(name);
  const items: readonly Item[] = folders.flatMap((folder): readonly Item[] => [
    ...(folder.name === '' ? [] : [{ kind: 'folder' as const, id: `${FOLDER}${folder.name}`, folder }]),
    ...(isFolded(folder.name)
      ? []
      : folder.messages.map((message) => ({ kind: 'message' as const, id: message.id, message }))),
  ]);
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === active),
  );
  const current = items[at];

  useEffect(() => {
    if (current !== undefined)
      document.getElementById(`saved-${current.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const go = (to: number): void => {
    const item = items[Math.min(items.length - 1, Math.max(0, to))];
    if (item !== undefined) setActive(item.id);
  };
  const leave = (): void => {
    if (current?.kind === 'folder') foldFolder(current.folder.name, true);
    else if (current !== undefined && current.message.folder !== '')
      setActive(`${FOLDER}${current.message.folder}`);
  };
  const onMessage = (act: (message: SavedMessage) => void) => (): void => {
    if (current?.kind === 'message') act(current.message);
  };
  const keys = (event: KeyboardEvent): void => {
    // A button of a row, or of its menu, has its own keys.
    const onButton = event.target instanceof Element && event.target.closest('button') !== null;
    if (event.defaultPrevented || onButton) return;
    if (event.ctrlKey || event.metaKey) {
      // As endpoints are duplicated in their pane.
      if (event.key !== 'd' || current?.kind !== 'message') return;
      event.preventDefault();
      duplicateSaved(current.message);
      return;
    }
    const move = (step: -1 | 1) =>
      onMessage(({ id }) => {
        setActive(id);
        moveSaved(id, step);
      });
    const actions: Readonly<Record<string, () => void>> = event.altKey
      ? { ArrowUp: move(-1), ArrowDown: move(1) }
      : {
          ArrowUp: () => go(at - 1),
          ArrowDown: () => go(at + 1),
          Home: () => go(0),
          End: () => go(items.length - 1),
          ArrowLeft: leave,
          ArrowRight: () => current?.kind === 'folder' && foldFolder(current.folder.name, false),
          Enter: () => {
            if (current?.kind === 'folder') foldFolder(current.folder.name, !isFolded(current.folder.name));
            else if (event.shiftKey) onMessage(putSaved)();
            else onMessage(sendSavedMessage)();
          },
          F2: onMessage(editSaved),
          Delete: onMessage((message) => {
            go(at + 1 < items.length ? at + 1 : at - 1);
            deleteSaved(message);
          }),
        };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  const dropOn = (item: Item) => ({
    onDragOver: (event: DragEvent): void => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      setOver(item.id);
    },
    onDragLeave: (): void => setOver(null),
    onDrop: (event: DragEvent): void => {
      event.preventDefault();
      setOver(null);
      const id = event.dataTransfer.getData(DRAGGED);
      if (item.kind === 'folder') dropSaved(id, item.folder.name, null);
      else dropSaved(id, item.message.folder, item.id);
      setActive(id);
    },
  });
  return (
    <div
      ref={ref}
      role="tree"
      aria-label={t('messages')}
      aria-activedescendant={current === undefined ? undefined : `saved-${current.id}`}
      tabIndex={0}
      className={styles.tree}
      onKeyDown={keys}
    >
      {items.map((item) =>
        item.kind === 'folder' ? (
          <div
            key={item.id}
            id={`saved-${item.id}`}
            role="treeitem"
            tabIndex={-1}
            aria-level={1}
            aria-expanded={!isFolded(item.folder.name)}
            aria-selected={item === current}
            className={styles.folder}
            data-over={over === item.id}
            onClick={() => {
              setActive(item.id);
              foldFolder(item.folder.name, !isFolded(item.folder.name));
              ref.current?.focus();
            }}
            onKeyDown={keys}
            {...dropOn(item)}
          >
            {isFolded(item.folder.name) ? (
              <IconChevronRight size={13} stroke={2} aria-hidden />
            ) : (
              <IconChevronDown size={13} stroke={2} aria-hidden />
            )}
            <span className={styles.name}>{plainSentence(item.folder.name)}</span>
            <span className={styles.count}>{count(item.folder.messages.length)}</span>
          </div>
        ) : (
          <MessageRow
            key={item.id}
            message={item.message}
            selected={item === current}
            over={over === item.id}
            onKeyDown={keys}
            onSelect={() => {
              setActive(item.id);
              ref.current?.focus();
            }}
            drag={{
              ...dropOn(item),
              onDragStart: (event) => {
                event.dataTransfer.setData(DRAGGED, item.id);
                event.dataTransfer.effectAllowed = 'move';
              },
            }}
          />
        ),
      )}
    </div>
  );
};
