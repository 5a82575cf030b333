import { useTranslation } from 'react-i18next';
import type { PingPhase, PingStatus } from '../../../core/contract/ping';
import { useExplain } from '../../ui/explain';
import { useFormats } from '../../ui/format';
import { PingChart } from './ping-chart';
import styles from './ping-dialog.module.css';

/** In the order in which they happen. */
const PHASES: readonly PingPhase[] = ['lookup', 'connect', 'handshake', 'total'];
const COLUMNS = ['min', 'p50', 'p99', 'max'] as const;

const Times = ({ times }: Pick<PingStatus, 'times'>) => {
  const { t } = useTranslation('ping');
  const { lateMs } = useFormats();
  // Without TLS, what there is to connecting is the connect.
  const phases = PHASES.filter(
    (phase) => times[phase] !== null && (phase !== 'total' || times.handshake !== null),
  );
  return (
    <table className={styles.table} aria-label={t('times')}>
      <thead>
        <tr>
          <th>{t('part')}</th>
          {COLUMNS.map((column) => (
            <th key={column} data-number>
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {phases.map((phase) => (
          <tr key={phase}>
            <th scope="row">{t(phase)}</th>
            {COLUMNS.map((column) => (
              <td key={column} data-number>
                {lateMs(times[phase]?.[column] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Failures = ({ failures }: Pick<PingStatus, 'failures'>) => {
  const { t } = useTranslation('ping');
  const { count } = useFormats();
  const explain = useExplain();
  return (
    <table className={styles.table} aria-label={t('failures')}>
      <thead>
        <tr>
          <th data-number>{t('howOften')}</th>
          <th>{t('cause')}</th>
        </tr>
      </thead>
      <tbody>
        {failures.map(({ count: times, failure }) => {
          const { title, cause, advice } = explain(failure);
          return (
            <tr key={failure.code}>
              <td data-number>{count(times)}</td>
              <td data-selectable>
                <span className={styles.code}>{title}</span> {cause}
                <span className={styles.advice}>{advice}</span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

/** What a series of connects has come to so far. */
export const PingResults = ({ status }: { readonly status: PingStatus }) => {
  const { t } = useTranslation('ping');
  const { count } = useFormats();
  const all = status.answered + status.failed;
  const state = status.running ? t('goesOn', { every: count(status.everyMs) }) : t('ended');
  return (
    <section className={styles.results} aria-label={t('results')}>
      <p className={styles.sum}>
        <strong>{t('answeredOf', { answered: count(status.answered), all: count(all) })}</strong>
        <span role="status">{state}</span>
        <span className={styles.peer} data-selectable>
          {[status.peer, status.secured].filter((part) => part !== '').join(' · ')}
        </span>
      </p>
      <PingChart recent={status.recent} times={status.times} />
      {status.answered > 0 && <Times times={status.times} />}
      {status.failures.length > 0 && <Failures failures={status.failures} />}
    </section>
  );
};
