import { create } from 'zustand';
import { ask } from './bridge';
import { endpointById, flushEndpoint } from './endpoints';
import { tell } from './notices';

/** The endpoint whose script is being written; null: the dialog is closed. */
export const useScriptDialog = create<{ readonly id: string | null }>()(() => ({ id: null }));

export const openScript = (id: string): void => {
  if (endpointById(id) !== undefined) useScriptDialog.setState({ id });
};
export const closeScript = (): void => useScriptDialog.setState({ id: null });

/** Starts the script of a running endpoint anew, as it is written now. */
export const restartScript = async (id: string): Promise<void> => {
  await flushEndpoint(id);
  const answer = await ask('script.restart', { id });
  if (!answer.ok) tell(answer.failure);
};
