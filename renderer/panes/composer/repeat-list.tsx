import { IconPlayerStopFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RepeatStatus } from '../../../core/contract/status';
import { plainSentence, plainText } from '../../../core/payload/visible';
import { useRepeatsOf } from '../../state/repeats';
import { stopRepeat } from '../../state/sending';
import { IconButton } from '../../ui/button';
import { useFormats } from '../../ui/format';
import { Tip } from '../../ui/tip';
import styles from './repeat-list.module.css';

/** One message that is repeated: how often it went out, how fast, how late, and the button that ends it. */
const RunningRepeat = ({ id, repeat }: { readonly id: string; readonly repeat: RepeatStatus }) => {
  const { t } = useTranslation('composer');
  const { count, perSecond, lateMs } = useFormats();
  const { achievedPerSecond, everyMs, lateness } = repeat;
  const sent =
    repeat.count === null
      ? count(repeat.sent)
      : t('sentOf', { sent: count(repeat.sent), total: count(repeat.count) });
  const rate = perSecond(achievedPerSecond);
  const target = perSecond(1000 / everyMs);
  const late = {
    p50: lateMs(lateness?.p50 ?? 0),
    p99: lateMs(lateness?.p99 ?? 0),
    worst: lateMs(lateness?.worst ?? 0),
  };
  const what = plainSentence(repeat.what.replaceAll('\n', '↵'));
  return (
    <li className={styles.repeat}>
      <Tip label={what}>
        <span className={styles.what}>{what}</span>
      </Tip>
      {repeat.to !== '' && <span className={styles.to}>{t('repeatTo', { to: plainText(repeat.to) })}</span>}
      <Tip label={t('repeatingHint', { rate, target, ...late })}>
        <span className={styles.numbers}>
          <span>{t('repeating', { sent, rate })}</span>
          <span className={styles.wide}> {t('repeatingWide', { target, p99: late.p99 })}</span>
        </span>
      </Tip>
      <IconButton
        icon={IconPlayerStopFilled}
        label={t('endRepeat', { what })}
        small
        onClick={() => void stopRepeat(id, repeat.id)}
      />
    </li>
  );
};

/** What an endpoint repeats at this moment. Nothing while it repeats nothing. */
export const RepeatList = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('composer');
  const repeats = useRepeatsOf(id);
  if (repeats.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('repeats')}>
      {repeats.map((repeat) => (
        <RunningRepeat key={repeat.id} id={id} repeat={repeat} />
      ))}
    </ul>
  );
};
