import { describe, expect, it } from 'vitest';
import { defaultOptions, type Protocol, type Role } from '../../../core/contract/endpoint';
import { OPTION_SECTIONS, optionsFor } from './option-list';

const keys = (role: Role, protocol: Protocol, patch = {}): readonly string[] =>
  optionsFor(role, protocol, { ...defaultOptions(), ...patch }).flatMap(({ options }) =>
    options.filter(({ kind }) => kind !== 'fixed').map(({ key }) => key),
  );

describe('the options of a kind', () => {
  it.each<[Role, Protocol, object, readonly string[]]>([
    [
      'server',
      'tcp',
      {},
      [
        'backlog',
        'maxConnections',
        'acceptMode',
        'pauseMode',
        'ipv6Only',
        'noDelay',
        'stayOpen',
        'keepAlive',
        'idleTimeout',
        'receiveBuffer',
        'sendBuffer',
        'readSize',
        'ttl',
        'closeTimeout',
        'reusePort',
      ],
    ],
    [
      'client',
      'tcp',
      { keepAlive: true, reconnect: true },
      [
        'connectTimeout',
        'family',
        'localAddress',
        'localPort',
        'noDelay',
        'stayOpen',
        'keepAlive',
        'keepAliveDelay',
        'keepAliveInterval',
        'keepAliveCount',
        'idleTimeout',
        'reconnect',
        'reconnectDelay',
        'reconnectLimit',
        'receiveBuffer',
        'sendBuffer',
        'readSize',
        'ttl',
        'closeTimeout',
        'happyEyeballs',
        'attemptTimeout',
      ],
    ],
    [
      'server',
      'udp',
      { keepAlive: true },
      [
        'reuseAddress',
        'reusePort',
        'ipv6Only',
        'broadcast',
        'ttl',
        'multicastInterface',
        'multicastTtl',
        'multicastLoop',
        'receiveBuffer',
        'sendBuffer',
      ],
    ],
  ])('%s %s', (role, protocol, patch, expected) => expect(keys(role, protocol, patch)).toEqual(expected));

  it('leaves no option of the contract out', () => {
    const all = OPTION_SECTIONS.flatMap(({ options }) => [...options]);
    const shown = all.filter(({ kind }) => kind !== 'fixed').map(({ key }) => key);
    // Some stand in the list for UDP and for TCP.
    expect([...new Set(shown)].sort()).toEqual(Object.keys(defaultOptions()).sort());
  });
});
