import type { LocalInterface } from '../../core/contract/address';
import type { AppAnswers } from '../../core/contract/requests/app';
import { ok } from '../../core/contract/result';
import type { Settings } from '../../core/contract/settings';
import type { Snapshot } from '../../core/contract/snapshot';
import type { RoomHandlers } from './answer';
import type { Jobs } from './jobs';

export interface AppHandlerDeps {
  readonly jobs: Jobs;
  readonly interfaces: () => readonly LocalInterface[];
  readonly snapshot: () => Promise<Snapshot>;
  readonly gathered: () => void;
  readonly updateSettings: (change: Partial<Settings>) => Settings;
  readonly writeClipboard: (text: string) => void;
}

/** Requests about the window as a whole. */
export const createAppHandlers = (deps: AppHandlerDeps): RoomHandlers<AppAnswers> => ({
  'app.snapshot': async () => ok(await deps.snapshot()),
  'app.interfaces': () => ok(deps.interfaces()),
  'app.gathered': () => {
    deps.gathered();
    return ok(null);
  },
  'settings.update': (change) => ok(deps.updateSettings(change as Partial<Settings>)),
  'job.cancel': ({ job }) => {
    deps.jobs.cancel(job);
    return ok(null);
  },
  'clipboard.write': ({ text }) => {
    deps.writeClipboard(text);
    return ok(null);
  },
});
