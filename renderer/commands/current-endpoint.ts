import { currentEndpointId } from '../state/current';

/** Whether there is an endpoint to act on. */
export const hasCurrent = (): boolean => currentEndpointId() !== null;

/** Does something with the endpoint that was last worked with. */
export const withCurrent = (action: (id: string) => void) => (): void => {
  const id = currentEndpointId();
  if (id !== null) action(id);
};
