import { useTranslation } from 'react-i18next';
import type { ScriptFault, ScriptStatus } from '../../../core/contract/script';
import { plainText } from '../../../core/payload/visible';

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

const LIMIT_WORDS = { time: 'faultTime', memory: 'faultMemory', hung: 'faultHung' } as const;

/** What went wrong: a limit in our words, what the script threw in its own. */
export const useFaultWords = (): ((fault: ScriptFault) => string) => {
  const { t } = useTranslation('script');
  return ({ kind, message }) =>
    kind === 'syntax' || kind === 'thrown' ? plainText(message) : t(LIMIT_WORDS[kind]);
};
