import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../ui/keys';
import styles from './palette.module.css';
import { type Entry, useEntries } from './palette-entries';
import { closePalette, usePalette } from './palette-store';

const choose = (entry: Entry | undefined): void => {
  if (entry === undefined) return;
  closePalette();
  // The palette hands the focus back when it closes; a command may move it after that.
  setTimeout(entry.run);
};

/** A field and the list of what it finds: arrows choose, Enter runs. */
const Finder = () => {
  const { t } = useTranslation('commands');
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const entries = useEntries(query);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const optionId = (at: number): string => `${listId}-${at}`;

  // At once, not after a transition: what is typed right after the shortcut must not land in the field behind.
  useLayoutEffect(() => input.current?.focus(), []);

  useEffect(() => {
    list.current?.querySelector(`[data-at="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const go = (at: number): void => setActive((at + entries.length) % Math.max(1, entries.length));
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(active + 1),
      ArrowUp: () => go(active - 1),
      PageDown: () => setActive(Math.min(entries.length - 1, active + 8)),
      PageUp: () => setActive(Math.max(0, active - 8)),
      Enter: () => choose(entries[active]),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  return (
    <>
      <div className={styles.search}>
        <IconSearch size={15} stroke={1.8} aria-hidden />
        <input
          ref={input}
          type="text"
          role="combobox"
          className={styles.input}
          aria-label={t('paletteLabel')}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={entries.length === 0 ? undefined : optionId(active)}
          aria-autocomplete="list"
          placeholder={t('palettePlaceholder')}
          value={query}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={keys}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={t('paletteLabel')} className={styles.list}>
        {entries.length === 0 && <p className={styles.empty}>{t('paletteEmpty')}</p>}
        {entries.map((entry, at) => (
          <div
            key={entry.id}
            id={optionId(at)}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            data-at={at}
            data-first={entry.group !== entries[at - 1]?.group}
            className={styles.entry}
            onMouseMove={() => setActive(at)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(entry)}
            onKeyDown={keys}
          >
            <span className={styles.label}>{entry.label}</span>
            <span className={styles.group}>{entry.group !== entries[at - 1]?.group && entry.group}</span>
            <span className={styles.keys}>{entry.keys !== undefined && <Keys keys={entry.keys} />}</span>
          </div>
        ))}
      </div>
    </>
  );
};

/** The command palette: every action and its shortcut, found by a few letters. */
export const Palette = () => {
  const { t } = useTranslation('commands');
  const open = usePalette((state) => state.open);
  return (
    <Modal.Root
      opened={open}
      onClose={closePalette}
      size={600}
      yOffset="12vh"
      centered={false}
      transitionProps={{ duration: 0 }}
      returnFocus={false}
      classNames={{ content: styles.window }}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t('paletteLabel')}>
        <Finder />
      </Modal.Content>
    </Modal.Root>
  );
};
