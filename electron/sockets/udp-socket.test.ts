import { createSocket, type RemoteInfo, Socket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bench, codeOf, endpoint, finish, portOf, program, python, until, value } from './testing';

let { engine, recorder } = bench();
const sockets: Socket[] = [];
afterEach(async () => {
  await finish({ engine, recorder });
  for (const socket of sockets.splice(0)) socket.close();
  ({ engine, recorder } = bench());
});

interface Peer {
  readonly socket: Socket;
  readonly port: number;
  readonly got: { readonly data: Buffer; readonly from: RemoteInfo }[];
}

const peer = async (host = '127.0.0.1'): Promise<Peer> => {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  sockets.push(socket);
  const got: Peer['got'] = [];
  socket.on('message', (data, from) => got.push({ data, from }));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.bind(0, host, resolve));
  return { socket, port: socket.address().port, got };
};

/** Bytes that wait in the system for the socket of a port on 127.0.0.1 (proc(5), /proc/net/udp: rx_queue). */
const waiting = (port: number): number => {
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const sockets = readFileSync('/proc/net/udp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  // The second column: who is connected to the port has it in the third.
  const queues = sockets.find((columns) => columns[1] === local)?.[4];
  return Number.parseInt(queues?.split(':')[1] ?? '0', 16);
};

const PYTHON = `
import socket, sys
a = (sys.argv[1], int(sys.argv[2]))
with socket.socket(socket.AF_INET6 if ':' in a[0] else socket.AF_INET, socket.SOCK_DGRAM) as s:
    s.settimeout(10)
    for m in (b'hello', b'', b'x' * 65507):
        s.sendto(m, a)
        answer, who = s.recvfrom(65535)
        print(len(m), len(answer), answer == m or answer[:20], who[1] == a[1])
`;

describe.each([
  ['127.0.0.1', 4],
  ['::1', 6],
] as const)('a bound socket on %s', (address, family) => {
  test('echoes to whoever wrote: a text, nothing, 65,507 bytes', async () => {
    value(await engine.start(endpoint('u', 'udp', 'server', { address, reply: 'echo' })));
    const port = portOf(engine, 'u');
    const { output } = await python(PYTHON, address, port).ended;
    expect(output).toBe('5 5 True True\n0 0 True True\n65507 65507 True True\n');
    expect(recorder.messages('in').map((bytes) => bytes.length)).toEqual([5, 0, 65507]);
    expect(recorder.messages('out').map((bytes) => bytes.length)).toEqual([5, 0, 65507]);
    expect(engine.status('u')).toMatchObject({
      connections: 1,
      messagesIn: 3,
      messagesOut: 3,
      bytesIn: 65512,
    });
    const [first] = recorder.calls.filter((call) => call.call === 'data');
    expect(first).toMatchObject({ flow: { id: 1, transport: 'udp', local: { address, port, family } } });
    expect(engine.connections('u', 0, 10)).toMatchObject({
      total: 1,
      connections: [{ id: 1, messagesIn: 3, bytesOut: 65512, queued: 0, state: 'open' }],
    });
    expect(recorder.kinds()).toEqual(['opened']);
    await engine.stop('u');
    expect(recorder.kinds()).toEqual(['opened', 'stopped']);
  });

  test('answers with a fixed text, and with an empty datagram when that is wished', async () => {
    value(await engine.start(endpoint('u', 'udp', 'server', { address, reply: { fixed: 'Hello!' } })));
    const one = await peer(address);
    one.socket.send('?', portOf(engine, 'u'), address);
    await until('the answer', () => one.got.length === 1);
    expect(one.got[0]?.data.toString()).toBe('Hello!');
    value(engine.configure(endpoint('u', 'udp', 'server', { address, reply: { fixed: '' } })));
    one.socket.send('?', portOf(engine, 'u'), address);
    await until('the second answer', () => one.got.length === 2);
    expect(one.got[1]?.data).toHaveLength(0);
  });
});

test('sends to all, to one, and to any address; each peer has its own flow', async () => {
  value(await engine.start(endpoint('u', 'udp', 'server')));
  expect(codeOf(await engine.send('u', { to: 'all' }, Buffer.from('x')))).toBe('ENOPEER');
  const [a, b, c] = await Promise.all([peer(), peer(), peer()]);
  a.socket.send('a', portOf(engine, 'u'), '127.0.0.1');
  await until('a', () => engine.status('u').connections === 1);
  b.socket.send('b', portOf(engine, 'u'), '127.0.0.1');
  await until('b', () => engine.status('u').connections === 2);
  expect(value(await engine.send('u', { to: 'all' }, Buffer.from('to all')))).toEqual({ bytes: 6, peers: 2 });
  expect(value(await engine.send('u', { to: 'connection', id: 2 }, Buffer.from('to b')))).toMatchObject({
    peers: 1,
  });
  const address = `127.0.0.1:${c.port}`;
  expect(value(await engine.send('u', { to: 'address', address }, Buffer.from('to c')))).toMatchObject({
    peers: 1,
  });
  await until('all', () => a.got.length === 1 && b.got.length === 2 && c.got.length === 1);
  expect([...a.got, ...b.got, ...c.got].map(({ data }) => data.toString())).toEqual([
    'to all',
    'to all',
    'to b',
    'to c',
  ]);
  expect(engine.connections('u', 1, 1).connections).toMatchObject([{ id: 2, remote: { port: b.port } }]);
  expect(codeOf(engine.act('u', 3, 'finish'))).toBe('ENOTSUP_UDP');
  value(engine.act('u', 3, 'close'));
  expect(engine.status('u').connections).toBe(2);
  expect(codeOf(await engine.send('u', { to: 'connection', id: 3 }, Buffer.from('x')))).toBe(
    'ENOSUCHCONNECTION',
  );
});

test.each([
  ['127.0.0.1', 'EINVAL_ADDRESS'],
  ['127.0.0.1:0', 'EINVAL_PORT_ZERO'],
  ['127.0.0.1:x', 'EINVAL_PORT'],
  ['[::1]:9', 'EFAMILY'],
  ['nonexistent.invalid:9', /ENOTFOUND|EAI_AGAIN/],
])('an address that cannot be written to: %s', async (address, code) => {
  value(await engine.start(endpoint('u', 'udp', 'server')));
  expect(codeOf(await engine.send('u', { to: 'address', address }, Buffer.from('x')))).toMatch(code);
  expect(engine.status('u')).toMatchObject({ messagesOut: 0, connections: 0 });
});

test('a name is resolved in the family of the socket; a dual-stack socket writes to IPv4, too', async () => {
  const [four, six] = await Promise.all([peer(), peer('::1')]);
  value(await engine.start(endpoint('4', 'udp', 'server')));
  value(await engine.send('4', { to: 'address', address: `localhost:${four.port}` }, Buffer.from('x')));
  await until('IPv4', () => four.got.length === 1);
  value(await engine.start(endpoint('dual', 'udp', 'server', { address: '::' })));
  value(await engine.send('dual', { to: 'address', address: `127.0.0.1:${four.port}` }, Buffer.from('y')));
  value(await engine.send('dual', { to: 'address', address: `[::1]:${six.port}` }, Buffer.from('z')));
  await until('both', () => four.got.length === 2 && six.got.length === 1);
  // Shown and captured as what it is on the wire, with the interface that reaches the peer.
  expect(engine.connections('dual', 0, 2).connections).toMatchObject([
    { local: { address: '127.0.0.1', family: 4 }, remote: { address: '127.0.0.1', family: 4 } },
    { local: { address: '::1', family: 6 }, remote: { address: '::1', family: 6 } },
  ]);
});

test('65,508 bytes are refused before they are sent', async () => {
  const to = await peer();
  value(await engine.start(endpoint('c', 'udp', 'client', { port: to.port })));
  expect(value(await engine.send('c', { to: 'all' }, Buffer.alloc(65_507)))).toEqual({
    bytes: 65_507,
    peers: 1,
  });
  expect(await engine.send('c', { to: 'all' }, Buffer.alloc(65_508))).toMatchObject({
    ok: false,
    failure: { code: 'EMSGSIZE_UDP', params: { bytes: 65_508, max: 65_507 } },
  });
  await until('the datagram', () => to.got.length === 1);
  expect(to.got[0]?.data).toHaveLength(65_507);
  expect(engine.status('c')).toMatchObject({ messagesOut: 1, bytesOut: 65_507 });
  expect(recorder.messages('out')).toHaveLength(1);
});

test('a client has one remote, sends empty datagrams, and answers what comes', async () => {
  const to = await peer();
  value(await engine.start(endpoint('c', 'udp', 'client', { port: to.port, reply: 'echo' })));
  expect(engine.status('c')).toMatchObject({
    state: {
      phase: 'open',
      local: { address: '127.0.0.1' },
      remote: { address: '127.0.0.1', port: to.port },
    },
    connections: 1,
  });
  value(await engine.send('c', { to: 'all' }, Buffer.alloc(0)));
  const seen = await until('the datagram', () => to.got[0]);
  expect(seen.data).toHaveLength(0);
  to.socket.send('back', seen.from.port, '127.0.0.1');
  await until('the echo', () => to.got[1]?.data.toString() === 'back');
  expect(recorder.happenings('opened')).toMatchObject([{ params: { remote: `127.0.0.1:${to.port}` } }]);

  value(await engine.send('c', { to: 'address', address: `127.0.0.1:${to.port}` }, Buffer.from('same')));
  expect(codeOf(await engine.send('c', { to: 'address', address: '127.0.0.1:9' }, Buffer.from('x')))).toBe(
    'EFIXED_REMOTE',
  );
  // Others are not let in.
  const stranger = await peer();
  stranger.socket.send('psst', seen.from.port, '127.0.0.1');
  to.socket.send('end', seen.from.port, '127.0.0.1');
  await until('the end', () => recorder.messages('in').some((bytes) => bytes.toString() === 'end'));
  expect(recorder.messages('in').map(String)).toEqual(['back', 'end']);
});

test('a closed port on the other side is a row, and later datagrams still go out', async () => {
  const gone = await peer();
  value(await engine.start(endpoint('c', 'udp', 'client', { port: gone.port })));
  sockets.splice(sockets.indexOf(gone.socket), 1);
  await new Promise<void>((resolve) => gone.socket.close(resolve));
  value(await engine.send('c', { to: 'all' }, Buffer.from('anyone?')));
  await until('the row', () => recorder.happenings('refused').length > 0);
  expect(recorder.happenings('refused')).toMatchObject([
    { severity: 'error', params: { code: 'ECONNREFUSED', errno: 111, remote: `127.0.0.1:${gone.port}` } },
  ]);
  for (let i = 0; i < 20; i += 1) value(await engine.send('c', { to: 'all' }, Buffer.from(`again ${i}`)));
  expect(engine.status('c')).toMatchObject({ state: { phase: 'open' }, messagesOut: 21 });
  expect(recorder.messages('out')).toHaveLength(21);
});

test('our own side, buffers as granted, broadcast and reuse', async () => {
  const to = await peer();
  const local = await peer();
  sockets.splice(sockets.indexOf(local.socket), 1);
  await new Promise<void>((resolve) => local.socket.close(resolve));
  const options = {
    localAddress: '127.0.0.1',
    localPort: String(local.port),
    receiveBuffer: '8192',
    sendBuffer: '16384',
  };
  value(await engine.start(endpoint('c', 'udp', 'client', { port: to.port, options })));
  expect(engine.status('c').state).toMatchObject({ local: { address: '127.0.0.1', port: local.port } });
  // Linux answers with twice what was set.
  expect(engine.status('c')).toMatchObject({ receiveBuffer: 16384, sendBuffer: 32768 });
  value(
    engine.configure(
      endpoint('c', 'udp', 'client', { port: to.port, options: { ...options, receiveBuffer: '10000' } }),
    ),
  );
  expect(engine.status('c').receiveBuffer).toBe(20000);

  value(await engine.start(endpoint('a', 'udp', 'server', { options: { reuseAddress: true } })));
  expect(engine.status('a').receiveBuffer).toBeGreaterThan(212_992);
  value(
    await engine.start(
      endpoint('b', 'udp', 'server', { port: portOf(engine, 'a'), options: { reuseAddress: true } }),
    ),
  );
  expect(codeOf(await engine.start(endpoint('d', 'udp', 'server', { port: portOf(engine, 'a') })))).toBe(
    'EADDRINUSE',
  );
});

test('broadcast needs its option; with it a client hears answers from any address', async () => {
  const broadcast = { address: '127.255.255.255', port: 9 };
  expect(await engine.start(endpoint('c', 'udp', 'client', broadcast))).toMatchObject({
    failure: { code: 'EACCES', syscall: 'connect', params: { datagram: 0, remote: '127.255.255.255:9' } },
  });
  // Bound to all interfaces, which is what a broadcast reaches.
  value(
    await engine.start(endpoint('u', 'udp', 'server', { address: '0.0.0.0', reply: { fixed: 'found' } })),
  );
  const port = portOf(engine, 'u');
  const config = endpoint('c', 'udp', 'client', {
    address: '127.255.255.255',
    port,
    options: { broadcast: true },
  });
  value(await engine.start(config));
  value(await engine.send('c', { to: 'all' }, Buffer.from('who is there?')));
  await until('the answer', () => engine.status('c').messagesIn === 1);
  expect(engine.connections('c', 0, 9).connections.map(({ remote }) => remote.address)).toEqual([
    '127.255.255.255',
    '127.0.0.1',
  ]);
});

test('a broadcast from a server without the option is refused in plain words', async () => {
  value(await engine.start(endpoint('u', 'udp', 'server', { address: '0.0.0.0' })));
  const target = { to: 'address', address: '127.255.255.255:9' } as const;
  const result = await engine.send('u', target, Buffer.from('x'));
  expect(result).toMatchObject({
    failure: { code: 'EACCES', params: { datagram: 1, remote: '127.255.255.255:9' } },
  });
  expect(recorder.kinds()).toEqual(['opened', 'sendFailed']);
  expect(recorder.messages('out')).toEqual([]);
  value(
    engine.configure(endpoint('u', 'udp', 'server', { address: '0.0.0.0', options: { broadcast: true } })),
  );
  value(await engine.send('u', target, Buffer.from('x')));
});

test('delayed answers keep their order and their peers', async () => {
  value(await engine.start(endpoint('u', 'udp', 'server', { reply: 'echo', delay: '80' })));
  const [a, b] = await Promise.all([peer(), peer()]);
  const started = performance.now();
  for (let i = 0; i < 5; i += 1) {
    a.socket.send(`a${i}`, portOf(engine, 'u'), '127.0.0.1');
    b.socket.send(`b${i}`, portOf(engine, 'u'), '127.0.0.1');
  }
  await until('the answers', () => a.got.length === 5 && b.got.length === 5);
  expect(performance.now() - started).toBeGreaterThan(79);
  expect(a.got.map(({ data }) => data.toString())).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
  expect(b.got.map(({ data }) => data.toString())).toEqual(['b0', 'b1', 'b2', 'b3', 'b4']);
});

test('answers that wait for their delay are bounded; a row says which are left out', async () => {
  value(await engine.start(endpoint('u', 'udp', 'server', { reply: 'echo', delay: '60000' })));
  const from = await peer();
  const large = Buffer.alloc(60_000);
  for (let sent = 1; sent <= 300; sent += 1) {
    from.socket.send(large, portOf(engine, 'u'), '127.0.0.1');
    // No more at a time than wait in the smallest of buffers.
    if (sent % 3 === 0) await until('three more', () => engine.status('u').messagesIn === sent);
  }
  expect(recorder.messages('in')).toHaveLength(300);
  expect(recorder.happenings('sendFailed')).toMatchObject([
    { severity: 'warning', params: { code: 'EOWED', bytes: 60_000 } },
  ]);
});

test('socat talks to it', async () => {
  value(await engine.start(endpoint('u', 'udp', 'server', { reply: { fixed: 'from Porthole' } })));
  const socat = program('socat', ['-', `UDP:127.0.0.1:${portOf(engine, 'u')}`]);
  socat.child.stdin?.write('hi');
  await until('the answer', () => socat.output() === 'from Porthole');
});

test('20,000 datagrams are all recorded, in order', async () => {
  value(await engine.start(endpoint('u', 'udp', 'server')));
  const script = `
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.connect(('127.0.0.1', int(sys.argv[1])))
for i in range(20000):
    s.send(b'%d' % i)
    if i % 500 == 499: sys.stdin.readline()
`;
  const { child } = python(script, portOf(engine, 'u'));
  // No more at a time than wait in the smallest of buffers, should this process be held up.
  for (let heard = 500; heard <= 20_000; heard += 500) {
    await until(`${heard}`, () => engine.status('u').messagesIn === heard);
    child.stdin?.write('more\n');
  }
  expect(recorder.messages('in').every((bytes, index) => bytes.toString() === String(index))).toBe(true);
});

// Where the system can be asked for what waits (createBatchReader).
if (process.platform === 'linux') {
  test('what came before the stop is received, though it was not read yet', async () => {
    value(await engine.start(endpoint('u', 'udp', 'server', { reply: 'echo' })));
    const one = await peer();
    await new Promise<void>((resolve) => one.socket.connect(portOf(engine, 'u'), '127.0.0.1', resolve));
    // A connected socket sends at once, and nothing is read before this turn of the loop ends.
    for (let at = 0; at < 500; at += 1) one.socket.send(`number ${at}`);
    await engine.stop('u');
    expect(recorder.messages('in').map(String)).toEqual(
      Array.from({ length: 500 }, (_, at) => `number ${at}`),
    );
    expect(recorder.messages('out')).toEqual([]);
    expect(recorder.kinds()).toEqual(['opened', 'stopped']);
  });

  test('an answer stands before what the peer sends once it has it, however busy this computer is', async () => {
    value(await engine.start(endpoint('u', 'udp', 'server', { reply: 'echo' })));
    const port = portOf(engine, 'u');
    // Another program gets a processor while this thread is between handing the answer over and reading on.
    const { send } = Socket.prototype;
    const waits = vi.spyOn(Socket.prototype, 'send').mockImplementationOnce(function (
      this: Socket,
      ...given: unknown[]
    ) {
      Reflect.apply(send, this, given);
      const end = performance.now() + 10_000;
      while (waiting(port) === 0) {
        if (performance.now() > end) throw new Error('waited in vain: the second question');
      }
    });
    const script = `
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.connect(('127.0.0.1', int(sys.argv[1])))
for question in (b'first', b'second'):
    s.send(question)
    print(s.recv(100))
`;
    await python(script, port).ended;
    waits.mockRestore();
    await until('both answers', () => recorder.messages('out').length === 2);
    const data = recorder.calls.flatMap((call) => (call.call === 'data' ? [call] : []));
    expect(data.map(({ direction, bytes }) => `${direction} ${bytes}`)).toEqual([
      'in first',
      'out first',
      'in second',
      'out second',
    ]);
    const times = recorder.calls.flatMap(({ call }, at) => (call === 'data' ? [recorder.times[at]] : []));
    expect(times).toEqual([...times].sort((a, b) => Number((a ?? 0n) - (b ?? 0n))));
  });
}
