import { IconCheck, IconPlus } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { plainSentence } from '../../../core/payload/visible';
import { useTemplates } from '../../state/templates';
import { addSet, freeSetName, type ListId, showList } from '../../state/variables';
import { Button } from '../../ui/button';
import { drawNow } from '../../ui/draw-now';
import styles from './variables.module.css';

/** As many as the workspace takes. */
const MOST_SETS = 50;

export const tabId = (id: ListId): string => `variables-tab-${id}`;
export const PANEL_ID = 'variables-panel';

/** The lists that can be shown: what always counts, and each set. Up and down go through them. */
export const SetList = ({ shown }: { readonly shown: ListId }) => {
  const { t } = useTranslation('variables');
  const variables = useTemplates((state) => state.variables);
  const { environments, active } = variables;
  const ids: readonly ListId[] = ['shared', ...environments.keys()];
  const keys = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = ids[(ids.indexOf(shown) + step + ids.length) % ids.length] ?? 'shared';
    showList(next);
    document.getElementById(tabId(next))?.focus();
  };
  return (
    <div className={styles.side}>
      <div
        role="tablist"
        aria-orientation="vertical"
        aria-label={t('lists')}
        className={styles.sets}
        onKeyDown={keys}
      >
        {ids.map((id) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={tabId(id)}
            aria-controls={PANEL_ID}
            aria-selected={id === shown}
            tabIndex={id === shown ? 0 : -1}
            className={styles.set}
            onClick={() => showList(id)}
          >
            <span className={styles.setName}>
              {id === 'shared'
                ? t('always')
                : plainSentence(environments[id]?.name ?? '') || t('unnamed', { number: id + 1 })}
            </span>
            {id === active && (
              <IconCheck size={14} stroke={2} aria-label={t('inUse')} role="img" className={styles.inUse} />
            )}
          </button>
        ))}
      </div>
      <Button
        look="quiet"
        icon={IconPlus}
        disabled={environments.length >= MOST_SETS}
        onClick={() => {
          addSet(
            freeSetName(variables, (number) => t('unnamed', { number })),
            null,
          );
          drawNow();
          document.querySelector<HTMLInputElement>(`#${PANEL_ID} input`)?.select();
        }}
      >
        {t('newSet')}
      </Button>
    </div>
  );
};
