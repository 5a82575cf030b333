import type { RepeatStatus } from '../../core/contract/status';
import { useEndpoints } from './endpoints';
import { useStatus, useStatuses } from './statuses';

type Statuses = ReturnType<typeof useStatuses.getState>['byId'];
type Endpoints = ReturnType<typeof useEndpoints.getState>['endpoints'];

const NONE: readonly RepeatStatus[] = [];

const count = (byId: Statuses, endpoints: Endpoints): number =>
  endpoints.reduce((sum, { id }) => sum + (byId[id]?.repeats ?? NONE).length, 0);

/** How many messages are repeated at this moment, by all endpoints. */
export const countRepeats = (): number =>
  count(useStatuses.getState().byId, useEndpoints.getState().endpoints);

/** The same, for what shows it. */
export const useRepeats = (): number => {
  const endpoints = useEndpoints((state) => state.endpoints);
  return useStatuses(({ byId }) => count(byId, endpoints));
};

/** What an endpoint repeats, the oldest first. */
export const repeatsOf = (id: string): readonly RepeatStatus[] =>
  useStatuses.getState().byId[id]?.repeats ?? NONE;

/** The same, for what shows it. */
export const useRepeatsOf = (id: string): readonly RepeatStatus[] =>
  useStatus(id, (status) => status?.repeats ?? NONE);
