import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  PING_COUNT_BOUNDS,
  PING_EVERY_BOUNDS,
  PING_TIMEOUT_BOUNDS,
} from '../../../core/contract/option-bounds';
import { parseWhole } from '../../../core/contract/parse';
import { changePing, startPing, stopPing, usePing } from '../../state/ping';
import { Button } from '../../ui/button';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { Segmented } from '../../ui/segmented';
import { Switch } from '../../ui/switch';
import styles from './ping-dialog.module.css';

const NUMBERS = [
  { field: 'every', label: 'every', bounds: PING_EVERY_BOUNDS, empty: '1000' },
  { field: 'count', label: 'connects', bounds: PING_COUNT_BOUNDS, empty: null },
  { field: 'timeout', label: 'timeout', bounds: PING_TIMEOUT_BOUNDS, empty: '5000' },
] as const;

/** Where to connect to, how often and how patiently. Locked while it does. */
export const PingForm = () => {
  const { t } = useTranslation('ping');
  const { count } = useFormats();
  const wish = usePing((state) => state.wish);
  const running = usePing(({ status }) => status?.running === true);
  const locked = running ? t('locked') : null;
  const problems = NUMBERS.map(({ field, bounds }) =>
    // An empty interval or timeout is the usual one; no count is no end.
    parseWhole(wish[field], field, bounds, bounds.min).ok
      ? null
      : t('bounds', { min: count(bounds.min), max: count(bounds.max) }),
  );
  const wrong = problems.some((problem) => problem !== null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (running) void stopPing();
    else if (!wrong) void startPing();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.row}>
        <Segmented
          label={t('protocol')}
          choices={[
            { value: 'tcp', label: 'TCP' },
            { value: 'tls', label: 'TLS' },
          ]}
          value={wish.protocol}
          onChange={(protocol) => changePing({ protocol })}
          disabled={running}
          hint={wish.protocol === 'tls' ? t('tlsHint') : null}
        />
        <Field
          label={t('address')}
          value={wish.address}
          onChange={(address) => changePing({ address })}
          placeholder={t('address')}
          locked={locked}
          mono
          data-autofocus
        />
        <Field
          label={t('port')}
          value={wish.port}
          onChange={(port) => changePing({ port })}
          placeholder={t('port')}
          locked={locked}
          inputMode="numeric"
          mono
          width={84}
        />
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
        <Button
          look={running ? 'danger' : 'primary'}
          icon={running ? IconPlayerStopFilled : IconPlayerPlayFilled}
          disabled={wrong && !running}
          onClick={submit}
        >
          {running ? t('stop') : t('start')}
        </Button>
      </div>
      <div className={styles.row}>
        {NUMBERS.map(({ field, label, empty }, at) => (
          <div key={field} className={styles.number}>
            <span aria-hidden>{t(label)}</span>
            <Field
              label={t(label)}
              value={wish[field]}
              onChange={(value) => changePing({ [field]: value })}
              placeholder={empty ?? t('untilStopped')}
              problem={problems[at] ?? null}
              locked={locked}
              inputMode="numeric"
              mono
              width={empty === null ? 112 : 92}
              after={empty !== null ? <FieldNote>{t('ms')}</FieldNote> : undefined}
            />
          </div>
        ))}
      </div>
      <div className={styles.logged}>
        <Switch
          label={t('logged')}
          checked={wish.logged}
          onChange={(logged) => changePing({ logged })}
          disabled={running}
        />
        <span>{t('logged')}</span>
        <span className={styles.note}>{t('loggedNote')}</span>
      </div>
    </form>
  );
};
