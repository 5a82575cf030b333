import { create } from 'zustand';
import type { WorkspaceContent, WorkspaceStatus } from '../../core/contract/workspace';
import { ask } from './bridge';
import { replaceDecodeAs } from './decode-as';
import { flushEndpoints, replaceEndpoints } from './endpoints';
import { flushLibrary, replaceLibrary } from './library';
import { tell } from './notices';
import { flushProtocols, replaceProtocols } from './protocols';
import { closeRules } from './rules';
import { closeScript } from './script';
import { replaceSequences } from './sequences';
import { flushVariables, replaceVariables } from './templates';
import { closeVariables } from './variables';

interface WorkspaceState {
  readonly status: WorkspaceStatus;
  /** The list of what can be done with workspaces is shown. */
  readonly menu: boolean;
  /** The places that were damaged are shown. */
  readonly faults: boolean;
}

export const useWorkspace = create<WorkspaceState>()(() => ({
  status: { name: '', place: '', saving: { state: 'kept' }, faults: [], faultCount: 0, recent: [] },
  menu: false,
  faults: false,
}));

export const takeWorkspace = (status: WorkspaceStatus): void => useWorkspace.setState({ status });

export const showWorkspaceMenu = (menu: boolean): void => useWorkspace.setState({ menu });
export const showWorkspaceFaults = (faults: boolean): void => useWorkspace.setState({ faults });

/** Shows what another workspace holds; what was being typed belonged to the one before. */
export const takeContent = (content: WorkspaceContent): void => {
  closeRules();
  closeScript();
  closeVariables();
  useWorkspace.setState({ faults: false });
  replaceVariables(content.variables);
  replaceLibrary(content.library);
  replaceSequences(content.sequences);
  replaceDecodeAs(content.decodeAs);
  replaceProtocols(content.protocols);
  replaceEndpoints(content.endpoints);
};

type Asking = 'new' | 'open' | 'openWanted' | 'saveAs' | 'reload' | 'keep';

/** Hands over what is being typed: it belongs to the workspace that is open now. */
export const handOver = async (): Promise<void> => {
  await Promise.all([flushEndpoints(), flushVariables(), flushLibrary(), flushProtocols()]);
};

const askFor = async (what: Asking): Promise<void> => {
  await handOver();
  const answer = await ask(`workspace.${what}`);
  if (!answer.ok) tell(answer.failure);
};

export const newWorkspace = (): void => void askFor('new');
export const openWorkspace = (): void => void askFor('open');
export const openWantedWorkspace = (): void => void askFor('openWanted');
export const saveWorkspaceAs = (): void => void askFor('saveAs');
/** Takes what another program has written. */
export const reloadWorkspace = (): void => void askFor('reload');
/** Writes what is here over it; the other one is kept under another name. */
export const keepWorkspace = (): void => void askFor('keep');

/** Takes one off the list of recent ones; its file stays. */
export const forgetWorkspace = async (workspace: string): Promise<void> => {
  const answer = await ask('workspace.forget', { workspace });
  if (!answer.ok) tell(answer.failure);
};

export const openRecentWorkspace = async (workspace: string): Promise<void> => {
  await handOver();
  const answer = await ask('workspace.openRecent', { workspace });
  if (!answer.ok) tell(answer.failure);
};
