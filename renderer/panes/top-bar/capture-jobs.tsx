import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../core/contract/capture';
import { plainText } from '../../../core/payload/visible';
import { useJobs } from '../../state/jobs';
import { JobProgress } from '../../ui/job-progress';
import styles from './banners.module.css';

/** How long the end of a job stays on screen, in ms. */
const ENDED_FOR_MS = 5000;

const JOB_WORDS = {
  saveCapture: 'saving',
  openCapture: 'opening',
  openInWireshark: 'openingInWireshark',
  receiveFile: 'receiving',
  saveStream: 'saving',
  export: 'exporting',
} as const;

const CaptureJob = ({ job, kind }: { readonly job: Job; readonly kind: keyof typeof JOB_WORDS }) => {
  const { t } = useTranslation('bar');
  const running = job.state === 'running';
  // A short job has ended when the window first hears of it; that it has is said all the same.
  const old = useJobs((state) => state.old.has(job.id));
  const [shown, setShown] = useState(!old);
  useEffect(() => {
    if (running) {
      setShown(true);
      return;
    }
    const timer = setTimeout(() => setShown(false), ENDED_FOR_MS);
    return () => clearTimeout(timer);
  }, [running]);
  if (!shown || job.state === 'failed') return null;
  return (
    <div className={styles.job} role="status">
      <span className={styles.name}>{t(JOB_WORDS[kind], { name: plainText(job.name) })}</span>
      <JobProgress job={job} />
    </div>
  );
};

/** Captures that are saved and opened, connections that are saved: how far they are, and for a moment how they ended. */
export const CaptureJobs = () => {
  const jobs = useJobs((state) => state.jobs);
  return jobs.map((job) =>
    job.kind === 'sendFile' ? null : <CaptureJob key={job.id} job={job} kind={job.kind} />,
  );
};
