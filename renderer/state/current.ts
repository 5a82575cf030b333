import { create } from 'zustand';
import type { Role } from '../../core/contract/endpoint';
import { useEndpoints } from './endpoints';
import { useSettings } from './settings';

interface CurrentState {
  /** The side that was last worked in: what a command without a name of its own is about. */
  readonly role: Role;
}

export const useCurrent = create<CurrentState>()(() => ({ role: 'server' }));

export const setCurrentRole = (role: Role): void => {
  if (useCurrent.getState().role !== role) useCurrent.setState({ role });
};

/** The endpoint that commands are about: the one in front on the side that was last worked in. */
export const currentEndpointId = (): string | null => {
  const { role } = useCurrent.getState();
  const { activeServer, activeClient } = useSettings.getState().settings;
  const kept = role === 'server' ? activeServer : activeClient;
  const own = useEndpoints.getState().endpoints.filter((endpoint) => endpoint.role === role);
  return (own.find(({ id }) => id === kept) ?? own[0])?.id ?? null;
};
