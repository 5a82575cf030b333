import { afterEach, describe, expect, test } from 'vitest';
import { bench, codeOf, endpoint, finish, portOf, program, python, until, value } from './testing';

// On the loopback interface, which carries no IPv6 groups: those, and what passes between two computers, are tried in
// `electron/traffic/namespaces.test.ts`.

let { engine, recorder } = bench();
afterEach(async () => {
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

const group = (address: string, change: { readonly source?: string; readonly via?: string } = {}) => ({
  group: address,
  source: change.source ?? '',
  via: change.via ?? 'lo',
});

/** Sends one datagram to a group over the loopback interface. */
const SEND = `
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton('127.0.0.1'))
s.bind((sys.argv[4], 0))
s.sendto(sys.argv[3].encode(), (sys.argv[1], int(sys.argv[2])))
`;
const send = (to: string, port: number, text: string, from = '127.0.0.1') =>
  python(SEND, to, port, text, from).ended;

const heard = (): readonly string[] => recorder.messages('in').map(String);

describe.each(['0.0.0.0', '::'])('a socket on %s', (address) => {
  const [first, second, third] = ['239.255.77.1', '239.255.77.2', '239.255.77.3'] as const;

  test('joins several groups, and leaves and joins while it is open', async () => {
    const config = endpoint('u', 'udp', 'server', { address, groups: [group(first), group(second)] });
    value(await engine.start(config));
    const port = portOf(engine, 'u');
    expect(recorder.kinds()).toEqual(['opened', 'groupJoined', 'groupJoined']);
    expect(recorder.happenings('groupJoined')).toMatchObject([
      { params: { group: first, interface: 'lo' } },
      { params: { group: second, interface: 'lo' } },
    ]);
    await send(first, port, 'one');
    await send(second, port, 'two');
    await until('both', () => heard().length === 2);

    value(engine.configure({ ...config, groups: [group(second), group(third)] }));
    expect(recorder.kinds().slice(3)).toEqual(['groupLeft', 'groupJoined']);
    expect(engine.status('u').groups).toEqual([
      { ...group(second), failure: null },
      { ...group(third), failure: null },
    ]);
    await send(first, port, 'left');
    await send(third, port, 'three');
    await until('the third', () => heard().length === 3);
    expect(heard()).toEqual(['one', 'two', 'three']);

    // What is as it was is not joined anew.
    value(engine.configure({ ...config, groups: [group(second), group(third)], name: 'new' }));
    await engine.stop('u');
    expect(recorder.kinds().slice(5)).toEqual(['stopped']);
    expect(engine.status('u').groups).toEqual([]);
  });
});

test('source-specific: one sender is heard, another is not', async () => {
  const config = endpoint('u', 'udp', 'server', {
    address: '0.0.0.0',
    groups: [group('232.77.0.1', { source: '127.0.0.1' })],
  });
  value(await engine.start(config));
  const port = portOf(engine, 'u');
  await send('232.77.0.1', port, 'stranger', '127.0.0.2');
  await send('232.77.0.1', port, 'friend');
  await until('the friend', () => heard().length === 1);
  expect(heard()).toEqual(['friend']);
  expect(recorder.happenings('groupJoined')).toMatchObject([{ params: { source: '127.0.0.1' } }]);

  // A second source of the same group.
  const both = [...config.groups, group('232.77.0.1', { source: '127.0.0.2' })];
  value(engine.configure({ ...config, groups: both }));
  await send('232.77.0.1', port, 'stranger no more', '127.0.0.2');
  await until('the other', () => heard().length === 2);
  value(engine.configure({ ...config, groups: [] }));
  expect(recorder.happenings('groupLeft')).toHaveLength(2);
});

test.each([
  ['10.0.0.1', {}, 'EINVAL_GROUP'],
  ['', {}, 'EINVAL_GROUP_EMPTY'],
  ['232.1.1.1', { source: 'someone' }, 'EINVAL_SOURCE'],
  ['239.1.1.1', { via: 'nothere0' }, 'ENOINTERFACE'],
  ['239.1.1.1', { via: '10.255.255.1' }, 'ENOINTERFACE'],
  ['ff15::1', {}, 'EGROUP_FAMILY'],
])('a group that cannot be joined: %s %j', async (address, change, code) => {
  const groups = [group(address, change)];
  expect(codeOf(await engine.start(endpoint('u', 'udp', 'server', { groups, address: '0.0.0.0' })))).toBe(
    code,
  );
  expect(engine.status('u').state).toMatchObject({ phase: 'stopped', failure: { code } });
  expect(engine.status('u').groups).toEqual([]);
});

test('a group that cannot be joined later is a row, and said so; the others stay', async () => {
  const config = endpoint('u', 'udp', 'server', { address: '0.0.0.0', groups: [group('239.255.77.1')] });
  value(await engine.start(config));
  const wrong = [...config.groups, group('239.255.77.2', { via: 'nothere0' })];
  value(engine.configure({ ...config, groups: wrong }));
  expect(recorder.happenings('groupFailed')).toMatchObject([
    { severity: 'error', params: { group: '239.255.77.2', code: 'ENOINTERFACE' } },
  ]);
  expect(engine.status('u').groups).toMatchObject([
    { group: '239.255.77.1', failure: null },
    { group: '239.255.77.2', failure: { code: 'ENOINTERFACE' } },
  ]);
  // Not tried again with every change of the set-up, and nothing to leave.
  value(engine.configure({ ...config, groups: wrong, name: 'x' }));
  expect(recorder.happenings('groupFailed')).toHaveLength(1);
  value(engine.configure(config));
  expect(recorder.happenings('groupLeft')).toHaveLength(0);
});

test.each([
  ['239.255.77.1', '0.0.0.0', 'lo'],
  ['239.255.77.1', '0.0.0.0', '127.0.0.1'],
  ['ff15::77:1', '::', 'lo'],
  ['ff15::77:1', '::', '::1'],
  ['ff15::77:1%lo', '::1', ''],
])('%s is joined by a socket on %s by way of “%s”', async (address, host, via) => {
  const groups = [group(address, { via })];
  value(await engine.start(endpoint('u', 'udp', 'server', { address: host, groups })));
  expect(engine.status('u').groups).toMatchObject([{ group: address.replace('%lo', ''), failure: null }]);
});

test('a socket that is bound to a group which it has not joined says so', async () => {
  const address = '239.255.77.1';
  value(await engine.start(endpoint('deaf', 'udp', 'server', { address })));
  value(await engine.start(endpoint('hears', 'udp', 'server', { address, groups: [group(address)] })));
  expect(recorder.kinds()).toEqual(['opened', 'groupNotJoined', 'opened', 'groupJoined']);
});

test('a group joined twice by two names of its interface is refused by the system', async () => {
  const groups = [group('239.255.77.1'), group('239.255.77.1', { via: '127.0.0.1' })];
  expect(await engine.start(endpoint('u', 'udp', 'server', { address: '0.0.0.0', groups }))).toMatchObject({
    failure: { code: 'EADDRINUSE', params: { group: '239.255.77.1' } },
  });
});

test('more groups than the system lets one socket join', async () => {
  const groups = Array.from({ length: 64 }, (_, at) => group(`239.255.78.${at}`));
  const result = await engine.start(endpoint('u', 'udp', 'server', { address: '0.0.0.0', groups }));
  expect(['ok', 'ENOBUFS']).toContain(codeOf(result));
});

/** Listens on a group and prints its port, then text and TTL of each datagram. */
const LISTEN = `
import socket, struct, sys
IP_RECVTTL = 12
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(10)
s.bind(('0.0.0.0', 0))
s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(sys.argv[1]) + socket.inet_aton('127.0.0.1'))
s.setsockopt(socket.IPPROTO_IP, IP_RECVTTL, 1)
print(s.getsockname()[1])
for _ in range(4):
    data, ancillary, _, _ = s.recvmsg(1000, 100)
    print(data.decode(), struct.unpack('@i', ancillary[0][2])[0])
`;

test('the TTL of what is sent to a group, and to one receiver', async () => {
  const group = '239.255.77.9';
  const listener = python(LISTEN, group);
  const port = await until('the port', () => /^(\d+)\n/.exec(listener.output())?.[1]);
  const options = { multicastInterface: 'lo', multicastTtl: '7', ttl: '9' };
  const config = endpoint('u', 'udp', 'server', { address: '0.0.0.0', options });
  value(await engine.start(config));
  const say = async (host: string, text: string): Promise<void> => {
    value(await engine.send('u', { to: 'address', address: `${host}:${port}` }, Buffer.from(text)));
  };
  await say(group, 'group');
  await say('127.0.0.1', 'one');
  // While it is open; an empty field is the default again.
  value(engine.configure({ ...config, options: { ...config.options, multicastTtl: '', ttl: '33' } }));
  await say(group, 'group');
  await say('127.0.0.1', 'one');
  const { code, output } = await listener.ended;
  expect([code, ...output.trim().split('\n').slice(1)]).toEqual([0, 'group 7', 'one 9', 'group 1', 'one 33']);
});

test.each([
  ['ttl', '0'],
  ['ttl', '256'],
  ['multicastTtl', '256'],
  ['multicastTtl', 'far'],
])('%s is not %s', async (option, typed) => {
  const config = endpoint('u', 'udp', 'server', { options: { [option]: typed } });
  expect(codeOf(await engine.start(config))).toBe('EINVAL_NUMBER');
});

test('an interface to send by that does not exist', async () => {
  const options = { multicastInterface: 'nothere0' };
  expect(codeOf(await engine.start(endpoint('u', 'udp', 'server', { options })))).toBe('ENOINTERFACE');
});

test('a client of a group hears the answers of its members', async () => {
  const groups = [group('239.255.77.6')];
  value(
    await engine.start(
      endpoint('member', 'udp', 'server', { address: '0.0.0.0', groups, reply: { fixed: 'me' } }),
    ),
  );
  const options = { multicastInterface: 'lo' };
  const port = portOf(engine, 'member');
  value(await engine.start(endpoint('c', 'udp', 'client', { address: '239.255.77.6', port, options })));
  value(await engine.send('c', { to: 'all' }, Buffer.from('who is there?')));
  await until('the answer', () => engine.status('c').messagesIn === 1);
  expect(engine.connections('c', 0, 9).connections.map(({ remote }) => remote.address)).toEqual([
    '239.255.77.6',
    '127.0.0.1',
  ]);
});

test('a socket on :: takes IPv4, unless it is for IPv6 only', async () => {
  value(await engine.start(endpoint('both', 'udp', 'server', { address: '::' })));
  const port = portOf(engine, 'both');
  // Both have the port at the same time, which a dual-stack socket would not let.
  expect(codeOf(await engine.start(endpoint('four', 'udp', 'server', { address: '0.0.0.0', port })))).toBe(
    'EADDRINUSE',
  );
  await engine.stop('both');
  const options = { ipv6Only: true };
  value(await engine.start(endpoint('six', 'udp', 'server', { address: '::', port, options })));
  value(await engine.start(endpoint('four', 'udp', 'server', { address: '0.0.0.0', port })));
});

test('socat sends to a group, and hears one', async () => {
  const groups = [group('239.255.77.8')];
  value(await engine.start(endpoint('u', 'udp', 'server', { address: '0.0.0.0', groups })));
  const port = portOf(engine, 'u');
  const to = `UDP4-SENDTO:239.255.77.8:${port},ip-multicast-if=127.0.0.1`;
  expect(await program('socat', ['-u', '-', to], 'from socat').ended).toMatchObject({ code: 0 });
  await until('it', () => heard().length === 1);
  expect(heard()).toEqual(['from socat']);
});
