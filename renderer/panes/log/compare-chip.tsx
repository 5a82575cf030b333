import { IconArrowsDiff, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { forgetFirst, useCompare } from '../../state/compare';
import { useFormats } from '../../ui/format';
import { Tip } from '../../ui/tip';
import classes from './log-head.module.css';

/** The row that waits for another one to be compared with. Nothing while none does. */
export const CompareChip = () => {
  const { t } = useTranslation('compare');
  const { count } = useFormats();
  const first = useCompare((state) => state.first);
  if (first === null) return null;
  const row = count(first + 1);
  return (
    <Tip label={t('chosenHint', { row })}>
      <span className={classes.chosen} role="status" aria-label={t('chosen', { row })}>
        <IconArrowsDiff size={13} stroke={1.9} aria-hidden />
        <span>#{row}</span>
        <button type="button" aria-label={t('forget')} onClick={forgetFirst}>
          <IconX size={11} stroke={2.2} aria-hidden />
        </button>
      </span>
    </Tip>
  );
};
