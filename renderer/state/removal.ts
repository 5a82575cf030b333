import { create } from 'zustand';
import { removeEndpoint } from './endpoints';
import { isRunning, stateOf, useStatuses } from './statuses';

/** The running endpoint that a person is asked about before it is deleted. */
export const useRemoval = create<{ readonly asking: string | null }>()(() => ({ asking: null }));

/** Deletes an endpoint; one that is running only after a question. */
export const askRemove = (id: string): void => {
  if (isRunning(stateOf(useStatuses.getState().byId[id]))) useRemoval.setState({ asking: id });
  else void removeEndpoint(id);
};

export const answerRemoval = (remove: boolean): void => {
  const { asking } = useRemoval.getState();
  useRemoval.setState({ asking: null });
  if (remove && asking !== null) void removeEndpoint(asking);
};
