import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { focusLog } from '../../state/log';
import { type FindOutcome, findRow, stopFind, typeFind, useFind } from '../../state/log-find';
import { usePulse } from '../../state/pulse';
import { IconButton } from '../../ui/button';
import { useExplain } from '../../ui/explain';
import { Field } from '../../ui/field';
import { ProgressLine } from '../../ui/progress-line';
import { LogBarFrame, LogBarWord, useBarField } from './log-bar';
import classes from './log-bar.module.css';

const OUTCOMES = {
  none: 'findNone',
  only: 'findOnly',
  wrappedToFirst: 'findWrappedToFirst',
  wrappedToLast: 'findWrappedToLast',
  stopped: 'findStopped',
} as const satisfies Readonly<Record<FindOutcome, string>>;

const Word = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('log');
  const { failure, outcome, looking } = useFind();
  const said = looking ? t('findLooking') : outcome === null ? null : t(OUTCOMES[outcome]);
  return <LogBarWord id={id} failure={failure} said={said} forms={t('findForms')} />;
};

const Progress = () => {
  const { t } = useTranslation('log');
  // In whole percent, so that it is drawn no more often than it changes.
  const percent = usePulse(({ find }) =>
    find === null || find.total === 0 ? null : Math.floor((find.done / find.total) * 100),
  );
  const looking = useFind((state) => state.looking);
  if (!looking || percent === null) return null;
  return <ProgressLine label={t('findLooking')} share={percent / 100} className={classes.progress} />;
};

/** Goes from one row that matches to the next, and hides none. */
export const FindBar = () => {
  const { t } = useTranslation('log');
  const typed = useFind((state) => state.typed);
  const failure = useFind((state) => state.failure);
  const explain = useExplain();
  const input = useBarField();
  const id = useId();

  return (
    <LogBarFrame
      name={t('find')}
      onClose={() => {
        stopFind();
        focusLog();
      }}
      field={
        <Field
          ref={input}
          label={t('find')}
          placeholder={t('findField')}
          mono
          value={typed}
          onChange={typeFind}
          aria-describedby={`${id}-word`}
          problem={failure === null ? null : explain(failure).cause}
          problemId={`${id}-word`}
          after={<Progress />}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') {
              event.preventDefault();
              void findRow(event.shiftKey ? 'previous' : 'next');
            } else if (event.key === 'Escape' && useFind.getState().looking) {
              event.preventDefault();
              stopFind();
            }
          }}
        />
      }
    >
      <IconButton
        icon={IconArrowUp}
        label={t('findPrevious')}
        onClick={() => void findRow('previous')}
        quiet
      />
      <IconButton icon={IconArrowDown} label={t('findNext')} onClick={() => void findRow('next')} quiet />
      <Word id={`${id}-word`} />
    </LogBarFrame>
  );
};
