import { beforeEach, describe, expect, it } from 'vitest';
import { newEndpoint } from '../../core/contract/endpoint';
import { choose, chooseAll, targetOf, useTargets } from './targets';

const server = newEndpoint('s', 'server');
const udp = { ...server, protocol: 'udp' as const };
const sendingTo = (sendTo: string) => ({ ...udp, composer: { ...udp.composer, sendTo } });
const chosen = { id: 7, peer: '127.0.0.1:40000' };

describe('whom a message goes to', () => {
  it.each([
    ['a server without a choice: all', server, undefined, { to: 'all' }],
    ['a chosen connection', server, chosen, { to: 'connection', id: 7 }],
    ['a client: its one remote', newEndpoint('c', 'client'), chosen, { to: 'all' }],
    ['UDP: a typed address', sendingTo(' [::1]:9000 '), chosen, { to: 'address', address: '[::1]:9000' }],
    ['UDP: nothing typed', sendingTo('  '), undefined, { to: 'all' }],
    [
      'TCP never sends to an address',
      { ...sendingTo('a:1'), protocol: 'tcp' as const },
      undefined,
      { to: 'all' },
    ],
  ])('%s', (_name, config, connection, target) => expect(targetOf(config, connection)).toEqual(target));
});

describe('choosing', () => {
  beforeEach(() => useTargets.setState({ chosen: {} }));

  it('is per endpoint and can be taken back', () => {
    const remote = { address: '::1', port: 5000, family: 6 as const };
    choose('s', {
      id: 3,
      local: remote,
      remote,
      since: 0,
      messagesIn: 0,
      messagesOut: 0,
      bytesIn: 0,
      bytesOut: 0,
      queued: 0,
      state: 'open',
      paused: false,
      tls: null,
    });
    expect(useTargets.getState().chosen).toEqual({ s: { id: 3, peer: '[::1]:5000' } });
    chooseAll('s');
    expect(useTargets.getState().chosen).toEqual({});
  });
});
