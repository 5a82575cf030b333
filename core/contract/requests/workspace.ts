import { z } from 'zod';
import { nothing } from './fields';

/** The file that everything of a project is in. */
export const workspaceRequests = {
  /** Asks the person for a file, and makes a new workspace there that becomes the open one. */
  'workspace.new': nothing,
  'workspace.open': nothing,
  /** One of the list; empty: the unnamed one. */
  'workspace.openRecent': z.strictObject({ workspace: z.string().max(64) }),
  /** Takes one off the list; its file stays. */
  'workspace.forget': z.strictObject({ workspace: z.string().min(1).max(64) }),
  /** The one that was asked for from outside: by its file, or by a second start. */
  'workspace.openWanted': nothing,
  /** What is open goes on in another file. */
  'workspace.saveAs': nothing,
  /** Takes what another program has written into the file of the open workspace. */
  'workspace.reload': nothing,
  /** Writes what is open over it, and keeps the other one under another name. */
  'workspace.keep': nothing,
} as const;

export interface WorkspaceAnswers {
  /** Null whether the person agreed or took it back: what is open is told by events. */
  'workspace.new': null;
  'workspace.open': null;
  'workspace.openRecent': null;
  'workspace.forget': null;
  'workspace.openWanted': null;
  'workspace.saveAs': null;
  'workspace.reload': null;
  'workspace.keep': null;
}
