import type { Job, Pulse } from './capture';
import type { EndpointConfig } from './endpoint';
import type { LuaFiles } from './lua-files';
import type { PingStatus } from './ping';
import type { SequenceRun } from './sequence';
import type { Notice } from './snapshot';
import type { EndpointStatus } from './status';
import type { WorkspaceContent, WorkspaceStatus } from './workspace';

/** What the main process tells the window unasked. All but `notice` and `command` are coalesced. */
export interface WindowEvents {
  pulse: Pulse;
  /** Only those that changed. */
  statuses: readonly EndpointStatus[];
  /** The workspace changed behind the window's back (another source than its own requests). */
  endpoints: readonly EndpointConfig[];
  jobs: readonly Job[];
  /** The series of connects, whether it goes on or has ended. */
  ping: PingStatus;
  /** Of each sequence its last run. */
  runs: readonly SequenceRun[];
  /** Which workspace is open, and whether it is kept. */
  workspace: WorkspaceStatus;
  /** Another workspace is open now, or the same with what another program wrote: everything of before is gone. */
  workspaceOpened: WorkspaceContent;
  /** A workspace is to be opened that was asked for from outside: `workspace.openWanted`, once nothing is being typed. */
  workspaceWanted: null;
  /** A person's own Lua files and what the dissectors make of them. */
  luaFiles: LuaFiles;
  /** All ends: the window is to hand over what it still has, and to say so with `app.gathered`. */
  gather: null;
  notice: Notice;
  /** A command chosen in the native menu, by its id in the command palette. */
  command: string;
}

export type WindowEventName = keyof WindowEvents;
