import { ok, type Result } from '../../core/contract/result';
import type { Snapshot } from '../../core/contract/snapshot';
import { ask, listen } from './bridge';
import { useDecodeAs } from './decode-as';
import { takeEndpoints } from './endpoints';
import { takeFirstJobs, takeJobs } from './jobs';
import { startLeftovers } from './leftovers';
import { useLibrary } from './library';
import { takeLuaFiles } from './lua-files';
import { addNotice } from './notices';
import { takeFirstPing, takePing } from './ping';
import { loadPresets } from './presets';
import { useProtocols } from './protocols';
import { takePulse, usePulse } from './pulse';
import { useSending } from './sending';
import { takeRuns, useSequences } from './sequences';
import { useSettings } from './settings';
import { mergeStatuses } from './statuses';
import { useTemplates } from './templates';
import { handOver, openWantedWorkspace, takeContent, takeWorkspace } from './workspace';

const take = (snapshot: Snapshot): void => {
  const { settings, systemLanguage, version, platform, unavailable } = snapshot;
  useSettings.setState({ settings, systemLanguage, version, platform, unavailable });
  takeWorkspace(snapshot.workspace);
  useTemplates.setState({ variables: snapshot.variables });
  useLibrary.setState({ messages: snapshot.library });
  useSequences.setState({ sequences: snapshot.sequences });
  useDecodeAs.setState({ rules: snapshot.decodeAs });
  useProtocols.setState({ protocols: snapshot.protocols });
  takeRuns(snapshot.runs);
  takeEndpoints(snapshot.endpoints);
  mergeStatuses(snapshot.statuses);
  usePulse.setState({ capture: snapshot.capture });
  takeFirstJobs(snapshot.jobs);
  takeFirstPing(snapshot.ping);
  useSending.setState({ files: snapshot.files });
  for (const notice of snapshot.notices) addNotice(notice);
};

/**
 * Fills the stores from the main process and keeps them so. Pushes and answers come in order, so what was pushed
 * before the snapshot is part of it; listening starts in the very turn in which the snapshot is taken.
 */
export const startState = async (): Promise<Result<null>> => {
  const snapshot = await ask('app.snapshot');
  if (!snapshot.ok) return snapshot;
  take(snapshot.value);
  listen('pulse', takePulse);
  listen('statuses', mergeStatuses);
  listen('endpoints', takeEndpoints);
  listen('jobs', takeJobs);
  listen('ping', takePing);
  listen('runs', takeRuns);
  listen('workspace', takeWorkspace);
  listen('workspaceOpened', takeContent);
  listen('workspaceWanted', openWantedWorkspace);
  listen('luaFiles', takeLuaFiles);
  listen('notice', addNotice);
  startLeftovers();
  void loadPresets();
  // What was typed last is not lost with the page.
  window.addEventListener('pagehide', () => void handOver());
  listen('gather', () => void handOver().then(() => ask('app.gathered')));
  return ok(null);
};
