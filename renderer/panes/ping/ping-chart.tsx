import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { PingStatus } from '../../../core/contract/ping';
import { useFormats } from '../../ui/format';
import styles from './ping-dialog.module.css';
import { heightOf, plotOf } from './ping-plot';

const HEIGHT = 120;

/** How long each of the latest connects took, with the median and the 99th percentile of all of them. */
export const PingChart = ({ recent, times }: Pick<PingStatus, 'recent' | 'times'>) => {
  const { t } = useTranslation('ping');
  const { count, lateMs } = useFormats();
  const { ref, width } = useElementSize();
  const room = { width, height: HEIGHT };
  const plot = plotOf(recent, room);
  const { total } = times;
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.legend}>
        <span>{t('latest', { count: recent.length, shown: count(recent.length) })}</span>
        <span className={styles.key} data-line="p50">
          {t('p50')}
        </span>
        <span className={styles.key} data-line="p99">
          {t('p99')}
        </span>
        {plot.crosses !== '' && (
          <span className={styles.key} data-line="failed">
            {t('failedMark')}
          </span>
        )}
      </figcaption>
      <div className={styles.plotRow}>
        <div className={styles.scale} aria-hidden>
          <span>{plot.most === 0 ? '' : lateMs(plot.most)}</span>
          <span>{plot.most === 0 ? '' : lateMs(0)}</span>
        </div>
        <div ref={ref} className={styles.plot}>
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={t('plot', { count: recent.length, shown: count(recent.length) })}
          >
            <path className={styles.bars} d={plot.bars} />
            <path className={styles.crosses} d={plot.crosses} />
            {total !== null &&
              // Of connects long ago, they may be beyond what is shown.
              (['p50', 'p99'] as const)
                .filter((part) => total[part] <= plot.most)
                .map((part) => {
                  const y = Math.round(heightOf(plot, room, total[part])) + 0.5;
                  return (
                    <line
                      key={part}
                      className={styles.line}
                      data-line={part}
                      x1={0}
                      x2={width}
                      y1={y}
                      y2={y}
                    />
                  );
                })}
          </svg>
        </div>
      </div>
    </figure>
  );
};
