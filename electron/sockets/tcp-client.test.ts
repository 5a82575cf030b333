import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { bench, codeOf, endpoint, finish, portOf, program, python, until, value } from './testing';

let { engine, recorder } = bench();
const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  await finish({ engine, recorder });
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  ({ engine, recorder } = bench());
});

/** A plain Node server on loopback; answers its port. */
const listen = async (onSocket: (socket: Socket) => void, host = '127.0.0.1', port = 0): Promise<number> => {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** An address of this computer that no other process uses: nobody there takes a port that is free for a while. */
const OWN = `127.${100 + ((process.pid >> 16) & 63)}.${(process.pid >> 8) & 255}.${process.pid & 255}`;

/** A port that nothing listens on: bound a moment ago by the system's choice, and free again. */
const freePort = async (host = '127.0.0.1'): Promise<number> => {
  const port = await listen(() => undefined, host);
  const server = servers.pop();
  await new Promise((resolve) => server?.close(resolve));
  return port;
};

describe.each([
  ['127.0.0.1', '127.0.0.1', 4],
  ['::1', '::1', 6],
  ['[::1]', '::1', 6],
] as const)('on %s', (address, host, family) => {
  test('connects, sends, sees the answer, disconnects', async () => {
    const port = await listen((socket) => socket.on('data', (data) => socket.write(`got ${data}`)), host);
    value(await engine.start(endpoint('c', 'tcp', 'client', { address, port })));
    expect(engine.status('c').state).toMatchObject({
      phase: 'connected',
      remote: { address: host, port, family },
    });
    expect(value(await engine.send('c', { to: 'all' }, Buffer.from('hello')))).toEqual({
      bytes: 5,
      peers: 1,
    });
    await until('the answer', () => recorder.bytes('in').toString() === 'got hello');
    await engine.stop('c');
    expect(engine.status('c').state).toEqual({ phase: 'stopped' });
    expect(recorder.kinds()).toEqual(['connecting', 'connected', 'closedByUs']);
    expect(recorder.calls.filter((call) => call.call === 'opened')).toMatchObject([
      { initiator: 'local', flow: { remote: { address: host, port, family } } },
    ]);
  });

  test('refused: code, number, and the row', async () => {
    const port = await freePort();
    const result = await engine.start(endpoint('c', 'tcp', 'client', { address, port }));
    const remote = family === 6 ? `[::1]:${port}` : `127.0.0.1:${port}`;
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'ECONNREFUSED', errno: 111, syscall: 'connect', params: { host, port, remote } },
    });
    expect(engine.status('c').state).toMatchObject({ phase: 'stopped', failure: { code: 'ECONNREFUSED' } });
    expect(recorder.kinds()).toEqual(['connecting', 'refused']);
    expect(recorder.happenings('refused')).toMatchObject([
      { severity: 'error', peer: remote, params: { code: 'ECONNREFUSED', errno: 111 } },
    ]);
  });
});

test('a name with several addresses, each refused, is refused', async () => {
  const result = await engine.start(
    endpoint('c', 'tcp', 'client', { address: 'localhost', port: await freePort() }),
  );
  expect(result).toMatchObject({
    ok: false,
    failure: { code: 'ECONNREFUSED', errno: 111, syscall: 'connect' },
  });
});

test('a name reaches a server that listens on one family only', async () => {
  const port = await listen(() => undefined, '127.0.0.1');
  value(await engine.start(endpoint('c', 'tcp', 'client', { address: 'localhost', port })));
  expect(engine.status('c').state).toMatchObject({ remote: { address: '127.0.0.1' } });
});

test('a name that does not resolve', async () => {
  const result = await engine.start(
    endpoint('c', 'tcp', 'client', { address: 'nonexistent.invalid', port: 80 }),
  );
  expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(codeOf(result));
  expect(result).toMatchObject({ failure: { params: { host: 'nonexistent.invalid', port: 80 } } });
  expect(recorder.kinds()).toEqual(['connecting', 'failed']);
});

test('a host that does not answer is given up after the connect timeout', async () => {
  // A listener whose queue of unaccepted connections is full: Linux drops further SYNs, as a silent firewall does.
  const silent = python(`
import socket, sys
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(0)
kept = []
for i in range(4):
    c = socket.socket(); c.setblocking(False); c.connect_ex(s.getsockname()); kept.append(c)
print(s.getsockname()[1])
sys.stdin.read()
`);
  const port = Number(await until('the port', () => silent.output().trim()));
  const started = performance.now();
  const result = await engine.start(
    endpoint('c', 'tcp', 'client', { port, options: { connectTimeout: '300' } }),
  );
  expect(performance.now() - started).toBeGreaterThan(290);
  expect(result).toMatchObject({
    ok: false,
    failure: { code: 'ETIMEDOUT', errno: 110, syscall: 'connect', params: { ms: 300 } },
  });
  expect(recorder.happenings('timedOut')).toMatchObject([
    { params: { ms: 300, remote: `127.0.0.1:${port}` } },
  ]);
  // While it waits, it can be stopped.
  const second = engine.start(endpoint('d', 'tcp', 'client', { port }));
  expect(engine.status('d').state.phase).toBe('starting');
  await engine.stop('d');
  expect(codeOf(await second)).toBe('ECANCELED');
  expect(engine.status('d').state).toEqual({ phase: 'stopped' });
});

test('the server closes: peer finished, closed by the peer, stopped', async () => {
  const port = await listen((socket) => socket.end('bye'));
  value(await engine.start(endpoint('c', 'tcp', 'client', { port })));
  await until('the end', () => engine.status('c').state.phase === 'stopped');
  expect(engine.status('c').state).toEqual({ phase: 'stopped' });
  expect(recorder.bytes('in').toString()).toBe('bye');
  expect(recorder.kinds()).toEqual(['connecting', 'connected', 'peerFinished', 'closedByPeer']);
  expect(codeOf(await engine.send('c', { to: 'all' }, Buffer.from('x')))).toBe('ENOTRUNNING');
});

test('the server resets: stopped with the failure', async () => {
  const port = await listen((socket) => socket.resetAndDestroy());
  const result = await engine.start(endpoint('c', 'tcp', 'client', { port }));
  await until('the end', () => engine.status('c').state.phase === 'stopped');
  expect(engine.status('c').state).toMatchObject({ failure: { code: 'ECONNRESET' } });
  expect(['ok', 'ECONNRESET']).toContain(codeOf(result));
  expect(recorder.happenings('resetByPeer')).toMatchObject([{ params: { code: 'ECONNRESET', errno: 104 } }]);
});

test('reconnects with growing pauses until the server is there, and again when it goes', async () => {
  const port = await freePort(OWN);
  const options = { reconnect: true, reconnectDelay: '20', reconnectLimit: '60' };
  const first = await engine.start(endpoint('c', 'tcp', 'client', { address: OWN, port, options }));
  expect(codeOf(first)).toBe('ECONNREFUSED');
  expect(engine.status('c').state).toMatchObject({
    phase: 'waiting',
    attempt: 1,
    failure: { code: 'ECONNREFUSED' },
  });
  await until('four tries', () => recorder.happenings('reconnecting').length >= 4);
  const waits = recorder.happenings('reconnecting').slice(0, 4);
  expect(waits.map(({ params }) => [params.ms, params.attempt])).toEqual([
    [20, 1],
    [40, 2],
    [60, 3],
    [60, 4],
  ]);
  let server: Socket | null = null;
  await listen((socket) => (server = socket), OWN, port);
  await until('the connection', () => engine.status('c').state.phase === 'connected');
  const seen: Socket = await until('the server side', () => server);
  seen.end();
  await until(
    'a new wait',
    () => recorder.kinds().at(-1) === 'reconnecting' || recorder.happenings('connected').length === 2,
  );
  expect(recorder.happenings('reconnecting').at(-1)?.params).toMatchObject({ ms: 20, attempt: 1 });
  await until('connected again', () => engine.status('c').state.phase === 'connected');
  expect(engine.status('c').connections).toBe(1);
  // A close by the person is the end of it.
  const id = engine.connections('c', 0, 1).connections[0]?.id ?? 0;
  value(engine.act('c', id, 'close'));
  await until('the end', () => engine.status('c').state.phase === 'stopped');
});

test('reconnecting ends with stop, and when it is switched off', async () => {
  const port = await freePort();
  const options = { reconnect: true, reconnectDelay: '60000' };
  await engine.start(endpoint('c', 'tcp', 'client', { port, options }));
  expect(engine.isRunning('c')).toBe(true);
  await engine.stop('c');
  expect(recorder.kinds()).toEqual(['connecting', 'refused', 'reconnecting', 'stopped']);
  await engine.start(endpoint('c', 'tcp', 'client', { port, options }));
  value(engine.configure(endpoint('c', 'tcp', 'client', { port })));
  expect(engine.status('c').state).toEqual({ phase: 'stopped' });
});

test('our own side of the connection is as wished', async () => {
  let seen = 0;
  const port = await listen((socket) => {
    seen = socket.remotePort ?? 0;
  });
  const localPort = await freePort();
  const options = { localAddress: '127.0.0.1', localPort: String(localPort) };
  value(await engine.start(endpoint('c', 'tcp', 'client', { port, options })));
  await until('the server', () => seen === localPort);
  expect(engine.status('c').state).toMatchObject({ local: { address: '127.0.0.1', port: localPort } });

  const other = await engine.start(
    endpoint('d', 'tcp', 'client', { port, options: { localAddress: '192.0.2.1' } }),
  );
  expect(other).toMatchObject({
    ok: false,
    failure: { code: 'EADDRNOTAVAIL', params: { host: '192.0.2.1' } },
  });
});

test('a client answers, too', async () => {
  let got = '';
  const port = await listen((socket) => {
    socket.write('who are you?');
    socket.on('data', (data) => {
      got += data;
    });
  });
  value(await engine.start(endpoint('c', 'tcp', 'client', { port, reply: { fixed: 'a client' } })));
  await until('the answer', () => got === 'a client');
});

test('a client and a server of ours talk; a socat server, too', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server', { reply: 'echo' })));
  value(await engine.start(endpoint('c', 'tcp', 'client', { port: portOf(engine, 's') })));
  value(await engine.send('c', { to: 'all' }, Buffer.from('ping')));
  await until('the echo', () => engine.status('c').bytesIn === 4);
  const socat = program('socat', ['-d', '-d', 'TCP-LISTEN:0,bind=127.0.0.1', 'SYSTEM:cat']);
  const port = Number(await until('its port', () => /listening on .*:(\d+)\n/.exec(socat.output())?.[1]));
  value(await engine.start(endpoint('d', 'tcp', 'client', { port })));
  value(await engine.send('d', { to: 'all' }, Buffer.from('through socat')));
  await until('the echo', () => engine.status('d').bytesIn === 13);
});
