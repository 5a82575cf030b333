import { create } from 'zustand';
import type { Failure } from '../../core/contract/failure';
import type { PingStatus, PingWish } from '../../core/contract/ping';
import { ask } from './bridge';
import { endpointById, flushEndpoint, useEndpoints } from './endpoints';
import { tell } from './notices';
import { useSettings } from './settings';

interface PingState {
  readonly open: boolean;
  /** As typed. While a ping goes on, what it was begun with. */
  readonly wish: PingWish;
  /** The one that goes on, or the last. */
  readonly status: PingStatus | null;
  /** Why the last one did not begin. */
  readonly failure: Failure | null;
}

const FIRST: PingWish = {
  endpoint: null,
  protocol: 'tcp',
  address: '127.0.0.1',
  port: '',
  every: '1000',
  count: '',
  timeout: '2000',
  logged: false,
};

export const usePing = create<PingState>()(() => ({ open: false, wish: FIRST, status: null, failure: null }));

export const isPinging = (): boolean => usePing.getState().status?.running === true;

export const takePing = (status: PingStatus | null): void => usePing.setState({ status });

/** A ping that a window of before began is shown as it was begun. */
export const takeFirstPing = (status: PingStatus | null): void =>
  usePing.setState({ status, ...(status !== null && { wish: status.wish }) });

export const changePing = (change: Partial<PingWish>): void =>
  usePing.setState(({ wish }) => ({ wish: { ...wish, ...change }, failure: null }));

/** The client whose tab is in front. */
const frontClient = (): string | null => {
  const clients = useEndpoints.getState().endpoints.filter(({ role }) => role === 'client');
  const { activeClient } = useSettings.getState().settings;
  return (clients.find(({ id }) => id === activeClient) ?? clients[0])?.id ?? null;
};

/** Opens the tool for where a client connects to; one that is at work is shown as it is. */
export const openPing = (id: string | null = frontClient()): void => {
  const client = id === null ? undefined : endpointById(id);
  if (client !== undefined && !isPinging()) {
    const { protocol, address, port } = client;
    changePing({ endpoint: client.id, protocol: protocol === 'tls' ? 'tls' : 'tcp', address, port });
    // What the last one found elsewhere is not about this address.
    usePing.setState(({ status, wish }) => ({
      status: status?.wish.address === wish.address && status.wish.port === wish.port ? status : null,
    }));
  }
  usePing.setState({ open: true });
};

export const closePing = (): void => usePing.setState({ open: false });

export const startPing = async (): Promise<void> => {
  const { wish } = usePing.getState();
  // The main process knows the client's options as they are now.
  if (wish.endpoint !== null) await flushEndpoint(wish.endpoint);
  const answer = await ask('ping.start', wish);
  usePing.setState({ failure: answer.ok ? null : answer.failure });
};

export const stopPing = async (): Promise<void> => {
  const answer = await ask('ping.stop');
  if (!answer.ok) tell(answer.failure);
};
