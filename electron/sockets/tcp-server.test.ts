import { afterEach, describe, expect, test } from 'vitest';
import { bench, codeOf, endpoint, finish, portOf, program, python, until, value } from './testing';

let { engine, recorder } = bench();
afterEach(async () => {
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

const ONCE = `
import socket, sys
with socket.socket(socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET) as s:
    s.connect((sys.argv[1], int(sys.argv[2])))
    s.sendall(b'Hello, server!')
    print(s.recv(1024).decode())
`;

const LOOP = `
import socket, sys
with socket.create_connection((sys.argv[1], int(sys.argv[2]))) as s:
    for i in range(100):
        s.sendall(b'message %d' % i)
        assert s.recv(1024) == b'message %d' % i, i
print('all answered')
`;

describe.each([
  ['127.0.0.1', 4],
  ['::1', 6],
] as const)('a Python script talks to a server on %s', (address, family) => {
  test('connect, sendall, recv', async () => {
    value(
      await engine.start(endpoint('s', 'tcp', 'server', { address, reply: { fixed: 'Hello, client!' } })),
    );
    const port = portOf(engine, 's');
    const { output } = await python(ONCE, address, port).ended;
    expect(output).toBe('Hello, client!\n');
    await until('the end', () => recorder.happenings('closedByPeer').length === 1);

    expect(recorder.kinds()).toEqual(['listening', 'accepted', 'peerFinished', 'closedByPeer']);
    expect(recorder.bytes('in').toString()).toBe('Hello, server!');
    expect(recorder.bytes('out').toString()).toBe('Hello, client!');
    expect(recorder.calls.filter((call) => call.call === 'opened')).toMatchObject([
      { initiator: 'remote', flow: { id: 1, transport: 'tcp', local: { address, port, family } } },
    ]);
    expect(recorder.calls.filter((call) => call.call === 'finished')).toMatchObject([
      { by: 'remote', how: 'fin' },
      { by: 'local', how: 'fin' },
    ]);
    const shown = family === 6 ? `[::1]:${port}` : `127.0.0.1:${port}`;
    expect(recorder.happenings('listening')).toMatchObject([
      {
        params: { local: shown },
        endpoint: { id: 's', name: `TCP :${port}`, description: `TCP server ${shown}` },
      },
    ]);
    expect(recorder.happenings('closedByPeer')).toMatchObject([
      { flow: 1, params: { bytesIn: 14, bytesOut: 14, seconds: expect.any(Number) } },
    ]);
    expect(engine.status('s')).toMatchObject({
      state: { phase: 'listening', accepting: true },
      connections: 0,
      messagesIn: 1,
      messagesOut: 1,
      bytesIn: 14,
      bytesOut: 14,
      queued: 0,
    });
  });

  test('in a loop, each answer read', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server', { address, reply: 'echo' })));
    expect((await python(LOOP, address, portOf(engine, 's')).ended).output).toBe('all answered\n');
    expect(engine.status('s')).toMatchObject({ messagesIn: 100, messagesOut: 100 });
  });
});

test('nc sends line by line and finds an ordinary server', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server', { reply: 'echo' })));
  const nc = program('nc', ['127.0.0.1', String(portOf(engine, 's'))]);
  nc.child.stdin?.write('first\n');
  await until('the first answer', () => nc.output() === 'first\n');
  nc.child.stdin?.write('second\n');
  await until('the second answer', () => nc.output() === 'first\nsecond\n');
  expect(recorder.messages('in').map(String)).toEqual(['first\n', 'second\n']);
  nc.child.kill();
  await until('the end', () => engine.status('s').connections === 0);
});

test('socat closes its half at the end of its input and still gets every answer, delayed ones too', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server', { reply: 'echo', delay: '1000' })));
  const address = `TCP:127.0.0.1:${portOf(engine, 's')}`;
  const { output, code } = await program('socat', ['-t30', '-', address], 'half-close me').ended;
  expect({ output, code }).toEqual({ output: 'half-close me', code: 0 });
  await until('the end', () => recorder.happenings('closedByPeer').length === 1);
  const order = recorder.calls.map((call) => (call.call === 'happening' ? call.kind : call.call));
  expect(order.slice(1)).toEqual([
    'opened',
    'accepted',
    'data',
    'finished',
    'peerFinished',
    'data',
    'finished',
    'closedByPeer',
  ]);
});

test('a wildcard server shows an IPv4 peer as IPv4', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server', { address: '::', reply: 'echo' })));
  await python(ONCE, '127.0.0.1', portOf(engine, 's')).ended;
  const [opened] = recorder.calls.filter((call) => call.call === 'opened');
  expect(opened).toMatchObject({
    flow: { local: { address: '127.0.0.1', family: 4 }, remote: { address: '127.0.0.1', family: 4 } },
  });
});

test('200 clients that connect and leave at once: three rows each, nothing left', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const script = `
import socket, sys
a = ('127.0.0.1', int(sys.argv[1]))
open_ = []
for i in range(200):
    s = socket.create_connection(a)
    if i % 2: open_.append(s)
    else: s.close()
for s in open_: s.close()
`;
  expect(await python(script, portOf(engine, 's')).ended).toEqual({ code: 0, output: '' });
  await until('all gone', () => recorder.happenings('closedByPeer').length === 200);
  for (const kind of ['accepted', 'peerFinished', 'closedByPeer'] as const) {
    expect(new Set(recorder.happenings(kind).map(({ flow }) => flow)).size).toBe(200);
  }
  expect(recorder.happenings()).toHaveLength(601);
  expect(recorder.calls.filter((call) => call.call === 'finished')).toHaveLength(400);
  expect(engine.status('s').connections).toBe(0);
  expect(engine.connections('s', 0, 500)).toEqual({ total: 0, connections: [] });
});

test('a thousand connections at once', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server', { reply: 'echo' })));
  const script = `
import socket, sys
a = ('127.0.0.1', int(sys.argv[1]))
all = [socket.create_connection(a) for i in range(1000)]
for i, s in enumerate(all): s.sendall(b'%d' % i)
print(all_ok := [s.recv(100) for s in all] == [b'%d' % i for i in range(1000)])
print({s.recv(100) for s in all})
print({s.recv(100) for s in all})
`;
  const clients = python(script, portOf(engine, 's'));
  await until('the echoes', () => clients.output() === 'True\n');
  expect(engine.status('s')).toMatchObject({
    connections: 1000,
    messagesIn: 1000,
    messagesOut: 1000,
    queued: 0,
  });
  expect(engine.connections('s', 990, 500)).toMatchObject({ total: 1000, connections: { length: 10 } });
  expect(value(await engine.send('s', { to: 'all' }, Buffer.from('to all')))).toEqual({
    bytes: 6,
    peers: 1000,
  });
  await until('the message', () => clients.output().includes("{b'to all'}\n"));
  await engine.stop('s');
  expect((await clients.ended).output).toContain("{b''}");
  expect(recorder.happenings('closedByUs')).toHaveLength(1000);
});

test('clients that reset at once leave no connection behind', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const script = `
import socket, struct, sys
for i in range(100):
    s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    s.close()
`;
  expect((await python(script, portOf(engine, 's')).ended).code).toBe(0);
  await until('all reset', () => recorder.happenings('resetByPeer').length === 100);
  expect(engine.status('s').connections).toBe(0);
  const opened = recorder.calls.filter((call) => call.call === 'opened').length;
  expect(recorder.calls.filter((call) => call.call === 'finished' && call.how === 'rst')).toHaveLength(
    opened,
  );
});

test('more clients than allowed are turned away with a reset, and a row says so', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server', { options: { maxConnections: '2' } })));
  const script = `
import socket, sys
a = ('127.0.0.1', int(sys.argv[1]))
kept = [socket.create_connection(a), socket.create_connection(a)]
try:
    third = socket.create_connection(a)
    print('read', third.recv(10))
except ConnectionResetError:
    print('reset')
sys.stdin.read()
`;
  const client = python(script, portOf(engine, 's'));
  await until('an answer', () => client.output().endsWith('\n'));
  expect(client.output()).toBe('reset\n');
  expect(engine.status('s').connections).toBe(2);
  expect(recorder.happenings('rejected')).toMatchObject([
    { severity: 'warning', flow: 3, params: { max: 2 } },
  ]);
  expect(recorder.calls.filter((call) => call.call === 'finished')).toMatchObject([
    { by: 'local', how: 'rst', flow: { id: 3 } },
  ]);
  // The limit is live.
  value(engine.configure(endpoint('s', 'tcp', 'server', { options: { maxConnections: '' } })));
  const fourth = python(
    'import socket, sys\ns = socket.create_connection(("127.0.0.1", int(sys.argv[1])))\nsys.stdin.read()',
    portOf(engine, 's'),
  );
  await until('the fourth', () => engine.status('s').connections === 3);
  fourth.child.stdin?.end();
  client.child.stdin?.end();
  await until('the end', () => engine.status('s').connections === 0);
});

test('accepting is paused: the port refuses, connections live, and it listens again on the same port', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server', { reply: 'echo' })));
  const port = portOf(engine, 's');
  const nc = program('nc', ['127.0.0.1', String(port)]);
  await until('the connection', () => engine.status('s').connections === 1);
  value(await engine.setAccepting('s', false));
  expect(engine.status('s').state).toMatchObject({ phase: 'listening', accepting: false });
  const refused = await python(ONCE, '127.0.0.1', port).ended;
  expect(refused.output).toContain('ConnectionRefusedError');
  nc.child.stdin?.write('still here');
  await until('the echo', () => nc.output() === 'still here');
  value(await engine.setAccepting('s', true));
  expect(portOf(engine, 's')).toBe(port);
  expect((await python(ONCE, '127.0.0.1', port).ended).output).toBe('Hello, server!\n');
  expect(recorder.happenings('acceptingPaused')).toMatchObject([{ params: { connections: 1 } }]);
  expect(recorder.happenings('acceptingResumed')).toHaveLength(1);
});

test('accepting again fails when another program has taken the port, and can be tried again', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const port = portOf(engine, 's');
  value(await engine.setAccepting('s', false));
  const thief = python(
    'import socket, sys\ns = socket.create_server(("127.0.0.1", int(sys.argv[1])))\nprint("has it")\nsys.stdin.read()',
    port,
  );
  await until('the thief', () => thief.output().endsWith('\n'));
  expect(codeOf(await engine.setAccepting('s', true))).toBe('EADDRINUSE');
  expect(engine.status('s').state).toMatchObject({ phase: 'listening', accepting: false });
  thief.child.stdin?.end();
  await thief.ended;
  value(await engine.setAccepting('s', true));
});

test('accepting is a matter of running TCP servers only', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  value(await engine.setAccepting('s', false));
  value(await engine.start(endpoint('u', 'udp', 'server')));
  expect(codeOf(await engine.setAccepting('u', false))).toBe('ENOTLISTENING');
  expect(codeOf(await engine.setAccepting('unknown', true))).toBe('ENOTRUNNING');
  await engine.stop('s');
  expect(codeOf(await engine.setAccepting('s', true))).toBe('ENOTRUNNING');
});

test('stop ends the connections, a start on the same port follows at once', async () => {
  const config = endpoint('s', 'tcp', 'server', { reply: 'echo' });
  value(await engine.start(config));
  const port = portOf(engine, 's');
  const nc = program('nc', ['127.0.0.1', String(port)]);
  await until('the connection', () => engine.status('s').connections === 1);
  const stopping = engine.stop('s');
  expect(engine.status('s').state.phase).toBe('stopping');
  const again = engine.start({ ...config, port: String(port) });
  await stopping;
  value(await again);
  nc.child.stdin?.end();
  expect((await nc.ended).output).toBe('');
  expect(recorder.kinds()).toEqual(['listening', 'accepted', 'closedByUs', 'stopped', 'listening']);
  expect(portOf(engine, 's')).toBe(port);
});

test('stopping while the address is looked up leaves nothing listening', async () => {
  const starting = engine.start(endpoint('s', 'tcp', 'server', { address: 'localhost' }));
  await engine.stop('s');
  expect(codeOf(await starting)).toBe('ECANCELED');
  expect(engine.status('s').state).toEqual({ phase: 'stopped' });
  expect(recorder.kinds()).toEqual([]);
});

test('rows and times are in order', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server', { reply: 'echo' })));
  await python(LOOP, '127.0.0.1', portOf(engine, 's')).ended;
  expect(recorder.times).toEqual([...recorder.times].sort((a, b) => Number(a - b)));
  const real = BigInt(Date.now()) * 1_000_000n;
  const last = recorder.times.at(-1) ?? 0n;
  expect(Math.abs(Number(real - last))).toBeLessThan(5e9);
});
