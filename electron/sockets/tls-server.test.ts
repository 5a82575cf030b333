import { connect as connectPlain } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bench, codeOf, endpoint, finish, portOf, program, python, until, value } from './testing';
import { makePki } from './tls-testing';

const pki = makePki();
beforeAll(() => {
  pki.issue('localhost');
  pki.issue('client', { usage: 'clientAuth' });
  pki.selfSigned('stranger');
});
afterAll(() => pki.remove());

let { engine, recorder } = bench();
afterEach(async () => {
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

type Tls = NonNullable<Parameters<typeof endpoint>[3]>['tls'];

/** A TLS echo; answers with its port. */
const echo = async (tls: Tls = {}, material = pki.material('localhost')): Promise<number> => {
  value(await engine.start(endpoint('s', 'tls', 'server', { reply: 'echo', tls: tls ?? {} }), material));
  return portOf(engine, 's');
};

const sClient = (port: number, ...args: readonly string[]) =>
  program('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-quiet', '-no_ign_eof', ...args]);

describe.each([
  ['TLSv1', '-tls1', 'TLS 1.0'],
  ['TLSv1.1', '-tls1_1', 'TLS 1.1'],
  ['TLSv1.2', '-tls1_2', 'TLS 1.2'],
  ['TLSv1.3', '-tls1_3', 'TLS 1.3'],
] as const)('openssl s_client with %s', (version, flag, name) => {
  test('is answered; the rows are the plaintext and the outcome', async () => {
    const port = await echo({ minVersion: version, maxVersion: version });
    const client = sClient(port, flag, '-cipher', 'DEFAULT@SECLEVEL=0', '-servername', 'localhost');
    client.child.stdin?.write('Hello, TLS!\n');
    await until('the echo', () => client.output().includes('Hello, TLS!'));
    client.child.stdin?.end();
    await client.ended;
    await until('the end', () => engine.status('s').connections === 0);

    expect(recorder.kinds()).toEqual(['listening', 'accepted', 'secured', 'peerFinished', 'closedByPeer']);
    expect(recorder.happenings('secured')).toMatchObject([
      {
        flow: 1,
        severity: 'info',
        params: { version: name, cipher: expect.any(String), serverName: 'localhost' },
      },
    ]);
    expect(recorder.bytes('in').toString()).toBe('Hello, TLS!\n');
    expect(recorder.bytes('out').toString()).toBe('Hello, TLS!\n');
    expect(recorder.happenings('listening')).toMatchObject([
      { endpoint: { description: `TLS server 127.0.0.1:${port}` } },
    ]);
    expect(recorder.calls.filter(({ call }) => call === 'finished')).toMatchObject([
      { by: 'remote', how: 'fin' },
      { by: 'local', how: 'fin' },
    ]);
  });
});

test('a version that the server does not speak is said in both rows and code', async () => {
  const port = await echo({ minVersion: 'TLSv1.3' });
  await sClient(port, '-tls1_2').ended;
  await until('the failure', () => recorder.happenings('handshakeFailed').length === 1);
  expect(recorder.happenings('handshakeFailed')).toMatchObject([
    { severity: 'error', flow: 1, params: { code: 'ETLS_VERSION' } },
  ]);
  expect(engine.status('s')).toMatchObject({ connections: 0, state: { phase: 'listening' } });
});

test('ALPN: the first of the server that the client knows; none in common ends it', async () => {
  const port = await echo({ alpn: 'h2, http/1.1' });
  const client = sClient(port, '-alpn', 'http/1.1,foo');
  await until('the handshake', () => recorder.happenings('secured').length === 1);
  expect(recorder.happenings('secured')[0]?.params).toMatchObject({ alpn: 'http/1.1' });
  client.child.kill();
  await sClient(port, '-alpn', 'foo').ended;
  await until('the failure', () => recorder.happenings('handshakeFailed').length === 1);
  expect(recorder.happenings('handshakeFailed')[0]?.params).toMatchObject({ code: 'ETLS_ALPN' });
});

test('a cipher that the other side does not have', async () => {
  const port = await echo({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' });
  await sClient(port, '-cipher', 'ECDHE-ECDSA-AES128-GCM-SHA256').ended;
  await until('the failure', () => recorder.happenings('handshakeFailed').length === 1);
  expect(recorder.happenings('handshakeFailed')[0]?.params).toMatchObject({ code: 'ETLS_CIPHER' });
});

describe('client certificates', () => {
  const showing = (name: string): readonly string[] => [
    ...['-cert', pki.path(`${name}.pem`), '-key', pki.path(`${name}.key`)],
  ];

  test('required, and shown', async () => {
    const port = await echo({ clientCertificates: 'require' });
    const client = sClient(port, ...showing('client'));
    client.child.stdin?.write('mutual\n');
    await until('the echo', () => client.output().includes('mutual'));
    expect(recorder.happenings('peerCertificate')).toMatchObject([
      { severity: 'info', params: { subject: 'CN=client', issuer: 'CN=Test Authority', verified: 1 } },
    ]);
    const { connections } = engine.connections('s', 0, 1);
    expect(connections[0]?.tls).toMatchObject({ trust: 'verified' });
    expect(engine.peerCertificates('s', connections[0]?.id ?? 0)).toHaveLength(1);
    client.child.kill();
  });

  test.each(['-tls1_2', '-tls1_3'])('required, and none shown (%s)', async (flag) => {
    const port = await echo({ clientCertificates: 'require' });
    await sClient(port, flag).ended;
    await until('the failure', () => recorder.happenings('handshakeFailed').length === 1);
    expect(recorder.happenings('handshakeFailed')[0]?.params).toMatchObject({ code: 'ECERT_NONE' });
    expect(recorder.bytes('in')).toHaveLength(0);
  });

  test('one that nobody vouches for is refused, kept to be looked at, and let in once it is accepted', async () => {
    const port = await echo({ clientCertificates: 'require' });
    await sClient(port, ...showing('stranger')).ended;
    await until('the refusal', () => recorder.happenings('handshakeFailed').length === 1);
    const fingerprint = pki.fingerprint('stranger');
    expect(recorder.happenings('handshakeFailed')[0]?.params).toMatchObject({
      code: 'ECERT_SELF_SIGNED',
      fingerprint,
      subject: 'CN=stranger',
    });
    expect(engine.peerCertificates('s', null)).toHaveLength(1);

    const tls = { clientCertificates: 'require' as const, accepted: [fingerprint] };
    value(engine.configure(endpoint('s', 'tls', 'server', { reply: 'echo', tls })));
    const client = sClient(port, ...showing('stranger'));
    client.child.stdin?.write('again\n');
    await until('the echo', () => client.output().includes('again'));
    expect(recorder.happenings('peerCertificate')).toMatchObject([
      { severity: 'warning', params: { accepted: 1, code: 'ECERT_SELF_SIGNED' } },
    ]);
    client.child.kill();
  });

  test('only asked for: both are let in, and the row says what is wrong', async () => {
    const port = await echo({ clientCertificates: 'ask' });
    const without = sClient(port);
    await until('one', () => recorder.happenings('secured').length === 1);
    const stranger = sClient(port, ...showing('stranger'));
    await until('two', () => recorder.happenings('peerCertificate').length === 1);
    expect(recorder.happenings('peerCertificate')[0]?.params).toMatchObject({
      unchecked: 1,
      code: 'ECERT_SELF_SIGNED',
    });
    without.child.kill();
    stranger.child.kill();
  });
});

describe('a peer that does not speak TLS', () => {
  test.each([
    ['an HTTP request', 'GET / HTTP/1.0\r\n\r\n'],
    ['a word', 'hi\n'],
  ])('%s: told in these words at once, and what it said is a row', async (_what, text) => {
    const port = await echo();
    const client = connectPlain(port, '127.0.0.1');
    client.on('error', () => undefined);
    client.write(text);
    await until('the failure', () => recorder.happenings('handshakeFailed').length === 1);
    expect(recorder.happenings('handshakeFailed')).toMatchObject([
      { params: { code: 'ETLS_PLAIN_PEER', server: 1 } },
    ]);
    expect(recorder.bytes('in').toString()).toBe(text);
    client.destroy();
  });

  test('one that says nothing is given up', async () => {
    const port = await echo({ handshakeTimeout: '150' });
    const client = connectPlain(port, '127.0.0.1');
    await until('the failure', () => recorder.happenings('handshakeFailed').length === 1);
    expect(recorder.happenings('handshakeFailed')[0]?.params).toMatchObject({
      code: 'ETLS_TIMEOUT',
      ms: 150,
    });
    await until('gone', () => engine.status('s').connections === 0);
    client.destroy();
  });

  test('one that goes before it began', async () => {
    const port = await echo();
    const client = connectPlain(port, '127.0.0.1', () => client.end());
    await until('the failure', () => recorder.happenings('handshakeFailed').length === 1);
    expect(recorder.happenings('handshakeFailed')[0]?.params).toMatchObject({ code: 'ETLS_CLOSED' });
  });

  test('garbage that begins like a handshake', async () => {
    const port = await echo();
    const client = connectPlain(port, '127.0.0.1');
    client.on('error', () => undefined);
    client.write(Buffer.from('16030100050100000100', 'hex'));
    client.write(Buffer.alloc(200, 7));
    await until('the failure', () => recorder.happenings('handshakeFailed').length === 1);
    client.destroy();
  });
});

test('a TLS client at a plain server: a row says so', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const client = sClient(portOf(engine, 's'));
  await until('the row', () => recorder.happenings('peerSpeaksTls').length === 1);
  expect(recorder.happenings('peerSpeaksTls')).toMatchObject([{ severity: 'warning', flow: 1 }]);
  client.child.kill();
});

test('stopping does not wait for a handshake that is under way', async () => {
  const port = await echo();
  const client = connectPlain(port, '127.0.0.1');
  client.on('error', () => undefined);
  await until('accepted', () => engine.status('s').connections === 1);
  const { connections } = engine.connections('s', 0, 1);
  expect(connections[0]).toMatchObject({ state: 'securing', tls: null });
  expect(codeOf(await engine.send('s', { to: 'all' }, Buffer.from('x')))).toBe('ESECURING');
  const started = performance.now();
  await engine.stop('s');
  // A handshake has ten seconds.
  expect(performance.now() - started).toBeLessThan(5000);
  expect(recorder.kinds()).toEqual(['listening', 'accepted', 'closedByUs', 'stopped']);
});

test.each(['close', 'reset'] as const)('%s during a handshake ends the connection', async (action) => {
  const port = await echo();
  const client = connectPlain(port, '127.0.0.1');
  client.on('error', () => undefined);
  await until('accepted', () => engine.status('s').connections === 1);
  value(engine.act('s', engine.connections('s', 0, 1).connections[0]?.id ?? 0, action));
  await until('gone', () => engine.status('s').connections === 0);
  expect(recorder.kinds().slice(2)).toEqual([action === 'close' ? 'closedByUs' : 'resetByUs']);
});

test('reset of a secured connection', async () => {
  const port = await echo();
  const client = sClient(port);
  await until('secured', () => recorder.happenings('secured').length === 1);
  value(engine.act('s', 1, 'reset'));
  await client.ended;
  expect(recorder.kinds().slice(3)).toEqual(['resetByUs']);
});

test('Python ssl, message by message', async () => {
  const port = await echo();
  const script = `
import socket, ssl, sys
c = ssl.create_default_context(cafile=sys.argv[2])
s = c.wrap_socket(socket.create_connection(('127.0.0.1', int(sys.argv[1]))), server_hostname='localhost')
s.sendall(b'one')
print(s.recv(100))
s.sendall(b'two')
print(s.recv(100), s.version())
s.close()
`;
  const peer = await python(script, port, pki.path('ca.pem')).ended;
  expect(peer.output).toBe("b'one'\nb'two' TLSv1.3\n");
  await until('the end', () => recorder.happenings('closedByPeer').length === 1);
});

describe('programs that verify the server', () => {
  test('curl', async () => {
    const reply = 'HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello';
    value(
      await engine.start(
        endpoint('s', 'tls', 'server', { reply: { fixed: reply } }),
        pki.material('localhost'),
      ),
    );
    const url = `https://localhost:${portOf(engine, 's')}/`;
    const args = [
      '-sS',
      '--noproxy',
      '*',
      '--cacert',
      pki.path('ca.pem'),
      '--resolve',
      `localhost:${portOf(engine, 's')}:127.0.0.1`,
      url,
    ];
    expect(await program('curl', args).ended).toEqual({ code: 0, output: 'hello' });
    expect(recorder.bytes('in').toString()).toMatch(/^GET \/ HTTP/);
  });

  test('curl without the authority: its refusal is told', async () => {
    const port = await echo();
    await program('curl', ['-sS', '--noproxy', '*', `https://127.0.0.1:${port}/`]).ended;
    await until('the end', () => engine.status('s').connections === 0);
    const told = recorder.happenings().find(({ params }) => params.code === 'ETLS_REFUSED');
    expect(told?.params).toMatchObject({ alert: 'unknown ca' });
  });

  test('ncat --ssl-verify', async () => {
    const port = await echo();
    const args = [
      '--ssl-verify',
      '--ssl-trustfile',
      pki.path('ca.pem'),
      '--ssl-servername',
      'localhost',
      'localhost',
      String(port),
    ];
    const peer = program('ncat', args);
    peer.child.stdin?.write('by ncat\n');
    await until('the echo', () => peer.output() === 'by ncat\n');
    peer.child.kill();
  });

  test('socat OPENSSL', async () => {
    const port = await echo();
    const address = `OPENSSL:localhost:${port},cafile=${pki.path('ca.pem')},pf=ip4`;
    expect(await program('socat', ['-t3', '-', address], 'by socat').ended).toEqual({
      code: 0,
      output: 'by socat',
    });
  });
});

test.each([
  ['-tls1_2', true, 1],
  ['-tls1_3', true, 1],
  ['-tls1_2', false, undefined],
  ['-tls1_3', false, undefined],
])('a session is resumed, unless that is switched off (%s, %s)', async (flag, resume, resumed) => {
  const file = pki.path(`session${flag}.pem`);
  const port = await echo({ resume });
  const once = async (...args: readonly string[]): Promise<void> => {
    const client = sClient(port, flag, ...args);
    client.child.stdin?.write('x');
    await until('the echo', () => client.output().includes('x'));
    client.child.stdin?.end();
    await client.ended;
  };
  await once('-sess_out', file);
  await once('-sess_in', file);
  expect(recorder.happenings('secured').map(({ params }) => params.resumed)).toEqual([undefined, resumed]);
});

test('a TLS server needs a certificate, and says so', async () => {
  const config = endpoint('s', 'tls', 'server');
  expect(codeOf(await engine.start(config, pki.material(null)))).toBe('ETLS_NO_CERTIFICATE');
  const problem = { code: 'ETLS_NO_CERTIFICATE' };
  expect(codeOf(await engine.start(config, pki.material('localhost', { problem })))).toBe(problem.code);
  const other = { chain: pki.read('localhost.pem'), key: pki.read('client.key') };
  expect(codeOf(await engine.start(config, pki.material(null, { certificate: other })))).toBe(
    'EKEY_MISMATCH',
  );
  const torn = { chain: 'no certificate', key: pki.read('client.key') };
  expect(codeOf(await engine.start(config, pki.material(null, { certificate: torn })))).toBe('ETLS_CONTEXT');
});

test.each([
  [{ minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }, 'EINVAL_TLS_RANGE'],
  [{ ciphers: 'NONSENSE' }, 'EINVAL_CIPHERS'],
  [{ alpn: 'a'.repeat(256) }, 'EINVAL_ALPN'],
  [{ serverName: '10.0.0.1' }, 'EINVAL_SERVER_NAME'],
  [{ handshakeTimeout: 'soon' }, 'EINVAL_NUMBER'],
] as const)('what cannot be is refused: %j', async (tls, code) => {
  const config = endpoint('s', 'tls', 'server', { tls });
  expect(codeOf(await engine.start(config, pki.material('localhost')))).toBe(code);
});
