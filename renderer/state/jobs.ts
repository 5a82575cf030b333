import { create } from 'zustand';
import type { Job } from '../../core/contract/capture';
import { ask } from './bridge';
import { tell } from './notices';

interface JobsState {
  readonly jobs: readonly Job[];
}

export const useJobs = create<JobsState>()(() => ({ jobs: [] }));

/** Takes over the list; a job that has just failed is told. */
export const takeJobs = (jobs: readonly Job[]): void => {
  const before = new Map(useJobs.getState().jobs.map((job) => [job.id, job.state]));
  for (const job of jobs) {
    if (job.state === 'failed' && job.failure !== null && before.get(job.id) !== 'failed') tell(job.failure);
  }
  useJobs.setState({ jobs });
};

export const cancelJob = async (job: number): Promise<void> => {
  const answer = await ask('job.cancel', { job });
  if (!answer.ok) tell(answer.failure);
};
