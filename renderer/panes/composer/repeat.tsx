import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Composer } from '../../../core/contract/draft';
import { REPEAT_BOUNDS, REPEAT_SECONDS_BOUNDS } from '../../../core/contract/option-bounds';
import { parseWhole } from '../../../core/contract/parse';
import { startRepeat } from '../../state/sending';
import { stateOf, useStatus } from '../../state/statuses';
import { Button } from '../../ui/button';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import styles from './composer.module.css';

interface RepeatProps {
  readonly id: string;
  readonly composer: Composer;
  readonly onChange: (patch: Partial<Composer>) => void;
  /** There is a message that can be sent. */
  readonly ready: boolean;
}

const TIMES = { min: 1, max: Number.MAX_SAFE_INTEGER };

/** Sends the message again and again, beside those that are repeated already. */
export const Repeat = ({ id, composer, onChange, ready }: RepeatProps) => {
  const { t } = useTranslation('composer');
  const { count } = useFormats();
  const [open, setOpen] = useState(false);
  const canSend = useStatus(id, (status) =>
    ['connected', 'open', 'listening'].includes(stateOf(status).phase),
  );
  const every = parseWhole(composer.repeatEvery, 'every', REPEAT_BOUNDS, 0);
  const everyOk = every.ok && every.value > 0;
  const timesOk = parseWhole(composer.repeatCount, 'count', TIMES, 1).ok;
  const secondsOk = parseWhole(composer.repeatFor, 'seconds', REPEAT_SECONDS_BOUNDS, 1).ok;
  const allOk = everyOk && timesOk && secondsOk;
  return (
    <Popover opened={open} onChange={setOpen} position="top-end" trapFocus returnFocus>
      <Popover.Target>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('repeat')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('repeat')}>
        <form
          className={styles.repeat}
          onSubmit={(event) => {
            event.preventDefault();
            if (!ready || !canSend || !allOk) return;
            setOpen(false);
            void startRepeat(id);
          }}
        >
          <span>{t('every')}</span>
          <Field
            label={t('every')}
            value={composer.repeatEvery}
            onChange={(repeatEvery) => onChange({ repeatEvery })}
            mono
            problem={
              everyOk
                ? null
                : t('everyBounds', { min: count(REPEAT_BOUNDS.min), max: count(REPEAT_BOUNDS.max) })
            }
            after={<FieldNote>{t('ms')}</FieldNote>}
          />
          <span>{t('times')}</span>
          <Field
            label={t('times')}
            value={composer.repeatCount}
            onChange={(repeatCount) => onChange({ repeatCount })}
            mono
            placeholder={t('untilStopped')}
            problem={timesOk ? null : t('timesBounds')}
          />
          <span>{t('forSeconds')}</span>
          <Field
            label={t('forSeconds')}
            value={composer.repeatFor}
            onChange={(repeatFor) => onChange({ repeatFor })}
            mono
            placeholder={t('untilStopped')}
            problem={
              secondsOk
                ? null
                : t('forBounds', {
                    min: count(REPEAT_SECONDS_BOUNDS.min),
                    max: count(REPEAT_SECONDS_BOUNDS.max),
                  })
            }
            after={<FieldNote>{t('seconds')}</FieldNote>}
          />
          <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
          <Button
            look="primary"
            disabled={!ready || !canSend || !allOk}
            hint={canSend ? undefined : t('sendNotRunning')}
            onClick={(event) => event.currentTarget.form?.requestSubmit()}
          >
            {t('beginRepeat')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
};
