// Listening without accepting: clients complete their connect, wait in the backlog, and are accepted later. Linux only.
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { formatAddress } from '../../core/contract/address';
import type { Protocol } from '../../core/contract/endpoint';
import { waitingAt } from './accept-queue';
import { canDuplicate, duplicate } from './duplicate';
import { libcCalls } from './libc';
import {
  bench,
  codeOf,
  endpoint,
  finish,
  type Program,
  portOf,
  program,
  python,
  until,
  value,
} from './testing';
import { makePki } from './tls-testing';

let folder = '';
let { engine, recorder } = bench();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'queue-'));
  ({ engine, recorder } = bench());
});
afterEach(async () => {
  await finish({ engine, recorder });
  await rm(folder, { recursive: true, force: true });
});

/**
 * Connects when it reads a line, and sends early; says `connected`, or what was thrown. Then prints what it receives, to
 * the end.
 */
const CLIENT = `
import socket, sys
where, patience = sys.argv[1:]
local = '/' in where
s = socket.socket(socket.AF_UNIX if local else socket.AF_INET6 if where.startswith('[') else socket.AF_INET)
s.settimeout(float(patience))
host, _, port = where.rpartition(':')
try:
    s.connect(where if local else (host.strip('[]'), int(port)))
except OSError as error:
    print(type(error).__name__)
    sys.exit()
s.settimeout(60)
s.sendall(b'early')
print('connected')
try:
    while True:
        got = s.recv(100)
        if not got: break
        print(got.decode())
except ConnectionResetError:
    print('reset')
print('end')
`;

const connect = (patience = 60): Program => {
  const { state } = engine.status('s');
  if (state.phase !== 'listening') throw new Error(`it is ${state.phase}`);
  return python(CLIENT, formatAddress(state.local), patience);
};

const waiting = (): number | null => engine.status('s').waiting;

/** The descriptors of this process that are of the same socket. */
const descriptorsOf = (socket: string): readonly string[] =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === socket;
    } catch {
      // That of the listing itself.
      return false;
    }
  });

/** The socket that the server listens on: `socket:[inode]`. */
const listeningSocket = (): string => readlinkSync(`/proc/self/fd/${engine.status('s').descriptor}`);

interface Place {
  readonly protocol: Protocol;
  readonly address?: string;
}

const config = ({ protocol, address = '127.0.0.1' }: Place, options = {}) =>
  endpoint('s', protocol, 'server', {
    address,
    path: join(folder, 's.sock'),
    reply: 'echo',
    options: { backlog: '2', pauseMode: 'queue', ...options },
  });

describe.runIf(canDuplicate()).each<[string, Place]>([
  ['TCP over IPv4', { protocol: 'tcp' }],
  ['TCP over IPv6', { protocol: 'tcp', address: '::1' }],
  ['a local socket', { protocol: 'local' }],
])('a server of %s that listens without accepting', (_name, place) => {
  const path = (): string => join(folder, 's.sock');

  test('has clients wait in its backlog, refuses to take more, and accepts them later', async () => {
    value(await engine.start(config(place)));
    const socket = listeningSocket();
    const open = connect();
    await until('the open one', () => open.output().includes('early'));

    value(await engine.setAccepting('s', false));
    const { state, backlog } = engine.status('s');
    expect(state).toMatchObject({ phase: 'listening', accepting: false, newcomers: 'queue' });
    expect([backlog, waiting()]).toEqual([2, 0]);
    expect(listeningSocket()).toBe(socket);
    expect(descriptorsOf(socket)).toHaveLength(1);

    // Linux lets in one more than the backlog says.
    const clients = [connect(), connect(), connect()];
    for (const client of clients) await until('its connect', () => client.output() === 'connected\n');
    await until('three in the backlog', () => waiting() === 3);
    const late = await connect(0.3).ended;
    expect(late.output).toMatch(/^(TimeoutError|BlockingIOError)\n$/);
    expect(recorder.happenings('accepted')).toHaveLength(1);
    expect(engine.status('s').connections).toBe(1);

    value(await engine.setAccepting('s', true));
    expect(waiting()).toBeNull();
    for (const client of clients) await until('its echo', () => client.output() === 'connected\nearly\n');
    expect(engine.status('s')).toMatchObject({ connections: 4, state: { accepting: true } });
    expect(recorder.bytes('in').toString()).toBe('early'.repeat(4));
    expect(listeningSocket()).toBe(socket);
    expect(descriptorsOf(socket)).toHaveLength(1);
    expect(recorder.happenings('acceptingQueued')).toMatchObject([
      { params: { backlog: 2, connections: 1 } },
    ]);
    expect(recorder.happenings('acceptingWaiting')).toMatchObject([{ params: { waiting: 3 } }]);

    await engine.stop('s');
    expect(descriptorsOf(socket)).toEqual([]);
    expect(existsSync(path())).toBe(false);
  });

  test('lets go of everything when it is stopped meanwhile, and starts again', async () => {
    value(await engine.start(config(place)));
    const socket = listeningSocket();
    const port = portOf(engine, 's');
    // A second time, of a socket that was held once already.
    for (const accepting of [false, true, false]) value(await engine.setAccepting('s', accepting));
    const clients = [connect(), connect(), connect()];
    for (const client of clients) await until('its connect', () => client.output() === 'connected\n');
    await until('three in the backlog', () => waiting() === 3);
    // It has the same backlog as before.
    expect((await connect(0.3).ended).output).toMatch(/^(TimeoutError|BlockingIOError)\n$/);
    await engine.stop('s');
    expect([waiting(), engine.status('s').descriptor]).toEqual([null, null]);
    expect(descriptorsOf(socket)).toEqual([]);
    expect(existsSync(path())).toBe(false);
    expect((await clients[0]?.ended)?.output).toMatch(/^connected\n(reset\n)?end\n$/);
    value(await engine.start({ ...config(place), port: String(port) }));
    const again = connect();
    await until('its echo', () => again.output() === 'connected\nearly\n');
  });

  test('goes from one way of pausing to the other while it is paused', async () => {
    const refusing = config(place, { pauseMode: 'refuse' });
    value(await engine.start(refusing));
    const port = portOf(engine, 's');
    value(await engine.setAccepting('s', false));
    expect(engine.status('s')).toMatchObject({ waiting: null, state: { newcomers: 'refuse' } });
    expect((await connect().ended).output).toMatch(/^(ConnectionRefusedError|FileNotFoundError)\n$/);

    value(engine.configure(config(place)));
    await until('the queue', () => waiting() === 0);
    expect(portOf(engine, 's')).toBe(port);
    const client = connect();
    // It has said its word: what is thrown at it afterwards is met where it reads.
    await until('its connect', () => client.output() === 'connected\n' && waiting() === 1);
    expect(recorder.happenings('accepted')).toEqual([]);

    value(engine.configure(refusing));
    await until('the end of the queue', () => waiting() === null);
    expect((await client.ended).output).toMatch(/^connected\n(reset\n)?end\n$/);
    expect((await connect().ended).output).toMatch(/^(ConnectionRefusedError|FileNotFoundError)\n$/);
    value(await engine.setAccepting('s', true));
    const again = connect();
    await until('its echo', () => again.output() === 'connected\nearly\n');
    expect(recorder.kinds().filter((kind) => kind.startsWith('accepting'))).toEqual([
      'acceptingPaused',
      'acceptingQueued',
      'acceptingPaused',
      'acceptingResumed',
    ]);
  });

  test('is not inherited by the programs that are started meanwhile', async () => {
    value(await engine.start(config(place)));
    value(await engine.setAccepting('s', false));
    const flags = /^flags:\s+([0-7]+)$/m.exec(
      readFileSync(`/proc/self/fdinfo/${engine.status('s').descriptor}`, 'latin1'),
    )?.[1];
    const CLOSED_ON_EXEC = 0o2000000;
    expect(Number.parseInt(flags ?? '', 8) & CLOSED_ON_EXEC).toBe(CLOSED_ON_EXEC);
  });

  test('stays as it is when the system has no descriptor left, and can be tried again', async () => {
    value(await engine.start(config(place)));
    const socket = listeningSocket();
    expect(codeOf(await withoutDescriptors(() => engine.setAccepting('s', false)))).toBe('EMFILE');
    expect(engine.status('s').state).toMatchObject({ accepting: true });
    value(await engine.setAccepting('s', false));
    expect(codeOf(await withoutDescriptors(() => engine.setAccepting('s', true)))).toBe('EMFILE');
    expect(engine.status('s').state).toMatchObject({ accepting: false, newcomers: 'queue' });
    const client = connect();
    await until('its connect', () => waiting() === 1);
    value(await engine.setAccepting('s', true));
    await until('its echo', () => client.output() === 'connected\nearly\n');
    expect(descriptorsOf(socket)).toHaveLength(1);
    expect(recorder.happenings('failed')).toHaveLength(2);
  });
});

const RLIMIT_NOFILE = 7;
const limits = libcCalls(({ call }) =>
  call('int prlimit(int pid, int resource, const void *wanted, void *before)'),
);

/** Does it while this process may open nothing more. It must need no more than this turn. */
const withoutDescriptors = async <T>(work: () => Promise<T>): Promise<T> => {
  const prlimit = limits();
  if (prlimit === null) throw new Error('no prlimit');
  const before = Buffer.alloc(16);
  prlimit(0, RLIMIT_NOFILE, null, before);
  const none = Buffer.from(before);
  none.writeBigUInt64LE(3n);
  prlimit(0, RLIMIT_NOFILE, none, null);
  try {
    return await work();
  } finally {
    prlimit(0, RLIMIT_NOFILE, before, null);
  }
};

describe.runIf(canDuplicate())('a server that listens without accepting', () => {
  test('of TLS shakes hands when it accepts again', async () => {
    const pki = makePki();
    onTestFinished(() => pki.remove());
    pki.issue('localhost');
    const tls = endpoint('s', 'tls', 'server', { reply: 'echo', options: { pauseMode: 'queue' } });
    value(await engine.start(tls, pki.material('localhost')));
    value(await engine.setAccepting('s', false));
    const client = program('openssl', [
      's_client',
      '-connect',
      `127.0.0.1:${portOf(engine, 's')}`,
      '-quiet',
      '-no_ign_eof',
    ]);
    client.child.stdin?.write('Hello, TLS!\n');
    await until('its connect', () => waiting() === 1);
    expect(recorder.kinds()).not.toContain('accepted');
    value(await engine.setAccepting('s', true));
    await until('the echo', () => client.output().includes('Hello, TLS!'));
    expect(recorder.kinds()).toContain('secured');
  });

  test('loses nobody, however often it pauses', async () => {
    value(await engine.start(config({ protocol: 'tcp' }, { backlog: '511' })));
    const clients = python(
      `
import socket, sys
for i in range(200):
    with socket.create_connection(('127.0.0.1', int(sys.argv[1])), 30) as s:
        s.sendall(b'%d' % i)
        assert s.recv(100) == b'%d' % i, i
print('all answered')
`,
      portOf(engine, 's'),
    );
    let ended = false;
    void clients.ended.then(() => (ended = true));
    let turns = 0;
    while (!ended) {
      turns += 1;
      value(await engine.setAccepting('s', turns % 2 === 0));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await clients.ended).output).toBe('all answered\n');
    expect(turns).toBeGreaterThan(10);
  });

  test('turns from one to the other one after the other, however fast it is asked', async () => {
    value(await engine.start(config({ protocol: 'tcp' })));
    const socket = listeningSocket();
    const turns = [false, true, true, false, false, true].map((accepting) =>
      engine.setAccepting('s', accepting),
    );
    for (const turn of turns) value(await turn);
    expect(engine.status('s').state).toMatchObject({ accepting: true });
    expect(descriptorsOf(socket)).toHaveLength(1);
    const leaving = engine.setAccepting('s', false);
    await engine.stop('s');
    expect(codeOf(await leaving)).toBe('ENOTLISTENING');
    expect(descriptorsOf(socket)).toEqual([]);
  });
});

test('a descriptor that is none is not duplicated', () => {
  expect(codeOf(duplicate(null))).toBe('ENOQUEUE');
});

test('who waits at a path stands in the system’s table as connecting, without an inode', () => {
  const table = [
    'Num       RefCount Protocol Flags    Type St Inode Path',
    '00000000f768aead: 00000003 00000000 00000000 0001 02     0 /tmp/a b.sock',
    '00000000704bba07: 00000002 00000000 00010000 0001 01 5362794 /tmp/a b.sock',
    '000000000a96f404: 00000003 00000000 00000000 0001 03 5362795 /tmp/a b.sock',
    '000000009b01abbe: 00000003 00000000 00000000 0001 02     0 /tmp/a b.sock2',
    '000000009b01abbf: 00000003 00000000 00000000 0001 02     0 @a',
    '',
  ].join('\n');
  expect(waitingAt(table, '/tmp/a b.sock')).toBe(1);
  expect(waitingAt(table, '@a')).toBe(1);
});
