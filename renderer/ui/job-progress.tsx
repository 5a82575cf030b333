import { IconCheck, IconPlayerStop, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../core/contract/capture';
import { plainText } from '../../core/payload/visible';
import { cancelJob } from '../state/jobs';
import { IconButton } from './button';
import { useFormats } from './format';
import styles from './job-progress.module.css';

const END_WORDS = { done: 'jobDone', cancelled: 'jobCancelled', failed: 'jobFailed' } as const;

/** How far long work is, how fast it goes, and a way to cancel it; then how it ended. */
export const JobProgress = ({ job }: { readonly job: Job }) => {
  const { t } = useTranslation('app');
  const { bytes, rate } = useFormats();
  const share = job.total > 0 ? Math.min(1, job.done / job.total) : 0;
  if (job.state !== 'running') {
    const Glyph = job.state === 'done' ? IconCheck : IconX;
    return (
      <span className={styles.ended} data-state={job.state}>
        <Glyph size={14} stroke={2} aria-hidden />
        {t(END_WORDS[job.state])}
        <span className={styles.numbers}>{bytes(job.done)}</span>
      </span>
    );
  }
  return (
    <span className={styles.job}>
      {/* Without a value while nobody knows how much there will be. */}
      <progress
        className={styles.bar}
        aria-label={plainText(job.name)}
        max={1}
        {...(job.total > 0 || job.kind !== 'receiveFile' ? { value: share } : {})}
      />
      {/* Before the numbers, whose width changes: what is to be clicked stands still. */}
      <IconButton
        icon={IconPlayerStop}
        label={job.kind === 'receiveFile' ? t('stop') : t('cancel')}
        onClick={() => void cancelJob(job.id)}
        quiet
        small
      />
      <span className={styles.numbers}>
        {job.kind === 'receiveFile'
          ? t('jobReceived', { done: bytes(job.done), rate: rate(job.bytesPerSecond) })
          : t('jobProgress', {
              done: bytes(job.done),
              total: bytes(job.total),
              rate: rate(job.bytesPerSecond),
            })}
      </span>
    </span>
  );
};
