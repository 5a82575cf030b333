import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bench, endpoint, finish, type Program, portOf, program, python, until, value } from './testing';
import { makePki } from './tls-testing';

// TLS against programs that nobody here wrote, besides openssl and curl (tls-server.test.ts, tls-client.test.ts).

const pki = makePki();
beforeAll(() => {
  pki.issue('localhost');
  pki.issue('client', { usage: 'clientAuth' });
});
afterAll(() => pki.remove());

let { engine, recorder } = bench();
afterEach(async () => {
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

const ASYNCIO_SERVER = `
import asyncio, ssl, sys
c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
c.load_cert_chain(sys.argv[1], sys.argv[2])
async def talk(reader, writer):
    line = await reader.readline()
    writer.write(b'heard ' + line)
    await writer.drain()
    writer.close()
async def main():
    server = await asyncio.start_server(talk, '127.0.0.1', 0, ssl=c)
    print(server.sockets[0].getsockname()[1])
    await server.serve_forever()
asyncio.run(main())
`;

const SSL_SERVER = `
import socket, ssl, sys
c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
c.load_cert_chain(sys.argv[1], sys.argv[2])
c.set_alpn_protocols(['porthole/1'])
l = c.wrap_socket(socket.create_server(('127.0.0.1', 0)), server_side=True)
print(l.getsockname()[1])
s, _ = l.accept()
s.sendall(b'heard ' + s.recv(100))
s.unwrap()
`;

const certificate = (): readonly [string, string] => [pki.path('localhost.pem'), pki.path('localhost.key')];
const firstNumber = (peer: Program) => until('its port', () => /^\d+/.exec(peer.output())?.[0]);

/** A port that was free a moment ago: ncat does not choose one itself. */
const freePort = async (): Promise<number> => {
  value(await engine.start(endpoint('free', 'tcp', 'server')));
  const port = portOf(engine, 'free');
  await engine.stop('free');
  return port;
};

describe('Porthole as the client', () => {
  test.each([
    ['Python ssl', SSL_SERVER, 'porthole/1'],
    ['Python asyncio', ASYNCIO_SERVER, undefined],
  ] as const)('of %s: verified, heard, and ended in order', async (_name, script, alpn) => {
    const port = await firstNumber(python(script, ...certificate()));
    const config = endpoint('c', 'tls', 'client', {
      address: 'localhost',
      port,
      tls: { alpn: 'porthole/1' },
    });
    value(await engine.start(config, pki.material(null)));
    value(await engine.send('c', { to: 'all' }, Buffer.from('hello\n')));
    await until('the answer', () => recorder.bytes('in').includes('heard hello\n'));
    await until('the end', () => engine.status('c').state.phase === 'stopped');
    expect(recorder.kinds()).toEqual([
      ...['connecting', 'connected', 'secured', 'peerCertificate', 'peerFinished', 'closedByPeer'],
    ]);
    expect(recorder.happenings('secured')[0]?.params.alpn).toBe(alpn);
    expect(recorder.happenings('peerCertificate')[0]?.params).toMatchObject({ verified: 1 });
    expect(recorder.bytes('out').toString()).toBe('hello\n');
  });

  test('of ncat --ssl -l', async () => {
    const port = await freePort();
    const [cert, key] = certificate();
    const args = ['--ssl', '--ssl-cert', cert, '--ssl-key', key, '-v', '-l', '127.0.0.1', `${port}`];
    const peer = program('ncat', args);
    await until('listening', () => peer.output().includes('Listening on'));
    const config = endpoint('c', 'tls', 'client', { address: 'localhost', port });
    value(await engine.start(config, pki.material(null)));
    value(await engine.send('c', { to: 'all' }, Buffer.from('to ncat\n')));
    await until('the text', () => peer.output().includes('to ncat'));
    peer.child.stdin?.write('from ncat\n');
    await until('the answer', () => recorder.bytes('in').toString() === 'from ncat\n');
    expect(recorder.happenings('peerCertificate')[0]?.params).toMatchObject({ verified: 1 });
  });

  test('of socat OPENSSL-LISTEN, which wants a certificate', async () => {
    const [cert, key] = certificate();
    const address = `OPENSSL-LISTEN:0,bind=127.0.0.1,cert=${cert},key=${key},cafile=${pki.path('ca.pem')},verify=1`;
    const peer = program('socat', ['-d', '-d', '-', address]);
    const port = Number(await until('its port', () => /listening on .*:(\d+)/.exec(peer.output())?.[1]));
    const config = endpoint('c', 'tls', 'client', { address: 'localhost', port });
    value(await engine.start(config, pki.material('client')));
    value(await engine.send('c', { to: 'all' }, Buffer.from('to socat\n')));
    await until('the text', () => peer.output().includes('to socat'));
    peer.child.stdin?.write('from socat\n');
    await until('the answer', () => recorder.bytes('in').toString() === 'from socat\n');
  });
});

describe('Porthole as the server, that wants a certificate', () => {
  const start = async (): Promise<number> => {
    const tls = { clientCertificates: 'require' } as const;
    const config = endpoint('s', 'tls', 'server', { reply: 'echo', tls });
    value(await engine.start(config, pki.material('localhost')));
    return portOf(engine, 's');
  };
  const shown = (): void => {
    expect(recorder.happenings('peerCertificate')).toMatchObject([
      { severity: 'info', params: { subject: 'CN=client', verified: 1 } },
    ]);
  };

  test('of Python asyncio', async () => {
    const script = `
import asyncio, ssl, sys
c = ssl.create_default_context(cafile=sys.argv[2])
c.load_cert_chain(sys.argv[3], sys.argv[4])
async def main():
    reader, writer = await asyncio.open_connection('127.0.0.1', int(sys.argv[1]), ssl=c, server_hostname='localhost')
    writer.write(b'by asyncio')
    print(await reader.readexactly(10))
    writer.close()
    await writer.wait_closed()
asyncio.run(main())
`;
    const files = ['ca.pem', 'client.pem', 'client.key'].map((name) => pki.path(name));
    const peer = await python(script, await start(), ...files).ended;
    expect(peer).toEqual({ code: 0, output: "b'by asyncio'\n" });
    shown();
    await until('the end', () => recorder.happenings('closedByPeer').length === 1);
  });

  test('of ncat --ssl and of socat OPENSSL', async () => {
    const port = await start();
    const [cert, key] = [pki.path('client.pem'), pki.path('client.key')];
    const ncat = program('ncat', ['--ssl', '--ssl-cert', cert, '--ssl-key', key, '127.0.0.1', `${port}`]);
    ncat.child.stdin?.write('by ncat\n');
    await until('the echo', () => ncat.output() === 'by ncat\n');
    shown();
    ncat.child.kill();
    await until('gone', () => engine.status('s').connections === 0);
    const address = `OPENSSL:localhost:${port},cafile=${pki.path('ca.pem')},cert=${cert},key=${key},pf=ip4`;
    expect(await program('socat', ['-t3', '-', address], 'by socat').ended).toEqual({
      code: 0,
      output: 'by socat',
    });
  });
});
