import type { EndpointConfig } from '../../core/contract/endpoint';
import type { WorkspaceAnswers } from '../../core/contract/requests/workspace';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Traffic } from '../traffic/traffic-contract';
import type { Workspace } from '../workspace/workspace';
import type { LoadedWorkspace, Workspaces } from '../workspace/workspaces';
import type { RoomHandlers } from './answer';
import type { ChosenFiles } from './chosen-files';
import type { Jobs } from './jobs';

export interface WorkspaceHandlerDeps {
  readonly workspaces: Workspaces;
  readonly workspace: Workspace;
  readonly traffic: Traffic;
  readonly jobs: Jobs;
  readonly files: ChosenFiles;
  readonly asking: {
    newWorkspacePath(): Promise<string | null>;
    openWorkspacePath(): Promise<string | null>;
    saveWorkspacePath(name: string): Promise<string | null>;
    leaveWorkspace(state: {
      readonly running: readonly string[];
      readonly unkept: boolean;
    }): Promise<boolean>;
  };
  /** Those that are not stopped, and what they are called. */
  readonly running: () => Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Has everything that runs know the workspace that is open now, and the window. */
  readonly entered: () => Promise<void>;
  /** The path of the workspace that was last asked for from outside. */
  readonly wantedWorkspace: () => string | null;
}

const DONE = ok(null);

/** Requests about workspaces. */
export const createWorkspaceHandlers = (deps: WorkspaceHandlerDeps): RoomHandlers<WorkspaceAnswers> => {
  const { workspaces, workspace, traffic, jobs, files, asking } = deps;

  /** Asks before anything is stopped or lost; `stays` says which endpoints go on. */
  const mayLeave = async (stays: (id: string) => boolean): Promise<boolean> => {
    await workspaces.flush();
    const running = (await deps.running()).filter(({ id }) => !stays(id)).map(({ name }) => name);
    const unkept = workspaces.unkept();
    return (running.length === 0 && !unkept) || asking.leaveWorkspace({ running, unkept });
  };
  const become = async (next: LoadedWorkspace, stays: (id: string) => boolean): Promise<void> => {
    const gone = workspace.endpoints.map(({ id }) => id).filter((id) => !stays(id));
    jobs.cancelWhere(({ endpoint }) => endpoint !== null && gone.includes(endpoint));
    await Promise.all(gone.map((id) => traffic.remove(id)));
    for (const id of gone) files.forget(id);
    await workspaces.enter(next);
    await deps.entered();
  };
  const none = (): boolean => false;
  const open = async (path: string | null): Promise<Result<null>> => {
    const read = await workspaces.load(path);
    if (!read.ok) {
      if (path !== null) workspaces.unopened(path, read.failure);
      return read;
    }
    if (await mayLeave(none)) await become(read.value, none);
    return DONE;
  };

  let busy = false;
  /** Two at once would race; a person who asks twice means the first. */
  const alone = async (work: () => Promise<Result<null>>): Promise<Result<null>> => {
    if (busy) return DONE;
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };

  return {
    'workspace.new': () =>
      alone(async () => {
        const path = await asking.newWorkspacePath();
        if (path === null || !(await mayLeave(none))) return DONE;
        const made = await workspaces.create(path);
        if (!made.ok) return made;
        await become(made.value, none);
        return DONE;
      }),
    'workspace.open': () =>
      alone(async () => {
        const path = await asking.openWorkspacePath();
        return path === null ? DONE : open(path);
      }),
    'workspace.openRecent': ({ workspace: id }) =>
      alone(async () => {
        const path = workspaces.pathOf(id);
        return path === undefined ? fail({ code: 'EWORKSPACE_GONE' }) : open(path);
      }),
    'workspace.forget': ({ workspace: id }) => {
      const path = workspaces.pathOf(id);
      if (typeof path !== 'string') return fail({ code: 'EWORKSPACE_GONE' });
      workspaces.forget(path);
      return DONE;
    },
    'workspace.openWanted': () =>
      alone(async () => {
        const path = deps.wantedWorkspace();
        return path === null ? DONE : open(path);
      }),
    'workspace.saveAs': () =>
      alone(async () => {
        const path = await asking.saveWorkspacePath(workspaces.status().name);
        return path === null ? DONE : workspaces.saveAs(path);
      }),
    'workspace.reload': () =>
      alone(async () => {
        const read = await workspaces.loadAgain();
        if (!read.ok) return read;
        const ids = new Set(read.value.opened.content.endpoints.map(({ id }: EndpointConfig) => id));
        const stays = (id: string): boolean => ids.has(id);
        if (!(await mayLeave(stays))) return DONE;
        await become(read.value, stays);
        await Promise.all(workspace.endpoints.map((endpoint) => traffic.configure(endpoint)));
        return DONE;
      }),
    'workspace.keep': () =>
      alone(async () => {
        await workspaces.keepMine();
        return DONE;
      }),
  };
};
