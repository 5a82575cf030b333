import { useTranslation } from 'react-i18next';
import type { ScriptStatus } from '../../../core/contract/script';

/** How what is written stands to what runs. */
export type ScriptState = 'waiting' | 'starting' | 'running' | 'changed' | 'stopped';

export const scriptState = (answers: boolean, status: ScriptStatus | null, mark: string): ScriptState => {
  if (!answers || status === null) return 'waiting';
  if (status.mark !== mark) return 'changed';
  return status.state;
};

const WORDS = {
  waiting: 'stateWaiting',
  starting: 'stateStarting',
  running: 'stateRunning',
  changed: 'stateChanged',
  stopped: 'stateStopped',
} as const satisfies Record<ScriptState, string>;

export const useScriptWords = (): ((state: ScriptState) => string) => {
  const { t } = useTranslation('script');
  return (state) => t(WORDS[state]);
};
