import type { Job, JobKind } from '../../core/contract/capture';
import type { Result } from '../../core/contract/result';

export interface JobControl {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface Jobs {
  readonly list: readonly Job[];
  /** Starts the work and answers with the job's id at once; how it ended is in the list. */
  start(
    about: Pick<Job, 'kind' | 'name' | 'endpoint' | 'connection'>,
    work: (control: JobControl) => Promise<Result<unknown>>,
  ): number;
  cancel(id: number): void;
  /** Cancels what an endpoint sends, or everything. */
  cancelWhere(matches: (job: Job) => boolean): void;
  /** Resolves when no work of this kind is under way. */
  settled(kind: JobKind): Promise<void>;
}

/** Ended jobs that are remembered, so that the window can say how they ended. */
const KEPT = 20;

/** Long work with progress, speed and cancel. */
export const createJobs = (onChange: () => void): Jobs => {
  let list: readonly Job[] = [];
  let lastId = 0;
  const controllers = new Map<number, AbortController>();
  const running = new Map<number, Promise<void>>();

  const patch = (id: number, change: Partial<Job>): void => {
    list = list.map((job) => (job.id === id ? { ...job, ...change } : job));
    onChange();
  };

  return {
    get list() {
      return list;
    },
    start(about, work) {
      lastId += 1;
      const id = lastId;
      const controller = new AbortController();
      const started = performance.now();
      controllers.set(id, controller);
      const job: Job = {
        ...about,
        id,
        done: 0,
        total: 0,
        bytesPerSecond: 0,
        state: 'running',
        failure: null,
      };
      const ended = list.filter(({ state }) => state !== 'running').slice(-KEPT);
      list = [...list.filter((other) => other.state === 'running' || ended.includes(other)), job];
      onChange();
      const onProgress = (done: number, total: number): void => {
        const seconds = Math.max((performance.now() - started) / 1000, 0.001);
        patch(id, { done, total, bytesPerSecond: Math.round(done / seconds) });
      };
      const settle = (result: Result<unknown>): void => {
        controllers.delete(id);
        running.delete(id);
        if (result.ok) patch(id, { state: 'done' });
        else if (controller.signal.aborted || result.failure.code === 'ECAPTURE_CANCELLED')
          patch(id, { state: 'cancelled' });
        else patch(id, { state: 'failed', failure: result.failure });
      };
      running.set(
        id,
        work({ signal: controller.signal, onProgress }).then(settle, (error: unknown) =>
          settle({
            ok: false,
            failure: { code: 'EUNEXPECTED', params: { request: about.kind }, detail: String(error) },
          }),
        ),
      );
      return id;
    },
    cancel: (id) => controllers.get(id)?.abort(),
    cancelWhere(matches) {
      for (const job of list) if (job.state === 'running' && matches(job)) controllers.get(job.id)?.abort();
    },
    async settled(kind) {
      const waiting = list.filter((job) => job.kind === kind && job.state === 'running');
      await Promise.all(waiting.map(({ id }) => running.get(id)));
    },
  };
};
