import { describe, expect, it } from 'vitest';
import { defaultOptions, type Protocol, type Role } from '../../../core/contract/endpoint';
import { OPTION_SECTIONS, optionsFor } from './option-list';

const keys = (role: Role, protocol: Protocol, patch = {}): readonly string[] =>
  optionsFor(role, protocol, { ...defaultOptions(), ...patch }).flatMap(({ options }) =>
    options.map(({ key }) => key),
  );

describe('the options of a kind', () => {
  it.each<[Role, Protocol, object, readonly string[]]>([
    ['server', 'tcp', {}, ['backlog', 'maxConnections', 'noDelay', 'stayOpen', 'keepAlive', 'idleTimeout']],
    [
      'client',
      'tcp',
      { keepAlive: true, reconnect: true },
      [
        'connectTimeout',
        'localAddress',
        'localPort',
        'noDelay',
        'stayOpen',
        'keepAlive',
        'keepAliveDelay',
        'idleTimeout',
        'reconnect',
        'reconnectDelay',
        'reconnectLimit',
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
    const shown = OPTION_SECTIONS.flatMap(({ options }) => options.map(({ key }) => key));
    expect([...shown].sort()).toEqual(Object.keys(defaultOptions()).sort());
  });
});
