import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawNow } from '../ui/draw-now';
import { Keys } from '../ui/keys';
import { useFinder } from '../ui/use-finder';
import styles from './palette.module.css';
import { type Entry, useEntries } from './palette-entries';
import { closePalette, usePalette } from './palette-store';

const choose = (entry: Entry): void => {
  closePalette();
  // It is gone before the command moves the focus, and the next key goes there.
  drawNow();
  entry.run();
};

/** A field and the list of what it finds: arrows choose, Enter runs. */
const Finder = () => {
  const { t } = useTranslation('commands');
  const [query, setQuery] = useState('');
  const entries = useEntries(query);
  const input = useRef<HTMLInputElement>(null);
  const { field, list, option } = useFinder({ query, choices: entries, onChoose: choose, wraps: true });

  // At once, not after a transition: what is typed right after the shortcut must not land in the field behind.
  useLayoutEffect(() => input.current?.focus(), []);

  return (
    <>
      <div className={styles.search}>
        <IconSearch size={15} stroke={1.8} aria-hidden />
        <input
          {...field}
          ref={input}
          type="text"
          className={styles.input}
          aria-label={t('paletteLabel')}
          placeholder={t('palettePlaceholder')}
          value={query}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <div {...list} role="listbox" aria-label={t('paletteLabel')} className={styles.list}>
        {entries.length === 0 && <p className={styles.empty}>{t('paletteEmpty')}</p>}
        {entries.map((entry, at) => (
          <div
            {...option(at)}
            key={entry.id}
            data-first={entry.group !== entries[at - 1]?.group}
            className={styles.entry}
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
