import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DissectorName } from '../../../core/contract/dissect';
import { useFormats } from '../../ui/format';
import classes from './decode-as.module.css';
import { findProtocols } from './find-protocols';

/** More are not read through; a few more letters say which. */
const MOST_SHOWN = 200;

interface ProtocolFinderProps {
  readonly protocols: readonly DissectorName[];
  /** The name of the one that is chosen already. */
  readonly chosen: string | null;
  readonly onChoose: (name: string) => void;
}

/** A field and the protocols that it finds: arrows choose, Enter takes. */
export const ProtocolFinder = ({ protocols, chosen, onChoose }: ProtocolFinderProps) => {
  const { t } = useTranslation('inspector');
  const { count } = useFormats();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = useMemo(() => findProtocols(protocols, query), [protocols, query]);
  const shown = found.slice(0, MOST_SHOWN);
  const optionId = (at: number): string => `${id}-${at}`;

  // The dialog has given the keyboard to something else where the protocols came later than it.
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector(`[data-at="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const go = (at: number): void => setActive(Math.min(shown.length - 1, Math.max(0, at)));
    const one = shown[active];
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(active + 1),
      ArrowUp: () => go(active - 1),
      PageDown: () => go(active + 8),
      PageUp: () => go(active - 8),
      Enter: () => one !== undefined && onChoose(one.name),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  return (
    <>
      <input
        ref={input}
        type="text"
        role="combobox"
        className={classes.search}
        aria-label={t('protocol')}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={shown.length === 0 ? undefined : optionId(active)}
        aria-autocomplete="list"
        placeholder={t('findProtocol', { count: protocols.length, shown: count(protocols.length) })}
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
      <div ref={list} id={id} role="listbox" aria-label={t('protocols')} className={classes.list}>
        {shown.map((one, at) => (
          <div
            key={one.name}
            id={optionId(at)}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            data-at={at}
            className={classes.option}
            onMouseMove={() => setActive(at)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one.name)}
            onKeyDown={keys}
          >
            <span>{one.title}</span>
            <code translate="no">{one.name}</code>
            {one.name === chosen && <span className={classes.chosen}>{t('decodedSoNow')}</span>}
          </div>
        ))}
      </div>
      <p className={classes.more} role="status">
        {found.length === 0
          ? t('noProtocol')
          : found.length > MOST_SHOWN
            ? t('moreProtocols', { shown: count(found.length - MOST_SHOWN) })
            : ''}
      </p>
    </>
  );
};
