import { lookup } from 'node:dns/promises';
import { connect, createServer, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { formatAddress } from '../../core/contract/address';
import type { ConnectionInfo } from '../../core/contract/status';
import { sayAttempts } from './connect-attempts';
import { LONG_WAIT_MS } from './drain-watch';
import { bench, codeOf, endpoint, finish, portOf, python, until, value } from './testing';

let { engine, recorder } = bench();
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

const joined = (port: number, host = '127.0.0.1'): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, allowHalfOpen: true });
    sockets.add(socket);
    socket.once('error', reject).once('connect', () => {
      socket.off('error', reject).on('error', () => undefined);
      resolve(socket);
    });
  });

/** The only connection of an endpoint, once it is there. */
const only = (id: string): Promise<ConnectionInfo> =>
  until('a connection', () => engine.connections(id, 0, 1).connections[0]);

describe('a server on ::', () => {
  test('takes both families, and shows IPv4 as IPv4', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server', { address: '::' })));
    await joined(portOf(engine, 's'), '127.0.0.1');
    await joined(portOf(engine, 's'), '::1');
    const remotes = await until('both', () => {
      const { connections } = engine.connections('s', 0, 9);
      return connections.length === 2 && connections.map(({ remote }) => remote.address).sort();
    });
    expect(remotes).toEqual(['127.0.0.1', '::1']);
  });

  test('with IPV6_V6ONLY takes IPv6 alone', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server', { address: '::', options: { ipv6Only: true } })));
    await expect(joined(portOf(engine, 's'), '127.0.0.1')).rejects.toThrow('ECONNREFUSED');
    await joined(portOf(engine, 's'), '::1');
  });

  test('a zone that there is none of is refused with a reason', async () => {
    const started = await engine.start(endpoint('s', 'tcp', 'server', { address: 'fe80::1%nosuch0' }));
    expect(['EINVAL', 'EADDRNOTAVAIL', 'ENODEV']).toContain(codeOf(started));
  });
});

describe('after accept()', () => {
  test('reset: the client is thrown out at once, and a row says so', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server', { options: { acceptMode: 'reset' } })));
    const script = `
import socket, sys
try:
    # Whether it is the connect or the read that learns of it is the system's business.
    s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
    print('read', s.recv(1))
except ConnectionResetError:
    print('reset')`;
    expect((await python(script, portOf(engine, 's')).ended).output).toBe('reset\n');
    expect(recorder.kinds()).toEqual(['listening', 'acceptedReset']);
    expect(recorder.calls).toContainEqual(
      expect.objectContaining({ call: 'finished', how: 'rst', by: 'local' }),
    );
  });

  test('never read: the client fills the buffers and stands still, until reading is resumed', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server', { options: { acceptMode: 'ignore' } })));
    const socket = await joined(portOf(engine, 's'));
    const sent = 32 * 1024 * 1024;
    socket.end(Buffer.alloc(sent, 1));
    const { id, paused } = await only('s');
    expect(paused).toBe(true);
    expect(recorder.messages('in')).toEqual([]);
    expect(socket.writableLength).toBeGreaterThan(0);
    value(engine.act('s', id, 'resume'));
    await until('all of it', () => engine.status('s').bytesIn === sent);
  });

  test('it changes while the server runs', async () => {
    const config = endpoint('s', 'tcp', 'server');
    value(await engine.start(config));
    value(engine.configure({ ...config, options: { ...config.options, acceptMode: 'reset' } }));
    // Whether the client sees its connection or the reset first is the system's business.
    await joined(portOf(engine, 's')).catch(() => null);
    await until('the reset', () => recorder.happenings('acceptedReset').length === 1);
  });
});

describe('the address family of a client', () => {
  const listening = async (host: string) => {
    const server = createServer((socket) => void sockets.add(socket)).listen(0, host);
    await until('a listener', () => server.listening);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return { port: address.port, close: () => server.close() };
  };

  test('an address of the other family is refused before anything is sent', async () => {
    const wrong = endpoint('c', 'tcp', 'client', { port: 9, options: { family: '6' } });
    expect(codeOf(await engine.start(wrong))).toBe('EINVAL_FAMILY');
    const local = endpoint('d', 'tcp', 'client', {
      address: 'localhost',
      port: 9,
      options: { family: '6', localAddress: '127.0.0.1' },
    });
    expect(codeOf(await engine.start(local))).toBe('EINVAL_FAMILY');
  });

  test.each([
    ['4', true],
    ['any', true],
    ['any', false],
  ] as const)('%s, happy eyeballs %s: a name is reached', async (family, happyEyeballs) => {
    const { port, close } = await listening('127.0.0.1');
    const options = { family, happyEyeballs, attemptTimeout: '500' };
    value(await engine.start(endpoint('c', 'tcp', 'client', { address: 'localhost', port, options })));
    expect((await only('c')).remote).toEqual({ address: '127.0.0.1', port, family: 4 });
    close();
  });

  test('each address of a name that is tried in vain is a row', async () => {
    const { port, close } = await listening('127.0.0.1');
    const options = { happyEyeballs: true, attemptTimeout: '5000' };
    value(await engine.start(endpoint('c', 'tcp', 'client', { address: 'localhost', port, options })));
    // What the system's resolver puts before the address that listens.
    const addresses = (await lookup('localhost', { all: true })).map(({ address }) => address);
    const before = addresses.slice(0, addresses.indexOf('127.0.0.1'));
    const tried = recorder.happenings('attemptFailed');
    expect(tried.map(({ peer }) => peer)).toEqual(before.map((address) => formatAddress({ address, port })));
    for (const { params } of tried) expect(params).toMatchObject({ code: 'ECONNREFUSED' });
    close();
  });

  test('an address that does not answer in time is a row; one address alone is not', () => {
    const said: unknown[] = [];
    // No network here fails to answer: the runtime's events stand in for one.
    const socket = new Socket();
    sayAttempts(socket, 250, (...row) => void said.push(row));
    socket.emit('lookup', null, '192.0.2.1', 4, 'plc.example');
    socket.emit('connectionAttemptTimeout', '192.0.2.1', 80, 4);
    expect(said).toEqual([]);
    socket.emit('lookup', null, '2001:db8::1', 6, 'plc.example');
    socket.emit('connectionAttemptTimeout', '2001:db8::1', 80, 6);
    const remote = '[2001:db8::1]:80';
    expect(said).toEqual([[remote, { remote, code: 'ETIMEDOUT', ms: 250 }]]);
  });
});

test('the descriptor of a listening and of a UDP socket', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  value(await engine.start(endpoint('u', 'udp', 'server')));
  const known = process.platform === 'win32' ? null : expect.any(Number);
  for (const id of ['s', 'u']) {
    expect(engine.status(id).descriptor).toEqual(known);
    await engine.stop(id);
    expect(engine.status(id).descriptor).toBeNull();
  }
});

describe('reading', () => {
  test('recv(bufsize): no row holds more, and each is answered', async () => {
    const change = { reply: 'echo', options: { readSize: '1000' } } as const;
    value(await engine.start(endpoint('s', 'tcp', 'server', change)));
    const socket = await joined(portOf(engine, 's'));
    const bytes = Buffer.from(Array.from({ length: 4321 }, (_, i) => i % 251));
    socket.write(bytes);
    await until('the echo', () => engine.status('s').bytesOut === bytes.length);
    expect(recorder.bytes('in')).toEqual(bytes);
    expect(recorder.messages('in').every(({ length }) => length <= 1000)).toBe(true);
    expect(recorder.messages('in').length).toBeGreaterThanOrEqual(5);
    expect(recorder.messages('out').map(({ length }) => length)).toEqual(
      recorder.messages('in').map(({ length }) => length),
    );
  });

  test('an exact number of bytes while paused, however they come', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server', { options: { readSize: '3' } })));
    const socket = await joined(portOf(engine, 's'));
    const { id } = await only('s');
    expect(codeOf(engine.readExactly('s', id, '4'))).toBe('ENOTPAUSED');
    value(engine.act('s', id, 'pause'));
    socket.write('abcdefghij');
    value(engine.readExactly('s', id, '4'));
    await until('four', () => recorder.messages('in').length === 1);
    value(engine.readExactly('s', id, '5'));
    await until('five', () => recorder.messages('in').length === 2);
    // One is left; the others come later.
    value(engine.readExactly('s', id, '3'));
    await until('the wait', () => engine.connections('s', 0, 1).connections[0]?.stream?.waitsForBytes);
    socket.write('k');
    socket.write('lmn');
    await until('three', () => recorder.messages('in').length === 3);
    expect(recorder.messages('in').map(String)).toEqual(['abcd', 'efghi', 'jkl']);
    expect((await only('s')).paused).toBe(true);
    value(engine.act('s', id, 'resume'));
    await until('the rest', () => recorder.bytes('in').toString() === 'abcdefghijklmn');
    for (const wrong of ['', '0', '1.5', '16777217', 'x'])
      expect(codeOf(engine.readExactly('s', id, wrong))).toBe('EINVAL_NUMBER');
  });

  test('fewer when the peer ends before', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server')));
    const socket = await joined(portOf(engine, 's'));
    const { id } = await only('s');
    value(engine.act('s', id, 'pause'));
    value(engine.readExactly('s', id, '100'));
    socket.end('short');
    await until('the end', () => recorder.happenings('closedByPeer').length === 1);
    expect(recorder.messages('in').map(String)).toEqual(['short']);
    expect(recorder.happenings('closedByPeer')[0]?.params).toMatchObject({ bytesIn: 5 });
  });

  test('finished by us: what still comes is thrown away and counted; we can go on sending', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server', { reply: 'echo' })));
    const socket = await joined(portOf(engine, 's'));
    const { id } = await only('s');
    value(engine.act('s', id, 'finishReading'));
    socket.write('not read');
    await until(
      'it is thrown away',
      () => engine.connections('s', 0, 1).connections[0]?.stream?.discarded === 8,
    );
    expect(codeOf(engine.readExactly('s', id, '1'))).toBe('EREADFINISHED');
    value(await engine.send('s', { to: 'all' }, Buffer.from('last')));
    socket.end();
    await until('the end', () => engine.status('s').connections === 0);
    expect(recorder.messages('in')).toEqual([]);
    expect(recorder.bytes('out').toString()).toBe('last');
    expect(recorder.happenings('discarded')).toMatchObject([{ severity: 'warning', params: { bytes: 8 } }]);
  });
});

describe('sending', () => {
  test('corked: nothing goes until it is let go, and then together', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server')));
    const socket = await joined(portOf(engine, 's'));
    const chunks: string[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    const { id } = await only('s');
    value(engine.act('s', id, 'cork'));
    const sends = ['one ', 'two ', 'three'].map((word) => engine.send('s', { to: 'all' }, Buffer.from(word)));
    await until('they wait', () => engine.status('s').queued === 13);
    expect(engine.connections('s', 0, 1).connections[0]).toMatchObject({
      queued: 13,
      stream: { corked: true },
    });
    expect(chunks).toEqual([]);
    value(engine.act('s', id, 'uncork'));
    for (const sent of await Promise.all(sends)) value(sent);
    await until('they are there', () => chunks.join('') === 'one two three');
    expect(recorder.happenings('uncorked')).toMatchObject([{ params: { bytes: 13 } }]);
    expect(engine.connections('s', 0, 1).connections[0]?.stream).toMatchObject({
      corked: false,
      taken: { bytes: 13, ms: expect.any(Number) },
    });
  });

  test('a close lets go of what is corked', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server')));
    const socket = await joined(portOf(engine, 's'));
    let got = '';
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString();
    });
    socket.on('end', () => socket.end());
    const { id } = await only('s');
    value(engine.act('s', id, 'cork'));
    const sent = engine.send('s', { to: 'all' }, Buffer.from('in time'));
    value(engine.act('s', id, 'close'));
    value(await sent);
    await until('the end', () => engine.status('s').connections === 0);
    expect(got).toBe('in time');
  });

  test('a row says how long the system took for what waited', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server')));
    const socket = await joined(portOf(engine, 's'));
    socket.pause();
    await only('s');
    const bytes = 24 * 1024 * 1024;
    const begun = performance.now();
    // Answered as queued after a while, because the peer does not read.
    value(await engine.send('s', { to: 'all' }, Buffer.alloc(bytes)));
    expect(engine.status('s').queued).toBeGreaterThan(0);
    await until('a long wait', () => performance.now() - begun > LONG_WAIT_MS + 500);
    socket.resume();
    const [row] = await until('the row', () => {
      const rows = recorder.happenings('drained');
      return rows.length > 0 && rows;
    });
    expect(row?.params['bytes']).toBe(bytes);
    expect(row?.params['ms']).toBeGreaterThanOrEqual(LONG_WAIT_MS);
  });
});

test('after our close a peer that does not finish is dropped when its time is over', async () => {
  for (const [id, closeTimeout] of [
    ['short', '50'],
    ['long', '600000'],
  ] as const) {
    value(await engine.start(endpoint(id, 'tcp', 'server', { options: { closeTimeout } })));
    const socket = await joined(portOf(engine, id));
    socket.resume();
    value(engine.act(id, (await only(id)).id, 'close'));
  }
  await until('the drop', () => engine.status('short').connections === 0);
  expect(engine.status('long').connections).toBe(1);
  expect(recorder.happenings('closedByUs')).toHaveLength(1);
});

test('the descriptor, the name of the peer, and the backlog that was granted', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server', { options: { backlog: '65535' } })));
  await joined(portOf(engine, 's'));
  const { id, stream } = await only('s');
  if (process.platform !== 'win32') expect(stream?.descriptor).toBeGreaterThan(2);
  const name = await engine.peerName('s', id);
  if (name.ok) expect(name.value).not.toMatch(/^\d/);
  else expect(codeOf(name)).toBe('ENONAME');
  expect(codeOf(await engine.peerName('s', id + 1))).toBe('ENOSUCHCONNECTION');
  const { backlog } = engine.status('s');
  if (process.platform === 'linux') expect(backlog).toBeLessThanOrEqual(65_535);
});

test.each([
  ['readSize', '0'],
  ['readSize', '65537'],
  ['closeTimeout', '-1'],
  ['attemptTimeout', '9'],
] as const)('%s of %s is refused with its bounds', async (field, typed) => {
  const role = field === 'attemptTimeout' ? 'client' : 'server';
  const config = endpoint('s', 'tcp', role, { port: role === 'client' ? 9 : 0, options: { [field]: typed } });
  expect(codeOf(await engine.start(config))).toBe('EINVAL_NUMBER');
});

test('keep-alive probes out of bounds are refused', async () => {
  const options = { keepAlive: true, keepAliveCount: '128' };
  expect(codeOf(await engine.start(endpoint('s', 'tcp', 'server', { options })))).toBe('EINVAL_NUMBER');
});
