import { describe, expect, it } from 'vitest';
import { newEndpoint } from '../../../core/contract/endpoint';
import type { EndpointState } from '../../../core/contract/status';
import { statusWords } from './status-words';

const server = newEndpoint('s', 'server');
const client = newEndpoint('c', 'client');
const udp = { ...client, protocol: 'udp' as const };
const here = { address: '127.0.0.1', port: 8888, family: 4 as const };
const there = { address: '127.0.0.1', port: 40_000, family: 4 as const };
const far = { address: '10.0.0.7', port: 502, family: 4 as const };
const failure = { code: 'EADDRINUSE' };

describe('what the status text says', () => {
  it.each<[EndpointState, typeof client, unknown]>([
    [{ phase: 'stopped' }, server, { key: 'statusStopped' }],
    [{ phase: 'stopped' }, client, { key: 'statusDisconnected' }],
    [{ phase: 'stopped' }, udp, { key: 'statusClosed' }],
    [{ phase: 'stopped', failure }, server, { key: 'statusFailed' }],
    [
      { phase: 'listening', local: here, accepting: true },
      server,
      { key: 'statusListening', fill: { local: '127.0.0.1:8888', count: 2 } },
    ],
    [
      { phase: 'listening', local: here, accepting: false, newcomers: 'refuse' },
      server,
      { key: 'statusNotAccepting', fill: { local: '127.0.0.1:8888', count: 2 } },
    ],
    [
      { phase: 'listening', local: here, accepting: false, newcomers: 'queue' },
      server,
      { key: 'statusHolding', fill: { local: '127.0.0.1:8888', count: 2 } },
    ],
    [
      { phase: 'connected', local: there, remote: here },
      client,
      { key: 'statusConnected', fill: { local: '127.0.0.1:40000' } },
    ],
    [
      { phase: 'open', local: there, remote: far },
      udp,
      { key: 'statusOpenTo', fill: { local: '127.0.0.1:40000' } },
    ],
    [
      { phase: 'waiting', retryAt: 12_400, attempt: 3, failure: null },
      client,
      { key: 'statusWaiting', fill: { seconds: 3, attempt: 3 } },
    ],
    [
      { phase: 'waiting', retryAt: 9000, attempt: 3, failure: null },
      client,
      { key: 'statusWaiting', fill: { seconds: 0, attempt: 3 } },
    ],
  ])('%j', (state, about, words) =>
    expect(statusWords(state, about, { connections: 2, waiting: null, backlog: null }, 10_000)).toEqual(
      words,
    ),
  );

  it.each([
    [0, 'statusQueueing'],
    [2, 'statusQueueing'],
    // Linux lets in one more than the backlog says.
    [3, 'statusBacklogFull'],
  ])('%d wait in a backlog of 2', (waiting, key) => {
    const state = { phase: 'listening', local: here, accepting: false, newcomers: 'queue' } as const;
    const fill = { local: '127.0.0.1:8888', count: 1, waiting };
    expect(statusWords(state, server, { connections: 1, waiting, backlog: 2 }, 0)).toEqual({ key, fill });
  });
});
