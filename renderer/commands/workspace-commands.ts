import {
  newWorkspace,
  openWorkspace,
  saveWorkspaceAs,
  showWorkspaceFaults,
  showWorkspaceMenu,
  useWorkspace,
} from '../state/workspace';
import { inGroup } from './command';

/** Workspaces: new, opened, saved. */
export const WORKSPACE_COMMANDS = inGroup('workspace', [
  {
    id: 'workspace.new',
    word: 'newWorkspace',
    keys: 'Mod+Shift+E',
    run: newWorkspace,
  },
  {
    id: 'workspace.open',
    word: 'openWorkspace',
    keys: 'Mod+Shift+O',
    run: openWorkspace,
  },
  {
    id: 'workspace.saveAs',
    word: 'saveWorkspaceAs',
    keys: 'Mod+Shift+A',
    run: saveWorkspaceAs,
  },
  {
    id: 'workspace.menu',
    word: 'workspaceMenu',
    keys: 'Mod+Shift+W',
    run: () => showWorkspaceMenu(true),
  },
  {
    id: 'workspace.faults',
    word: 'workspaceFaults',
    available: () => useWorkspace.getState().status.faultCount > 0,
    run: () => showWorkspaceFaults(true),
  },
]);
