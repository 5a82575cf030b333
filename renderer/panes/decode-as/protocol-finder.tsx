import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DissectorName } from '../../../core/contract/dissect';
import { useFormats } from '../../ui/format';
import { useFinder } from '../../ui/use-finder';
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
  const input = useRef<HTMLInputElement>(null);
  const found = useMemo(() => findProtocols(protocols, query), [protocols, query]);
  const shown = found.slice(0, MOST_SHOWN);
  const { field, list, option } = useFinder({
    query,
    choices: shown,
    onChoose: ({ name }) => onChoose(name),
  });

  // The dialog has given the keyboard to something else where the protocols came later than it.
  useEffect(() => input.current?.focus(), []);

  return (
    <>
      <input
        {...field}
        ref={input}
        type="text"
        className={classes.search}
        aria-label={t('protocol')}
        placeholder={t('findProtocol', { count: protocols.length, shown: count(protocols.length) })}
        value={query}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <div {...list} role="listbox" aria-label={t('protocols')} className={classes.list}>
        {shown.map((one, at) => (
          <div {...option(at)} key={one.name} className={classes.option}>
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
