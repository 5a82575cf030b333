import { create } from 'zustand';
import { ask } from './bridge';
import { flushEndpoint } from './endpoints';
import { tell } from './notices';
import { stateOf, useStatuses } from './statuses';

/** The connection whose details are open; its table brings it into view, where its place is known. */
export const useOpenDetails = create<{
  readonly id: number | null;
  /** Its place in the table, from 0; null: it is in view. */
  readonly index: number | null;
}>()(() => ({ id: null, index: null }));

export const openDetails = (connection: number, index: number | null = null): void =>
  useOpenDetails.setState({ id: connection, index });

export const closeDetails = (): void => useOpenDetails.setState({ id: null, index: null });

/** Upgrades a plain connection to TLS, with the options as they stand on screen. */
export const secureConnection = async (endpoint: string, connection: number): Promise<void> => {
  await flushEndpoint(endpoint);
  const answer = await ask('connection.secure', { id: endpoint, connection });
  if (!answer.ok) tell(answer.failure);
};

/** Whether a server listens and accepts; null: it does not listen. */
export const isAccepting = (endpoint: string): boolean | null => {
  const state = stateOf(useStatuses.getState().byId[endpoint]);
  return state.phase === 'listening' ? state.accepting : null;
};

/** Pauses accepting, in the way that the options on screen say, or goes on. */
export const setAccepting = async (endpoint: string, accepting: boolean): Promise<void> => {
  await flushEndpoint(endpoint);
  const answer = await ask('endpoint.accepting', { id: endpoint, accepting });
  if (!answer.ok) tell(answer.failure);
};
