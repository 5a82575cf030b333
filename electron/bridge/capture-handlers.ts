import { basename } from 'node:path';
import type { Job } from '../../core/contract/capture';
import { captureFileName } from '../../core/contract/capture-name';
import type { CaptureAnswers } from '../../core/contract/requests/capture';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Control, Traffic } from '../traffic/traffic-contract';
import type { Wireshark } from '../wireshark/wireshark';
import type { RoomHandlers } from './answer';
import type { Jobs } from './jobs';

export interface CaptureHandlerDeps {
  readonly traffic: Traffic;
  readonly jobs: Jobs;
  readonly asking: {
    savePath(suggestedName: string): Promise<string | null>;
    openPath(): Promise<string | null>;
  };
  readonly wireshark: Wireshark;
}

type CaptureWork = (control: Control) => Promise<Result<null>>;

const startSaveJob = (jobs: Jobs, path: string, work: CaptureWork): number =>
  jobs.start({ kind: 'saveCapture', name: basename(path), endpoint: null }, work);

const startOpenJob = (jobs: Jobs, name: string, work: CaptureWork): number => {
  // Two captures on their way into one log would race; the newer wish wins.
  jobs.cancelWhere((job: Job) => job.kind === 'openCapture');
  return jobs.start({ kind: 'openCapture', name, endpoint: null }, work);
};

/** Saves with progress; also what closing the window waits for. */
export const startSave = (traffic: Traffic, jobs: Jobs, path: string): number =>
  startSaveJob(jobs, path, (control) => traffic.save(path, control));

/** Opens with progress; also what a file from the command line or a second start goes through. */
export const startOpen = (traffic: Traffic, jobs: Jobs, path: string): number =>
  startOpenJob(jobs, basename(path), (control) => traffic.open(path, control));

const leftoverGone = fail({ code: 'ECAPTURE_LEFTOVER_GONE' });

/** Requests about the capture as a whole and its files. */
export const createCaptureHandlers = (deps: CaptureHandlerDeps): RoomHandlers<CaptureAnswers> => {
  const { traffic, jobs, asking, wireshark } = deps;
  const leftover = async (id: string) => (await traffic.leftovers()).find((one) => one.id === id);
  return {
    'capture.bytes': ({ row, offset, length }) => traffic.bytes(row, offset, length),
    'capture.clear': () => traffic.clear(),
    'capture.undoClear': () => traffic.undoClear(),
    'capture.save': async () => {
      const path = await asking.savePath(captureFileName(new Date()));
      return ok(path === null ? null : { job: startSave(traffic, jobs, path) });
    },
    'capture.open': async () => {
      const path = await asking.openPath();
      return ok(path === null ? null : { job: startOpen(traffic, jobs, path) });
    },
    'capture.openInWireshark': async () => {
      const program = await wireshark.find();
      if (program === null) return fail({ code: 'EWIRESHARK_MISSING' });
      const { capture } = await traffic.standing([]);
      if (capture.rows === 0) return fail({ code: 'EWIRESHARK_NOTHING' });
      const name =
        capture.source.kind === 'file' && capture.source.leftover === null
          ? capture.source.name
          : captureFileName(new Date());
      const job = jobs.start({ kind: 'openInWireshark', name, endpoint: null }, async (control) => {
        const handed = await traffic.handOut(await wireshark.placeFor(name), control);
        return handed.ok ? wireshark.open(program, handed.value.path) : handed;
      });
      return ok({ job });
    },
    'capture.live': () => traffic.live(),
    'capture.resume': () => traffic.resumeRecording(),
    'leftover.list': async () => ok(await traffic.leftovers()),
    'leftover.open': async ({ id }) => {
      const left = await leftover(id);
      if (left === undefined) return leftoverGone;
      return ok({ job: startOpenJob(jobs, left.name, (control) => traffic.openLeftover(id, control)) });
    },
    'leftover.save': async ({ id }) => {
      const left = await leftover(id);
      if (left === undefined) return leftoverGone;
      const path = await asking.savePath(left.name);
      return ok(
        path === null
          ? null
          : { job: startSaveJob(jobs, path, (control) => traffic.saveLeftover(id, path, control)) },
      );
    },
    'leftover.discard': ({ ids }) => traffic.discardLeftovers(ids),
  };
};
