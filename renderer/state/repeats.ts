import { useEndpoints } from './endpoints';
import { useStatuses } from './statuses';

const count = (
  byId: ReturnType<typeof useStatuses.getState>['byId'],
  endpoints: ReturnType<typeof useEndpoints.getState>['endpoints'],
): number => endpoints.filter(({ id }) => (byId[id]?.repeat ?? null) !== null).length;

/** How many endpoints repeat a message at this moment. */
export const countRepeats = (): number =>
  count(useStatuses.getState().byId, useEndpoints.getState().endpoints);

/** The same, for what shows it. */
export const useRepeats = (): number => {
  const endpoints = useEndpoints((state) => state.endpoints);
  return useStatuses(({ byId }) => count(byId, endpoints));
};
