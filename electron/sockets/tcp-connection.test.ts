import { afterEach, expect, test } from 'vitest';
import { bench, codeOf, endpoint, finish, type Program, portOf, python, until, value } from './testing';

let { engine, recorder } = bench();
afterEach(async () => {
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

/** A Python client that does what is written to it, line by line, as `s`. */
const STEPS = `
import socket, struct, sys
s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
s.settimeout(60)
print('ready')
for line in sys.stdin:
    try:
        exec(line)
    except OSError as e:
        print(type(e).__name__)
`;

interface Client extends Program {
  does(line: string): void;
}

const connected = async (change: Parameters<typeof endpoint>[3] = {}): Promise<Client> => {
  value(await engine.start(endpoint('s', 'tcp', 'server', change)));
  const client = python(STEPS, portOf(engine, 's'));
  await until(
    'the client',
    () => client.output().startsWith('ready\n') && engine.status('s').connections === 1,
  );
  return { ...client, does: (line) => client.child.stdin?.write(`${line}\n`) };
};

const first = () => engine.connections('s', 0, 1).connections[0];
const prints = (client: Client, text: string) => until(text, () => client.output().includes(text));

test('half-close by us: we send no more and go on reading', async () => {
  const client = await connected();
  expect(first()).toMatchObject({ id: 1, state: 'open', paused: false, queued: 0 });
  value(engine.act('s', 1, 'finish'));
  client.does("print('end of stream', s.recv(10) == b''); s.sendall(b'still sending')");
  await prints(client, 'end of stream True');
  await until('the data', () => recorder.bytes('in').toString() === 'still sending');
  expect(first()?.state).toBe('halfClosed');
  expect(await engine.send('s', { to: 'connection', id: 1 }, Buffer.from('x'))).toMatchObject({
    ok: false,
    failure: { code: 'EFINISHED' },
  });
  client.does('s.close()');
  await until('the end', () => recorder.happenings('closedByUs').length === 1);
  expect(recorder.kinds()).toEqual(['listening', 'accepted', 'finished', 'closedByUs']);
});

test('half-close by the peer: our answers go out first, then our side ends by itself', async () => {
  // Long enough for a peer that is interrupted between its message and its end.
  const client = await connected({ reply: 'echo', delay: '1000' });
  client.does("s.sendall(b'question'); s.shutdown(socket.SHUT_WR); print(s.recv(100)); print(s.recv(100))");
  await until('the state', () => first()?.state === 'peerFinished');
  await prints(client, "b'question'\nb''");
  await until('the end', () => recorder.kinds().at(-1) === 'closedByPeer');
});

test('half-close by the peer, told to stay open: our side sends until it is closed by hand', async () => {
  const client = await connected({ options: { stayOpen: true } });
  client.does('s.shutdown(socket.SHUT_WR); print(s.recv(100)); print(s.recv(100))');
  await until('the state', () => first()?.state === 'peerFinished');
  value(await engine.send('s', { to: 'connection', id: 1 }, Buffer.from('still here')));
  await prints(client, "b'still here'");
  expect(first()?.state).toBe('peerFinished');
  value(engine.act('s', 1, 'close'));
  await prints(client, "b''");
  await until('the end', () => recorder.kinds().at(-1) === 'closedByPeer');
});

test('close sends FIN after what is queued', async () => {
  const client = await connected();
  const bytes = Buffer.alloc(3_000_000, 'x');
  const sent = engine.send('s', { to: 'all' }, bytes);
  value(engine.act('s', 1, 'close'));
  expect(first()?.state).toBe('closing');
  expect(codeOf(await engine.send('s', { to: 'all' }, bytes))).toBe('ENOSUCHCONNECTION');
  client.does("print('got', sum(iter(lambda: len(s.recv(65536)), 0)))");
  await prints(client, 'got 3000000');
  expect(value(await sent)).toEqual({ bytes: 3_000_000, peers: 1 });
  client.does('s.close()');
  await until('the end', () => recorder.happenings('closedByUs').length === 1);
  expect(recorder.happenings('sendFailed')).toEqual([]);
});

test('a peer that ignores our close is dropped after a while', async () => {
  await connected();
  value(engine.act('s', 1, 'close'));
  await until('the end', () => recorder.happenings('closedByUs').length === 1);
  expect(recorder.happenings('closedByUs')[0]?.params.seconds).toBeGreaterThan(1.5);
});

test('reset by us: the peer sees it, queued bytes are told as not sent', async () => {
  const client = await connected();
  const sent = engine.send('s', { to: 'all' }, Buffer.alloc(30_000_000));
  await until('a queue', () => (first()?.queued ?? 0) > 0);
  value(engine.act('s', 1, 'reset'));
  expect(codeOf(await sent)).not.toBe('ok');
  client.does('[s.recv(65536) for i in range(10000)]');
  await prints(client, 'ConnectionResetError');
  await until('the rows', () => recorder.happenings('sendFailed').length === 1);
  expect(recorder.kinds()).toEqual(['listening', 'accepted', 'resetByUs', 'sendFailed']);
  expect(recorder.happenings('sendFailed')).toMatchObject([
    { params: { bytes: 30_000_000, code: 'EABANDONED' } },
  ]);
  expect(engine.status('s')).toMatchObject({ connections: 0, queued: 0 });
  expect(codeOf(engine.act('s', 1, 'reset'))).toBe('ENOSUCHCONNECTION');
});

test.each(['finish', 'close'] as const)('reset after %s is a reset as well', async (action) => {
  const client = await connected({ options: { closeTimeout: '60000' } });
  value(engine.act('s', 1, action));
  client.does('print(s.recv(1))');
  await prints(client, "b''");
  value(engine.act('s', 1, 'reset'));
  client.does("s.sendall(b'x')\nimport time; time.sleep(0.1); s.sendall(b'y')");
  await until('the error', () => /ConnectionResetError|BrokenPipeError/.test(client.output()));
  await until('the end', () => engine.status('s').connections === 0);
  expect(recorder.happenings('resetByUs')).toHaveLength(1);
});

test('a peer that resets in mid-send: a failure, and rows for the reset and for what was lost', async () => {
  const client = await connected();
  const sent = engine.send('s', { to: 'connection', id: 1 }, Buffer.alloc(50_000_000));
  client.does(
    "s.recv(1000); s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)); s.close()",
  );
  const result = await sent;
  expect(['ECONNRESET', 'EPIPE']).toContain(codeOf(result));
  if (!result.ok)
    expect(result.failure).toMatchObject({ errno: expect.any(Number), syscall: expect.any(String) });
  await until('the rows', () => recorder.happenings('sendFailed').length === 1);
  expect(recorder.kinds()).toEqual(['listening', 'accepted', 'resetByPeer', 'sendFailed']);
  expect(recorder.happenings('sendFailed')).toMatchObject([
    { severity: 'error', params: { bytes: 50_000_000 } },
  ]);
  expect(recorder.calls.filter((call) => call.call === 'finished')).toMatchObject([
    { by: 'remote', how: 'rst' },
  ]);
});

test('a peer that does not read: the message is answered as queued, and shown as queued', async () => {
  const client = await connected();
  expect(value(await engine.send('s', { to: 'all' }, Buffer.alloc(30_000_000)))).toMatchObject({ peers: 1 });
  expect(engine.status('s').queued).toBeGreaterThan(1_000_000);
  expect(first()?.queued).toBe(engine.status('s').queued);
  client.does('n = 0; exec("while n < 30000000: n += len(s.recv(1 << 20))")');
  await until('the queue to drain', () => engine.status('s').queued === 0);
});

test('idle connections are closed, and the timeout is live', async () => {
  const client = await connected({ options: { idleTimeout: '120' } });
  client.does('print(s.recv(10))');
  await prints(client, "b''");
  client.does('s.close()');
  await until('the end', () => engine.status('s').connections === 0);
  expect(recorder.kinds()).toEqual(['listening', 'accepted', 'idleTimeout', 'closedByUs']);
  expect(recorder.happenings('idleTimeout')).toMatchObject([{ severity: 'warning', params: { ms: 120 } }]);

  await engine.stop('s');
  const second = await connected();
  value(engine.configure(endpoint('s', 'tcp', 'server', { options: { idleTimeout: '100' } })));
  second.does('print(s.recv(10))');
  await prints(second, "b''");
});

test('reading is paused and resumed by hand; nothing is lost', async () => {
  const client = await connected();
  value(engine.act('s', 1, 'pause'));
  expect(first()?.paused).toBe(true);
  client.does("s.sendall(b'kept in the system'); print('sent')");
  await prints(client, 'sent');
  await new Promise((resolve) => setImmediate(resolve));
  expect(recorder.bytes('in')).toHaveLength(0);
  value(engine.act('s', 1, 'resume'));
  await until('the data', () => recorder.bytes('in').toString() === 'kept in the system');
  value(engine.act('s', 1, 'resume'));
  expect(recorder.kinds()).toEqual(['listening', 'accepted', 'readingPaused', 'readingResumed']);
});

test('while the disk is behind nothing is read; relief does not resume what was paused by hand', async () => {
  const client = await connected();
  recorder.pressureLimit = 1000;
  recorder.pending = 2000;
  client.does("s.sendall(b'one'); print('sent one')");
  await until('the first chunk', () => recorder.bytes('in').length === 3);
  client.does("s.sendall(b'two'); print('sent two')");
  await prints(client, 'sent two');
  await new Promise((resolve) => setImmediate(resolve));
  expect(recorder.bytes('in').toString()).toBe('one');
  value(engine.act('s', 1, 'pause'));
  recorder.relieve();
  await new Promise((resolve) => setImmediate(resolve));
  expect(recorder.bytes('in').toString()).toBe('one');
  value(engine.act('s', 1, 'resume'));
  await until('the rest', () => recorder.bytes('in').toString() === 'onetwo');
});

test('an echo whose peer does not read keeps a bounded queue and loses nothing', async () => {
  const client = await connected({ reply: 'echo' });
  const total = 60_000_000;
  client.does(
    `import threading, hashlib; data = bytes(range(256)) * (${total} // 256); t = threading.Thread(target=s.sendall, args=(data,)); t.start(); print('flooding')`,
  );
  await prints(client, 'flooding');
  // It has come to a stop: what the limit lets in, and no more.
  let before = -1;
  await until('a standstill', () => {
    const still = engine.status('s').bytesIn === before && before > 0;
    before = engine.status('s').bytesIn;
    return still && engine.status('s').queued > 8_000_000;
  });
  expect(engine.status('s').queued).toBeLessThan(20_000_000);
  client.does(
    `h = hashlib.sha256(); n = 0; exec("while n < len(data):\\n b = s.recv(1 << 20); n += len(b); h.update(b)"); print('same', h.digest() == hashlib.sha256(data).digest())`,
  );
  await prints(client, 'same True');
  expect(engine.status('s')).toMatchObject({ bytesIn: total, bytesOut: total });
});

test('the queue of one peer has an end', async () => {
  await connected();
  const large = Buffer.alloc(200 * 1024 * 1024);
  value(await engine.send('s', { to: 'all' }, large));
  expect(await engine.send('s', { to: 'all' }, large)).toMatchObject({
    ok: false,
    failure: { code: 'EQUEUE_FULL', params: { max: 256 * 1024 * 1024 } },
  });
});

test('answers change while it runs; one that is not well-formed leaves the last', async () => {
  const client = await connected({ reply: { fixed: 'one' } });
  client.does("s.sendall(b'?'); print(s.recv(10))");
  await prints(client, "b'one'");
  value(engine.configure(endpoint('s', 'tcp', 'server', { reply: { fixed: 'two' } })));
  client.does("s.sendall(b'?'); print(s.recv(10))");
  await prints(client, "b'two'");
  const config = endpoint('s', 'tcp', 'server', { reply: { fixed: '' } });
  const broken = {
    ...config,
    autoReply: { ...config.autoReply, reply: { format: 'hex', hex: '1' } as const },
  };
  expect(codeOf(engine.configure(broken))).toBe('EDRAFT_HEX_ODD');
  client.does("s.sendall(b'?'); print(s.recv(10), 'again')");
  await prints(client, "b'two' again");
  value(engine.configure(endpoint('s', 'tcp', 'server')));
  client.does("s.sendall(b'last')");
  await until('no answer', () => recorder.bytes('in').toString() === '???last');
  expect(engine.status('s').messagesOut).toBe(3);
});

test('a wrong number in a live change is told, and the other fields apply', async () => {
  const client = await connected({ options: { idleTimeout: '60000' }, name: 'before' });
  const change = endpoint('s', 'tcp', 'server', {
    name: 'after',
    reply: 'echo',
    options: { idleTimeout: 'soon', keepAlive: true, noDelay: false },
  });
  expect(engine.configure(change)).toMatchObject({
    ok: false,
    failure: { code: 'EINVAL_NUMBER', params: { field: 'idleTimeout', value: 'soon' } },
  });
  client.does("s.sendall(b'x'); print(s.recv(10))");
  await prints(client, "b'x'");
  const other = python(STEPS, portOf(engine, 's'));
  await until('the second', () => engine.status('s').connections === 2);
  const names = recorder.happenings('accepted').map(({ endpoint: tag }) => tag?.name);
  expect(names).toEqual(['before', 'after']);
  other.child.stdin?.end();
});

test('stop does not wait for a peer that does not read', async () => {
  await connected();
  void engine.send('s', { to: 'all' }, Buffer.alloc(30_000_000));
  await until('a queue', () => engine.status('s').queued > 0);
  await engine.stop('s');
  expect(engine.status('s')).toMatchObject({ state: { phase: 'stopped' }, connections: 0, queued: 0 });
  expect(recorder.kinds()).toEqual(['listening', 'accepted', 'resetByUs', 'sendFailed', 'stopped']);
});
