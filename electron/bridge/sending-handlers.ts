import type { Draft } from '../../core/contract/draft';
import { type EndpointConfig, newEndpoint } from '../../core/contract/endpoint';
import { REPEAT_PREVIEW } from '../../core/contract/limits';
import type { SendingAnswers } from '../../core/contract/requests/sending';
import { fail, ok } from '../../core/contract/result';
import { NO_MATERIAL, type TlsMaterial } from '../../core/contract/tls';
import { writtenIn } from '../../core/library/library';
import { outgoingOf } from '../../core/template/outgoing';
import type { Traffic } from '../traffic/traffic-contract';
import type { Workspace } from '../workspace/workspace';
import type { RoomHandlers } from './answer';
import type { ChosenFiles } from './chosen-files';
import type { Jobs } from './jobs';

export interface SendingHandlerDeps {
  readonly traffic: Traffic;
  readonly workspace: Workspace;
  readonly jobs: Jobs;
  readonly files: ChosenFiles;
  readonly asking: {
    /** Files in the order in which they are sent; null: cancelled. */
    filePaths(): Promise<readonly string[] | null>;
    folderPath(): Promise<string | null>;
  };
  /** What an endpoint needs for TLS, as it is set up now. */
  material(config: EndpointConfig): TlsMaterial;
}

const beginning = (draft: Draft): string => writtenIn(draft).slice(0, REPEAT_PREVIEW);

/** Requests that send, once or again and again, and the ping by connecting. */
export const createSendingHandlers = (deps: SendingHandlerDeps): RoomHandlers<SendingAnswers> => {
  const { traffic, workspace, jobs, files, asking } = deps;
  return {
    'message.send': ({ id, target, draft }) => {
      const outgoing = outgoingOf(draft);
      return outgoing.ok ? traffic.send(id, target, outgoing.value) : outgoing;
    },
    'file.choose': async ({ id, what }) => {
      if (what === 'files') {
        const paths = await asking.filePaths();
        return paths === null ? ok(null) : files.choose(id, paths);
      }
      const folder = await asking.folderPath();
      return folder === null ? ok(null) : files.chooseFolder(id, folder);
    },
    'file.send': ({ id, target, ...typed }) => {
      const paths = files.paths(id);
      if (paths === undefined) return fail({ code: 'ENOFILE' });
      const name = files.all()[id]?.name ?? '';
      const job = jobs.start({ kind: 'sendFile', name, endpoint: id }, (control) =>
        traffic.sendFiles(id, target, paths, typed, control),
      );
      return ok({ job });
    },
    'repeat.start': ({ id, target, draft, every, count, seconds }) => {
      const outgoing = outgoingOf(draft);
      return outgoing.ok
        ? traffic.startRepeat(id, target, outgoing.value, beginning(draft), { every, count, seconds })
        : outgoing;
    },
    'repeat.stop': async ({ id, repeat }) => {
      await traffic.stopRepeat(id, repeat);
      return ok(null);
    },
    'repeat.stopAll': async () => {
      await traffic.stopAllRepeats();
      return ok(null);
    },
    'ping.start': (wish) => {
      const base = wish.endpoint === null ? undefined : workspace.find(wish.endpoint);
      // A plain connect has no use for certificates, so one that is gone does not hold it up.
      const secured = wish.protocol === 'tls';
      const material = secured ? deps.material(base ?? newEndpoint('ping', 'client')) : NO_MATERIAL;
      return traffic.startPing(wish, base ?? null, material);
    },
    'ping.stop': async () => {
      await traffic.stopPing();
      return ok(null);
    },
  };
};
