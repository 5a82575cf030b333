import { create } from 'zustand';
import type { EndpointState, EndpointStatus } from '../../core/contract/status';

interface StatusesState {
  readonly byId: Readonly<Record<string, EndpointStatus>>;
}

export const useStatuses = create<StatusesState>()(() => ({ byId: {} }));

/** Takes over the statuses that changed. */
export const mergeStatuses = (changed: readonly EndpointStatus[]): void =>
  useStatuses.setState(({ byId }) => ({
    byId: { ...byId, ...Object.fromEntries(changed.map((status) => [status.id, status])) },
  }));

const STOPPED: EndpointState = { phase: 'stopped' };

export const stateOf = (status: EndpointStatus | undefined): EndpointState => status?.state ?? STOPPED;

/** The one field of a status that a component shows; it renders again only when that field changes. */
export const useStatus = <T>(id: string, pick: (status: EndpointStatus | undefined) => T): T =>
  useStatuses(({ byId }) => pick(byId[id]));

/** Whether address, port and protocol are in use, so that they cannot be changed now. */
export const isRunning = (state: EndpointState): boolean => state.phase !== 'stopped';
