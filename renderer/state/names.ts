import { useShallow } from 'zustand/react/shallow';
import type { EndpointConfig, Role } from '../../core/contract/endpoint';
import { boundPort, endpointName } from '../../core/contract/endpoint-name';
import { useEndpoint, useEndpoints } from './endpoints';
import { stateOf, useStatus, useStatuses } from './statuses';

/** What an endpoint is called now. */
export const useName = (id: string): string => {
  const bound = useStatus(id, (status) => boundPort(stateOf(status)));
  return useEndpoint(id, (endpoint) => endpointName(endpoint, bound)) ?? '';
};

/** What the endpoints of one side are called now, or all of them, in the order of their tabs. */
export const useNames = (side: Role | null): readonly string[] => {
  const own = (endpoints: readonly EndpointConfig[]): readonly EndpointConfig[] =>
    side === null ? endpoints : endpoints.filter(({ role }) => role === side);
  const bound = useStatuses(
    useShallow(({ byId }) =>
      own(useEndpoints.getState().endpoints).map(({ id }) => boundPort(stateOf(byId[id]))),
    ),
  );
  return useEndpoints(
    useShallow(({ endpoints }) =>
      own(endpoints).map((endpoint, at) => endpointName(endpoint, bound[at] ?? null)),
    ),
  );
};

/** The endpoint that rows call so; undefined: none is called so now. */
export const endpointNamed = (name: string): EndpointConfig | undefined => {
  const { byId } = useStatuses.getState();
  return useEndpoints
    .getState()
    .endpoints.find((endpoint) => endpointName(endpoint, boundPort(stateOf(byId[endpoint.id]))) === name);
};
