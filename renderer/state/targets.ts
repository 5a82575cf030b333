import { create } from 'zustand';
import { formatAddress } from '../../core/contract/address';
import type { EndpointConfig } from '../../core/contract/endpoint';
import type { ConnectionInfo } from '../../core/contract/status';
import type { Target } from '../../core/contract/target';

/** The connection that a composer sends to. */
export interface ChosenConnection {
  readonly id: number;
  /** `host:port` of the peer. */
  readonly peer: string;
}

interface TargetsState {
  /** By endpoint; none means all. Connections end with the run, so this is kept nowhere. */
  readonly chosen: Readonly<Record<string, ChosenConnection>>;
}

export const useTargets = create<TargetsState>()(() => ({ chosen: {} }));

export const choose = (endpoint: string, connection: ConnectionInfo): void =>
  useTargets.setState(({ chosen }) => ({
    chosen: { ...chosen, [endpoint]: { id: connection.id, peer: formatAddress(connection.remote) } },
  }));

export const chooseAll = (endpoint: string): void =>
  useTargets.setState(({ chosen }) => {
    const { [endpoint]: _gone, ...rest } = chosen;
    return { chosen: rest };
  });

/**
 * Whom a message goes to. A client has one remote. A UDP server's typed address goes before a chosen peer, for it is
 * what the composer shows.
 */
export const targetOf = (
  { role, protocol, composer }: Pick<EndpointConfig, 'role' | 'protocol' | 'composer'>,
  chosen: ChosenConnection | undefined,
): Target => {
  if (role === 'client') return { to: 'all' };
  const typed = composer.sendTo.trim();
  if (protocol === 'udp' && typed !== '') return { to: 'address', address: typed };
  return chosen === undefined ? { to: 'all' } : { to: 'connection', id: chosen.id };
};
