import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { EndpointOptions } from '../../core/contract/endpoint';
import type { Granted } from '../../core/contract/granted';
import { canSetOptions, grantedOptions, setSocketOption } from './socket-options';
import { bench, endpoint, finish, portOf, until, value } from './testing';

let { engine, recorder } = bench();
afterEach(async () => {
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

/** Where the system cannot be asked, nothing is told. */
const told = (granted: object): object => (canSetOptions() ? granted : {});

/** A server and a client of it, both with the same options. */
const pair = async (options: Partial<EndpointOptions>, address = '127.0.0.1'): Promise<void> => {
  value(await engine.start(endpoint('s', 'tcp', 'server', { address, options })));
  const port = portOf(engine, 's');
  value(await engine.start(endpoint('c', 'tcp', 'client', { address, port, options })));
  await until('the connection', () => engine.status('s').connections === 1);
};

describe('what the system has for a connection', () => {
  test.each(['127.0.0.1', '::1'])('is what was asked for, on %s', async (address) => {
    await pair(
      {
        noDelay: false,
        keepAlive: true,
        keepAliveDelay: '7000',
        keepAliveInterval: '3000',
        keepAliveCount: '4',
        receiveBuffer: '30000',
        sendBuffer: '40000',
        ttl: '9',
      },
      address,
    );
    const expected = told({
      noDelay: 0,
      keepAlive: 1,
      keepAliveDelay: 7000,
      keepAliveInterval: 3000,
      keepAliveCount: 4,
      // Linux answers twice what was set (socket(7)).
      receiveBuffer: 60_000,
      sendBuffer: 80_000,
      ttl: 9,
    });
    expect(engine.granted('c', null)).toEqual(expected);
    expect(engine.granted('s', null)).toMatchObject(expected);
    const [accepted] = engine.connections('s', 0, 1).connections;
    expect(engine.granted('s', accepted?.id ?? 0)).toEqual(expected);
  });

  test('follows while it is open; a buffer that is no longer wished stays', async () => {
    await pair({ ttl: '9', receiveBuffer: '30000' });
    const options = { noDelay: true, ttl: '', receiveBuffer: '', keepAlive: true, keepAliveCount: '2' };
    for (const [id, role] of [
      ['s', 'server'],
      ['c', 'client'],
    ] as const) {
      value(engine.configure(endpoint(id, 'tcp', role, { options })));
      const { noDelay, keepAliveCount, receiveBuffer, ttl } = engine.granted(id, null);
      expect({ noDelay, keepAliveCount, receiveBuffer, ttl }).toEqual(
        canSetOptions()
          ? { noDelay: 1, keepAliveCount: 2, receiveBuffer: 60_000, ttl: 64 }
          : { noDelay: undefined, keepAliveCount: undefined, receiveBuffer: undefined, ttl: undefined },
      );
    }
  });

  test('is nothing once it is closed', async () => {
    await pair({});
    await engine.stop('c');
    expect(engine.granted('c', null)).toEqual({});
    expect(engine.granted('nobody', null)).toEqual({});
    await until('the end', () => engine.status('s').connections === 0);
    expect(engine.granted('s', 99)).toEqual({});
  });
});

describe('what the system has for a socket of its own', () => {
  test('a listening one: shared address, both families', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server', { address: '::', options: { ipv6Only: true } })));
    expect(engine.granted('s', null)).toMatchObject(told({ reuseAddress: 1, reusePort: 0, ipv6Only: 1 }));
    value(await engine.start(endpoint('t', 'tcp', 'server')));
    expect(engine.granted('t', null)).not.toHaveProperty('ipv6Only');
  });

  test.each([
    ['127.0.0.1', {}],
    ['::1', { ipv6Only: 1 }],
  ])('a UDP socket on %s', async (address, more) => {
    const options = {
      reuseAddress: true,
      broadcast: true,
      ttl: '5',
      multicastTtl: '6',
      multicastLoop: false,
      receiveBuffer: '30000',
    };
    value(await engine.start(endpoint('u', 'udp', 'server', { address, options })));
    const expected: Granted = {
      reuseAddress: 1,
      reusePort: 0,
      broadcast: 1,
      ttl: 5,
      multicastTtl: 6,
      multicastLoop: 0,
      receiveBuffer: 60_000,
      ...more,
    };
    expect(engine.granted('u', null)).toMatchObject(told(expected));
  });
});

test('the system’s own word for what it refuses', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const fd = engine.status('s').descriptor;
  expect(setSocketOption(fd, 'ttl', 256)).toBe(canSetOptions() ? 'EINVAL' : null);
  expect(setSocketOption(null, 'ttl', 9)).toBeNull();
  expect(grantedOptions(null, 'listening')).toEqual({});
  // No socket.
  expect(grantedOptions(0x7fff_fff0, 'listening')).toEqual({});
});

test('a connection that was made by another program is told as it is', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const other = connect(portOf(engine, 's'), '127.0.0.1');
  await until('the connection', () => engine.status('s').connections === 1);
  expect(engine.granted('s', null)).toMatchObject(told({ noDelay: 1, keepAlive: 0, ttl: 64 }));
  other.destroy();
  await until('the end', () => engine.status('s').connections === 0);
});
