import type { EndpointState } from '../../../core/contract/status';
import { useEndpoint } from '../../state/endpoints';
import { stateOf, useStatus } from '../../state/statuses';
import { isMended } from './failed-field';

const STOPPED: EndpointState = { phase: 'stopped' };

/** The state as it is said: what failed at a value that no field holds any more is just stopped. */
export const useShownState = (id: string): EndpointState => {
  const state = useStatus(id, stateOf);
  const failure = state.phase === 'stopped' ? state.failure : undefined;
  const mended = useEndpoint(id, (fields) => failure !== undefined && isMended(failure, fields));
  return mended === true ? STOPPED : state;
};
