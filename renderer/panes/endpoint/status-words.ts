import { formatAddress } from '../../../core/contract/address';
import { type EndpointState, type EndpointStatus, isBacklogFull } from '../../../core/contract/status';
import type { Mark } from '../../ui/state-mark';
import type { Place } from './place-problems';

export const MARK_WORDS = {
  stopped: 'markStopped',
  running: 'markRunning',
  busy: 'markBusy',
  waiting: 'markWaiting',
  failed: 'markFailed',
} as const satisfies Record<Mark, string>;

/** A sentence about a state: a key of the words and what fills it. */
export type StatusWords =
  | { readonly key: 'statusStopped' | 'statusDisconnected' | 'statusClosed' | 'statusFailed' }
  | { readonly key: 'statusStarting' | 'statusStopping' | 'statusOpening' }
  | { readonly key: 'statusConnecting' | 'statusConnectedTo'; readonly fill: { readonly remote: string } }
  | { readonly key: 'statusListening' | 'statusNotAccepting' | 'statusHolding'; readonly fill: Listening }
  | { readonly key: 'statusQueueing' | 'statusBacklogFull'; readonly fill: Queueing }
  | { readonly key: 'statusOpen'; readonly fill: Listening }
  | { readonly key: 'statusConnected' | 'statusOpenTo'; readonly fill: Connected }
  | {
      readonly key: 'statusWaiting';
      readonly fill: { readonly seconds: number; readonly attempt: number };
    };

type Listening = { readonly local: string; readonly count: number };

type Queueing = Listening & { readonly waiting: number };

type Connected = { readonly local: string };

type About = Place;

/** Null: nobody tells. */
export type Counts = Pick<EndpointStatus, 'connections' | 'waiting' | 'backlog'>;

const listeningWords = (
  state: Extract<EndpointState, { readonly phase: 'listening' }>,
  counts: Counts,
): StatusWords => {
  const fill = { local: formatAddress(state.local), count: counts.connections };
  if (state.accepting) return { key: 'statusListening', fill };
  if (state.newcomers === 'refuse') return { key: 'statusNotAccepting', fill };
  const { waiting } = counts;
  if (waiting === null) return { key: 'statusHolding', fill };
  const key = isBacklogFull(counts) ? 'statusBacklogFull' : 'statusQueueing';
  return { key, fill: { ...fill, waiting } };
};

/** What the status text of an endpoint says. `now` is in ms since the epoch. */
export const statusWords = (
  state: EndpointState,
  { role, protocol, address, port, path }: About,
  counts: Counts,
  now: number,
): StatusWords => {
  const client = role === 'client';
  switch (state.phase) {
    case 'stopped':
      if (state.failure !== undefined) return { key: 'statusFailed' };
      if (!client) return { key: 'statusStopped' };
      return { key: protocol === 'udp' ? 'statusClosed' : 'statusDisconnected' };
    case 'starting':
      if (!client) return { key: 'statusStarting' };
      if (protocol === 'udp') return { key: 'statusOpening' };
      return {
        key: 'statusConnecting',
        fill: { remote: protocol === 'local' ? path.trim() : `${address}:${port}` },
      };
    case 'listening':
      return listeningWords(state, counts);
    case 'connected':
      // The side of a client that has no name says nothing.
      if (protocol === 'local') {
        return { key: 'statusConnectedTo', fill: { remote: formatAddress(state.remote) } };
      }
      return {
        key: 'statusConnected',
        fill: { local: formatAddress(state.local) },
      };
    case 'open':
      return state.remote === null
        ? { key: 'statusOpen', fill: { local: formatAddress(state.local), count: counts.connections } }
        : {
            key: 'statusOpenTo',
            fill: { local: formatAddress(state.local) },
          };
    case 'waiting':
      return {
        key: 'statusWaiting',
        fill: { seconds: Math.max(0, Math.ceil((state.retryAt - now) / 1000)), attempt: state.attempt },
      };
    case 'stopping':
      return { key: 'statusStopping' };
  }
};
