import { readFile, stat } from 'node:fs/promises';
import { createServer as createPlain, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TlsMaterial } from '../../core/contract/tls';
import { bench, codeOf, endpoint, finish, type Program, portOf, program, until, value } from './testing';
import { makePki, RSA_1024 } from './tls-testing';

const pki = makePki();
beforeAll(() => {
  pki.issue('localhost');
  pki.issue('client', { usage: 'clientAuth' });
  pki.issue('expired', { to: '20210101000000Z' });
  pki.issue('future', { from: '21000101000000Z', to: '21010101000000Z' });
  pki.issue('elsewhere', { names: 'DNS:example.org,DNS:www.example.org' });
  pki.issue('weak', { key: RSA_1024 });
  pki.selfSigned('alone');
});
afterAll(() => pki.remove());

let { engine, recorder } = bench();
const plain: Server[] = [];
afterEach(async () => {
  for (const server of plain.splice(0)) server.close();
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

type Tls = NonNullable<Parameters<typeof endpoint>[3]>['tls'];

/** `openssl s_server`: a port of its own choice, and what the client sends on its output. */
const sServer = async (
  name: string,
  ...args: readonly string[]
): Promise<{ readonly port: number; readonly server: Program }> => {
  const server = program('openssl', [
    ...[
      's_server',
      '-accept',
      '127.0.0.1:0',
      '-cert',
      pki.path(`${name}.pem`),
      '-key',
      pki.path(`${name}.key`),
    ],
    ...args,
  ]);
  const port = await until('the port', () => /ACCEPT 127\.0\.0\.1:(\d+)/.exec(server.output())?.[1]);
  return { port: Number(port), server };
};

const client = (port: number, tls: Tls = {}, options = {}) =>
  endpoint('c', 'tls', 'client', { address: 'localhost', port, tls: tls ?? {}, options });

const start = (port: number, tls: Tls = {}, material: TlsMaterial = pki.material(null)) =>
  engine.start(client(port, tls), material);

/** A plain server that says something to whoever connects. */
const plainServer = (text: string): Promise<number> =>
  new Promise((resolve) => {
    const server = createPlain((socket) => {
      socket.on('error', () => undefined);
      socket.write(text);
    });
    plain.push(server);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0);
    });
  });

describe.each([
  ['TLSv1', '-tls1', 'TLS 1.0'],
  ['TLSv1.1', '-tls1_1', 'TLS 1.1'],
  ['TLSv1.2', '-tls1_2', 'TLS 1.2'],
  ['TLSv1.3', '-tls1_3', 'TLS 1.3'],
] as const)('openssl s_server with %s', (version, flag, name) => {
  test('is verified, written to and heard', async () => {
    const { port, server } = await sServer('localhost', flag, '-cipher', 'DEFAULT@SECLEVEL=0');
    value(await start(port, { minVersion: version }));
    expect(engine.status('c')).toMatchObject({ state: { phase: 'connected', remote: { port } } });
    value(await engine.send('c', { to: 'all' }, Buffer.from('from porthole\n')));
    await until('the text', () => server.output().includes('from porthole'));
    server.child.stdin?.write('from openssl\n');
    await until('the answer', () => recorder.bytes('in').includes('from openssl'));
    await engine.stop('c');
    expect(recorder.kinds()).toEqual(['connecting', 'connected', 'secured', 'peerCertificate', 'closedByUs']);
    expect(recorder.happenings('secured')[0]?.params).toMatchObject({
      version: name,
      serverName: 'localhost',
    });
    expect(recorder.happenings('peerCertificate')).toMatchObject([
      {
        severity: 'info',
        params: {
          verified: 1,
          subject: 'CN=localhost',
          issuer: 'CN=Test Authority',
          fingerprint: pki.fingerprint('localhost'),
        },
      },
    ]);
    expect(recorder.bytes('out').toString()).toBe('from porthole\n');
  });
});

describe('verification', () => {
  test.each([
    ['expired', 'ECERT_EXPIRED', {}],
    ['future', 'ECERT_NOT_YET_VALID', {}],
    ['elsewhere', 'ECERT_HOST', { names: 'example.org, www.example.org', host: 'localhost' }],
    ['weak', 'ECERT_WEAK', { weakness: 'RSA 1024' }],
    ['alone', 'ECERT_SELF_SIGNED', {}],
  ])(
    'a certificate that is %s is refused as %s, unless it was accepted or nothing is checked',
    async (name, code, params) => {
      const { port } = await sServer(name, '-cipher', 'DEFAULT@SECLEVEL=0');
      const fingerprint = pki.fingerprint(name);
      const refused = await start(port);
      expect(codeOf(refused)).toBe(code);
      expect(refused).toMatchObject({ failure: { params: { ...params, fingerprint } } });
      expect(engine.status('c').state).toMatchObject({ phase: 'stopped', failure: { code } });
      expect(recorder.kinds()).toEqual(['connecting', 'connected', 'handshakeFailed']);
      expect(engine.peerCertificates('c', null)).toHaveLength(1);

      value(await start(port, { accepted: [fingerprint] }));
      expect(recorder.happenings('peerCertificate')).toMatchObject([
        { severity: 'warning', params: { accepted: 1, code } },
      ]);
      await engine.stop('c');
      value(await start(port, { verify: false }));
      expect(recorder.happenings('peerCertificate')[1]).toMatchObject({ params: { unchecked: 1, code } });
    },
  );

  test('an authority that is not known', async () => {
    const { port } = await sServer('localhost');
    expect(codeOf(await start(port, {}, pki.material(null, { authorities: [] })))).toBe('ECERT_UNKNOWN_CA');
    // With the authority in the chain of the server it is no other.
    const chained = await sServer('localhost', '-cert_chain', pki.path('ca.pem'));
    const result = await start(chained.port, {}, pki.material(null, { authorities: [] }));
    expect(codeOf(result)).toBe('ECERT_UNKNOWN_CA');
    expect(engine.peerCertificates('c', null)).toHaveLength(2);
  });

  test('another certificate than the accepted one is said as such', async () => {
    const { port } = await sServer('alone');
    const accepted = [pki.fingerprint('localhost')];
    expect(await start(port, { accepted })).toMatchObject({
      ok: false,
      failure: { code: 'ECERT_CHANGED', params: { reason: 'ECERT_SELF_SIGNED' } },
    });
  });

  test('an address is checked as an address, a server name as a name', async () => {
    const { port } = await sServer('localhost');
    value(await engine.start({ ...client(port), address: '127.0.0.1' }, pki.material(null)));
    expect(recorder.happenings('secured')[0]?.params.serverName).toBeUndefined();
    await engine.stop('c');
    const named = await sServer('elsewhere');
    value(await start(named.port, { serverName: 'www.example.org' }));
    expect(recorder.happenings('secured')[1]?.params).toMatchObject({ serverName: 'www.example.org' });
  });

  test('public authorities are trusted besides', async () => {
    const { rootCertificates } = await import('node:tls');
    expect(rootCertificates.length).toBeGreaterThan(100);
    const { port } = await sServer('localhost');
    value(await start(port, {}, pki.material(null, { authorities: [pki.read('ca.pem')] })));
  });
});

describe('client certificates', () => {
  const required = ['-Verify', '1', '-verify_return_error'] as const;
  const trusting = () => [...required, '-CAfile', pki.path('ca.pem')];

  test('shown when the server wants one', async () => {
    const { port, server } = await sServer('localhost', ...trusting());
    value(await start(port, {}, pki.material('client')));
    await until('its name', () => /subject=CN = client|CN=client/.test(server.output()));
  });

  test.each([
    ['TLSv1.2', 'ETLS_CIPHER'],
    ['TLSv1.3', 'ETLS_WANTS_CERTIFICATE'],
  ] as const)('wanted, and none chosen (%s)', async (maxVersion, code) => {
    const { port } = await sServer('localhost', ...trusting());
    await start(port, { maxVersion });
    // With TLS 1.3 the client is done before the server has looked.
    const failure = await until('the end', () => {
      const { state } = engine.status('c');
      return state.phase === 'stopped' ? state.failure : null;
    });
    expect(failure.code).toBe(code);
  });

  test('one that the server does not trust', async () => {
    const { port } = await sServer('localhost', ...trusting());
    await start(port, {}, pki.material('alone'));
    const failure = await until('the end', () => {
      const { state } = engine.status('c');
      return state.phase === 'stopped' ? state.failure : null;
    });
    expect(failure).toMatchObject({ code: 'ETLS_REFUSED', params: { alert: 'unknown ca' } });
  });
});

describe('a server that does not speak TLS', () => {
  test('answers in plain text', async () => {
    const port = await plainServer('220 mail.example ESMTP\r\n');
    expect(codeOf(await start(port))).toBe('ETLS_PLAIN_PEER');
    expect(recorder.happenings('handshakeFailed')[0]?.params).toMatchObject({ client: 1 });
  });

  test('says a word, or nothing', async () => {
    const timeout = { handshakeTimeout: '1000' };
    expect(codeOf(await start(await plainServer('hi\n'), timeout))).toBe('ETLS_PLAIN_PEER');
    expect(codeOf(await start(await plainServer(''), timeout))).toBe('ETLS_TIMEOUT');
  });

  test('echoes', async () => {
    value(await engine.start(endpoint('s', 'tcp', 'server', { reply: 'echo' })));
    expect(codeOf(await start(portOf(engine, 's')))).toBe('ETLS_PLAIN_PEER');
    expect(recorder.happenings('peerSpeaksTls')).toHaveLength(1);
  });
});

test('versions, ciphers and application protocols that have nothing in common', async () => {
  const { port } = await sServer(
    'localhost',
    '-tls1_2',
    '-alpn',
    'h2',
    '-cipher',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
  );
  expect(codeOf(await start(port, { minVersion: 'TLSv1.3' }))).toBe('ETLS_VERSION');
  expect(codeOf(await start(port, { ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' }))).toBe('ETLS_CIPHER');
  expect(codeOf(await start(port, { alpn: 'foo' }))).toBe('ETLS_ALPN');
  value(await start(port, { alpn: 'foo h2' }));
  expect(recorder.happenings('secured')[0]?.params).toMatchObject({ alpn: 'h2' });
});

test('sessions are resumed from one start to the next, and not when that is switched off', async () => {
  const { port, server } = await sServer('localhost');
  for (const [at, resume] of [true, true, false].entries()) {
    value(await start(port, { resume }));
    // What the server says comes after its session tickets.
    server.child.stdin?.write('x\n');
    await until('the text', () => recorder.messages('in').length === at + 1);
    await engine.stop('c');
  }
  expect(recorder.happenings('secured').map(({ params }) => params.resumed)).toEqual([
    undefined,
    1,
    undefined,
  ]);
});

test('Porthole talks to Porthole; a client that is refused learns why', async () => {
  const server = endpoint('s', 'tls', 'server', { reply: 'echo', tls: { clientCertificates: 'require' } });
  value(await engine.start(server, pki.material('localhost')));
  value(await start(portOf(engine, 's'), {}, pki.material('client')));
  value(await engine.send('c', { to: 'all' }, Buffer.from('to ourselves')));
  await until('the echo', () => engine.status('c').bytesIn === 12);
  await engine.stop('c');
  await start(portOf(engine, 's'));
  const failure = await until('the end', () => {
    const { state } = engine.status('c');
    return state.phase === 'stopped' ? state.failure : null;
  });
  expect(failure.code).toBe('ETLS_WANTS_CERTIFICATE');
});

test('a client connects again, secured anew', async () => {
  value(await engine.start(endpoint('s', 'tls', 'server'), pki.material('localhost')));
  const port = portOf(engine, 's');
  value(await engine.start(client(port, {}, { reconnect: true, reconnectDelay: '20' }), pki.material(null)));
  await until('secured', () => recorder.happenings('secured').length === 2);
  const [first] = engine.connections('s', 0, 1).connections;
  value(engine.act('s', first?.id ?? 0, 'close'));
  await until('again', () => recorder.happenings('connected').length === 2);
  await until('secured again', () => recorder.happenings('secured').length === 4);
});

test('connecting is called off in the middle of the handshake', async () => {
  const port = await plainServer('');
  const started = start(port);
  await until('connected', () => recorder.happenings('connected').length === 1);
  await engine.stop('c');
  expect(codeOf(await started)).toBe('ECANCELED');
  expect(recorder.kinds()).toEqual(['connecting', 'connected', 'closedByUs']);
});

test('the keys of both sides go to the file that was chosen, which only its owner reads', async () => {
  const keyLog = pki.path('keys.log');
  value(await engine.start(endpoint('s', 'tls', 'server'), pki.material('localhost', { keyLog })));
  value(await start(portOf(engine, 's'), {}, pki.material(null, { keyLog })));
  value(await engine.send('c', { to: 'all' }, Buffer.from('x')));
  await until('the byte', () => engine.status('s').bytesIn === 1);
  await engine.stopAll();
  const lines = (await readFile(keyLog, 'latin1')).trim().split('\n');
  // Each side tells of both directions.
  for (const label of ['CLIENT_HANDSHAKE_TRAFFIC_SECRET', 'SERVER_TRAFFIC_SECRET_0']) {
    const own = lines.filter((line) => line.startsWith(`${label} `));
    expect(own).toHaveLength(2);
    expect(own[0]).toMatch(/^\w+ [0-9a-f]{64} [0-9a-f]{64,96}$/);
    expect(own[1]).toBe(own[0]);
  }
  if (process.platform !== 'win32') expect((await stat(keyLog)).mode & 0o777).toBe(0o600);
});

test('a key log that cannot be written is told once; TLS goes on', async () => {
  const { port } = await sServer('localhost');
  value(await start(port, {}, pki.material(null, { keyLog: pki.path('no-folder/keys.log') })));
  await until('the row', () => recorder.happenings('failed').length === 1);
  expect(recorder.happenings('failed')).toMatchObject([
    { severity: 'warning', params: { code: 'EKEYLOG', name: 'keys.log' } },
  ]);
  await engine.stopAll();
  expect(recorder.happenings('failed')).toHaveLength(1);
});
