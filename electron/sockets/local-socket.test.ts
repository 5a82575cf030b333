import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, unlink, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasAbstractNames } from './local-plan';
import { inodesAt } from './port-owner';
import { removeStale } from './socket-file';
import { bench, codeOf, endpoint, finish, program, python, until, value } from './testing';

let folder = '';
let { engine, recorder } = bench();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-'));
  ({ engine, recorder } = bench());
});
afterEach(async () => {
  await finish({ engine, recorder });
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);

const server = (path: string, change: Parameters<typeof endpoint>[3] = {}) =>
  endpoint('s', 'local', 'server', { path, ...change });
const client = (path: string, change: Parameters<typeof endpoint>[3] = {}) =>
  endpoint('c', 'local', 'client', { path, ...change });

/** A socket file that nobody listens on: its program was killed. */
const leaveBehind = async (path: string): Promise<void> => {
  const killed = python(
    'import socket,sys,os,signal; s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(); os.kill(os.getpid(), signal.SIGKILL)',
    path,
  );
  await killed.ended;
  expect(existsSync(path)).toBe(true);
};

/** Waits until somebody listens: the file is there a moment before. */
const listens = async (path: string): Promise<void> => {
  const there = await new Promise<boolean>((resolve) => {
    const socket = connect(path, () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
  if (!there) await listens(path);
};

describe('a server', () => {
  test.each([
    ['socat', (path: string) => program('socat', ['-t', '5', '-', `UNIX-CONNECT:${path}`], 'hello')],
    ['nc -U', (path: string) => program('nc', ['-N', '-U', path], 'hello')],
    ['ncat -U', (path: string) => program('ncat', ['-U', path], 'hello')],
    [
      'Python',
      (path: string) =>
        python(
          'import socket,sys; s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); s.sendall(b"hello"); s.shutdown(1); print(s.recv(99).decode())',
          path,
        ),
    ],
  ])('answers %s, and the rows say who', async (_name, start) => {
    const path = at('echo.sock');
    value(await engine.start(server(path, { reply: 'echo' })));
    const { code, output } = await start(path).ended;
    expect([code, output.trim()]).toEqual([0, 'hello']);
    await until('the end', () => recorder.kinds().includes('closedByPeer'));
    expect(recorder.kinds()).toEqual(['listening', 'accepted', 'peerFinished', 'closedByPeer']);
    expect(recorder.happenings('listening')[0]?.params).toEqual({ local: path });
    expect(recorder.happenings('accepted')[0]).toMatchObject({ peer: '#1', params: { remote: '#1' } });
    expect(recorder.bytes('in').toString()).toBe('hello');
    expect(recorder.bytes('out').toString()).toBe('hello');
    expect(engine.status('s')).toMatchObject({ messagesIn: 1, bytesIn: 5, messagesOut: 1, bytesOut: 5 });
    expect(engine.tag('s')).toMatchObject({ name: 'echo.sock', description: `Local server ${path}` });
  });

  test('answers curl --unix-socket', async () => {
    const path = at('http.sock');
    const fixed = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';
    value(await engine.start(server(path, { reply: { fixed } })));
    const { code, output } = await program('curl', ['-sS', '--unix-socket', path, 'http://localhost/v1/info'])
      .ended;
    expect([code, output]).toEqual([0, 'ok']);
    expect(recorder.bytes('in').toString()).toContain('GET /v1/info HTTP/1.1');
  });

  test('removes its file when it stops, and has the mode that was asked for', async () => {
    const path = at('mode.sock');
    value(await engine.start(server(path, { options: { socketMode: '600' } })));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await engine.stop('s');
    expect(existsSync(path)).toBe(false);
    expect(recorder.kinds()).toEqual(['listening', 'stopped']);
  });

  test('leaves alone what another program has put in its place meanwhile', async () => {
    const path = at('swapped.sock');
    value(await engine.start(server(path)));
    await unlink(path);
    await writeFile(path, 'precious');
    await engine.stop('s');
    expect(await readFile(path, 'utf8')).toBe('precious');
  });

  test('stops accepting and resumes at the same path', async () => {
    const path = at('pause.sock');
    value(await engine.start(server(path, { reply: 'echo' })));
    value(await engine.setAccepting('s', false));
    expect(existsSync(path)).toBe(false);
    value(await engine.setAccepting('s', true));
    const { output } = await program('socat', ['-t', '5', '-', `UNIX-CONNECT:${path}`], 'again').ended;
    expect(output).toBe('again');
  });

  test('has the options of streams: read size, and a reset after accept', async () => {
    const path = at('options.sock');
    value(await engine.start(server(path, { reply: 'echo', options: { readSize: '3' } })));
    const { output } = await program('socat', ['-t', '5', '-', `UNIX-CONNECT:${path}`], 'abcdefgh').ended;
    expect(output).toBe('abcdefgh');
    expect(recorder.messages('in').map(String)).toEqual(['abc', 'def', 'gh']);
    await engine.stop('s');
    value(await engine.start(server(path, { options: { acceptMode: 'reset' } })));
    await program('socat', ['-t', '5', '-', `UNIX-CONNECT:${path}`], '').ended;
    await until('the reset', () => recorder.kinds().includes('acceptedReset'));
  });

  test('refuses one beyond the limit, and throws away what was queued without a fault', async () => {
    const path = at('full.sock');
    value(await engine.start(server(path, { options: { maxConnections: '1' } })));
    const first = program('socat', ['-', `UNIX-CONNECT:${path}`]);
    await until('the first', () => engine.status('s').connections === 1);
    const second = program('socat', ['-t', '5', '-', `UNIX-CONNECT:${path}`], '');
    await second.ended;
    expect(recorder.kinds()).toContain('rejected');
    value(engine.act('s', 1, 'reset'));
    await first.ended;
    expect(recorder.kinds()).toContain('resetByUs');
  });
});

describe('a place that cannot be had', () => {
  const failure = async (path: string, change = {}) => {
    const result = await engine.start(server(path, change));
    codeOf(result);
    return result.ok ? null : result.failure;
  };

  test('a stale file: asked, replaced only then', async () => {
    const path = at('stale.sock');
    await leaveBehind(path);
    expect(await failure(path)).toMatchObject({ code: 'EADDRINUSE', params: { stale: 1, path } });
    expect(existsSync(path)).toBe(true);
    expect(await removeStale(path)).toEqual({ ok: true, value: null });
    value(await engine.start(server(path)));
  });

  test('a folder, a file, a link to nowhere: never removed', async () => {
    await mkdir(at('folder'));
    await writeFile(at('file'), 'precious');
    await symlink(at('nowhere'), at('link'));
    expect(await failure(at('folder'))).toMatchObject({ code: 'EADDRINUSE', params: { folder: 1 } });
    expect(await failure(at('file'))).toMatchObject({ code: 'EADDRINUSE', params: { file: 1 } });
    expect(await failure(at('link'))).toMatchObject({ code: 'EADDRINUSE', params: { file: 1 } });
    expect(codeOf(await removeStale(at('file')))).toBe('EADDRINUSE');
    expect(await readFile(at('file'), 'utf8')).toBe('precious');
  });

  test('in use: by us, by another program and which, and never replaced', async () => {
    const ours = at('ours.sock');
    value(await engine.start(endpoint('other', 'local', 'server', { path: ours })));
    const used = await failure(ours);
    expect(used).toMatchObject({
      code: 'EADDRINUSE',
      params: { path: ours, ...(process.platform === 'linux' && { ours: 1 }) },
    });
    const theirs = at('theirs.sock');
    program('socat', [`UNIX-LISTEN:${theirs},fork`, 'PIPE']);
    await listens(theirs);
    expect(await failure(theirs)).toMatchObject({
      params: process.platform === 'linux' ? { holder: 'socat' } : {},
    });
    expect(codeOf(await removeStale(theirs))).toBe('EADDRINUSE');
    expect(existsSync(theirs)).toBe(true);
  });

  test('no folder, a file for a folder, too long, relative, a wrong mode', async () => {
    await writeFile(at('file'), '');
    expect(await failure(at('no/such/x.sock'))).toMatchObject({
      code: 'ENOENT',
      params: { noFolder: at('no/such') },
    });
    expect(await failure(at('file/x.sock'))).toMatchObject({
      code: 'ENOENT',
      params: { noFolder: at('file') },
    });
    expect(await failure(`/tmp/${'长'.repeat(40)}`)).toMatchObject({
      code: 'EINVAL_PATH_LONG',
      params: { bytes: 125 },
    });
    expect(await failure('x.sock')).toMatchObject({ code: 'EINVAL_PATH_RELATIVE' });
    expect(await failure(at('x.sock'), { options: { socketMode: '999' } })).toMatchObject({
      code: 'EINVAL_MODE',
    });
    expect(await failure('')).toMatchObject({ code: 'EINVAL_PATH_EMPTY' });
  });
});

describe('a client', () => {
  test.each([
    ['socat', (path: string) => program('socat', [`UNIX-LISTEN:${path}`, 'PIPE'])],
    ['nc', (path: string) => program('nc', ['-l', '-U', path], 'from nc')],
    [
      'Python',
      (path: string) =>
        python(
          'import socket,sys; s=socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(); c=s.accept()[0]; c.sendall(c.recv(99))',
          path,
        ),
    ],
  ])('talks to %s', async (name, start) => {
    const path = at('peer.sock');
    start(path);
    // The file is there a moment before anybody listens.
    await engine.start(client(path, { options: { reconnect: true, reconnectDelay: '20' } }));
    await until('the connection', () => engine.status('c').state.phase === 'connected');
    value(await engine.send('c', { to: 'all' }, Buffer.from('hello')));
    await until('the answer', () => recorder.bytes('in').length > 0);
    expect(recorder.bytes('in').toString()).toBe(name === 'nc' ? 'from nc' : 'hello');
    expect(recorder.happenings('connected')[0]?.params).toEqual({ local: '#1', remote: path });
    expect(engine.tag('c')).toMatchObject({ name: path, description: `Local client ${path}` });
    await engine.stop('c');
    expect(recorder.kinds().join()).toMatch(/closedBy/);
  });

  test('says what is wrong: nothing there, left behind, a folder, a file, datagrams', async () => {
    await leaveBehind(at('stale'));
    await mkdir(at('folder'));
    await writeFile(at('file'), '');
    const datagrams = python(
      'import socket,sys; s=socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(sys.argv[1]); s.recv(9)',
      at('datagrams'),
    );
    await until('the socket', () => existsSync(at('datagrams')));
    const failing = async (name: string) => {
      const result = await engine.start(client(at(name)));
      codeOf(result);
      return result.ok ? null : [result.failure.code, Object.keys(result.failure.params ?? {})[0]];
    };
    expect(await failing('nothing')).toEqual(['ENOENT', 'path']);
    expect(await failing('stale')).toEqual(['ECONNREFUSED', 'path']);
    expect((await failing('folder'))?.[1]).toBe('folder');
    expect((await failing('file'))?.[1]).toBe('file');
    expect(await failing('datagrams')).toEqual(['EPROTOTYPE', 'path']);
    datagrams.child.kill();
  });

  test('connects again when the server comes', async () => {
    const path = at('later.sock');
    const options = { reconnect: true, reconnectDelay: '20', reconnectLimit: '50' };
    expect(codeOf(await engine.start(client(path, { options })))).toBe('ENOENT');
    const listening = createServer((socket) => socket.end('late'));
    listening.listen(path);
    await until('the greeting', () => recorder.bytes('in').toString() === 'late');
    await engine.stop('c');
    await new Promise((resolve) => listening.close(resolve));
  });

  test('and server of ours meet; each end has its own conversation', async () => {
    const path = at('both.sock');
    value(await engine.start(server(path, { reply: 'echo' })));
    value(await engine.start(client(path)));
    value(await engine.send('c', { to: 'all' }, Buffer.from('ping')));
    await until('the answer', () => engine.status('c').bytesIn === 4);
    const ports = recorder.calls.flatMap((call) => (call.call === 'opened' ? [call.flow] : []));
    expect(
      new Set(
        ports.map(({ local, remote }) =>
          [local, remote]
            .map(({ port }) => port)
            .sort()
            .join(),
        ),
      ).size,
    ).toBe(2);
  });
});

describe('abstract names', () => {
  const name = `@porthole-test-${process.pid}`;

  test('where the runtime has them, they are those of other programs; elsewhere it is said', async () => {
    const started = await engine.start(server(name, { reply: 'echo' }));
    if (!hasAbstractNames()) {
      expect(codeOf(started)).toBe('ELOCAL_ABSTRACT');
      return;
    }
    value(started);
    const { output } = await program('socat', ['-t', '5', '-', `ABSTRACT-CONNECT:${name.slice(1)}`], 'hello')
      .ended;
    expect(output).toBe('hello');
    expect(codeOf(await engine.start(client(`${name}-nobody`)))).toBe('ECONNREFUSED');
  });

  test.each([
    ['20.18.1', false],
    ['22.12.0', true],
  ])('Node %s: %s', (version, has) => expect(hasAbstractNames(version)).toBe(has));
});

test('who listens is read from /proc/net/unix', () => {
  const table = [
    'Num       RefCount Protocol Flags    Type St Inode Path',
    '00000000a: 00000002 00000000 00010000 0001 01  4711 /tmp/two words.sock',
    '00000000b: 00000003 00000000 00000000 0001 03  4712 /tmp/two words.sock',
    '00000000c: 00000002 00000000 00010000 0001 01  4713',
  ].join('\n');
  expect(inodesAt(table, '/tmp/two words.sock')).toEqual(['4711']);
});
