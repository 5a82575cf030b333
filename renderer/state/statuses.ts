import { create } from 'zustand';
import type { EndpointState, EndpointStatus } from '../../core/contract/status';
import { paced } from './paced';
import { keepSame } from './same';

interface StatusesState {
  readonly byId: Readonly<Record<string, EndpointStatus>>;
}

export const useStatuses = create<StatusesState>()(() => ({ byId: {} }));

/** The newest, which may be ahead of what is shown. */
let newest: StatusesState['byId'] = {};
const shown = paced((byId: StatusesState['byId']) => useStatuses.setState({ byId }));

/** Takes over the statuses that changed. Numbers are shown as often as they can be read, everything else at once. */
export const mergeStatuses = (changed: readonly EndpointStatus[]): void => {
  const before = newest;
  // A new object each time, of parts that stay: an equal status still tells that something of the endpoint has changed
  // which it does not say itself, such as one of its connections.
  const merged = changed.map((status) => ({ ...keepSame(before[status.id] ?? status, status) }));
  newest = { ...before, ...Object.fromEntries(merged.map((status) => [status.id, status])) };
  const onlyNumbers = merged.every((status) => {
    const old = before[status.id];
    return (
      old?.state === status.state &&
      old.repeats.length === status.repeats.length &&
      old.script === status.script &&
      old.connections === status.connections
    );
  });
  if (onlyNumbers) shown.offer(newest);
  else shown.now(newest);
};

const STOPPED: EndpointState = { phase: 'stopped' };

export const stateOf = (status: EndpointStatus | undefined): EndpointState => status?.state ?? STOPPED;

/** The one field of a status that a component shows; it renders again only when that field changes. */
export const useStatus = <T>(id: string, pick: (status: EndpointStatus | undefined) => T): T =>
  useStatuses(({ byId }) => pick(byId[id]));

/** Whether address, port and protocol are in use, so that they cannot be changed now. */
export const isRunning = (state: EndpointState): boolean => state.phase !== 'stopped';
