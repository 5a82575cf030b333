import { create } from 'zustand';
import type { Job } from '../../core/contract/capture';
import { ask } from './bridge';
import { tell } from './notices';

interface JobsState {
  readonly jobs: readonly Job[];
  /** Jobs that had ended before this window saw anything: old news. */
  readonly old: ReadonlySet<number>;
}

export const useJobs = create<JobsState>()(() => ({ jobs: [], old: new Set() }));

/** Takes over the list; a job that has just failed is told. */
export const takeJobs = (jobs: readonly Job[]): void => {
  const before = new Map(useJobs.getState().jobs.map((job) => [job.id, job.state]));
  for (const job of jobs) {
    if (job.state === 'failed' && job.failure !== null && before.get(job.id) !== 'failed') tell(job.failure);
  }
  useJobs.setState({ jobs });
};

/** Takes over the jobs that there are when the window begins. */
export const takeFirstJobs = (jobs: readonly Job[]): void => {
  const ended = jobs.filter(({ state }) => state !== 'running');
  useJobs.setState({ old: new Set(ended.map(({ id }) => id)) });
  takeJobs(jobs);
};

export const cancelJob = async (job: number): Promise<void> => {
  const answer = await ask('job.cancel', { job });
  if (!answer.ok) tell(answer.failure);
};
