import { Popover } from '@mantine/core';
import { IconPlayerStopFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Composer } from '../../../core/contract/draft';
import { REPEAT_BOUNDS } from '../../../core/contract/option-bounds';
import { parseWhole } from '../../../core/contract/parse';
import { startRepeat, stopRepeat } from '../../state/sending';
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

const RunningRepeat = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('composer');
  const { count, perSecond } = useFormats();
  const repeat = useStatus(id, (status) => status?.repeat ?? null);
  if (repeat === null) return null;
  const sent =
    repeat.count === null
      ? count(repeat.sent)
      : t('sentOf', { sent: count(repeat.sent), total: count(repeat.count) });
  return (
    <>
      <span className={styles.note}>
        {t('repeating', { sent, rate: perSecond(repeat.achievedPerSecond) })}
      </span>
      <Button look="danger" icon={IconPlayerStopFilled} onClick={() => void stopRepeat(id)}>
        {t('endRepeat')}
      </Button>
    </>
  );
};

/** Sends the message again and again. While it does, one click ends it. */
export const Repeat = ({ id, composer, onChange, ready }: RepeatProps) => {
  const { t } = useTranslation('composer');
  const { count } = useFormats();
  const [open, setOpen] = useState(false);
  const repeating = useStatus(id, (status) => status !== undefined && status.repeat !== null);
  const canSend = useStatus(id, (status) =>
    ['connected', 'open', 'listening'].includes(stateOf(status).phase),
  );
  if (repeating) return <RunningRepeat id={id} />;
  const every = parseWhole(composer.repeatEvery, 'every', REPEAT_BOUNDS, 0);
  const everyOk = every.ok && every.value > 0;
  const timesOk = parseWhole(composer.repeatCount, 'count', TIMES, 1).ok;
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
            if (!ready || !canSend || !everyOk || !timesOk) return;
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
          <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
          <Button
            look="primary"
            disabled={!ready || !canSend || !everyOk || !timesOk}
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
