import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bench, codeOf, endpoint, finish, portOf, program, python, until, value } from './testing';
import { makePki } from './tls-testing';

const pki = makePki();
beforeAll(() => pki.issue('localhost'));
afterAll(() => pki.remove());

let { engine, recorder } = bench();
afterEach(async () => {
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

const server = endpoint('s', 'tcp', 'server');
const say = async (id: string, text: string): Promise<void> => {
  value(await engine.send(id, { to: 'all' }, Buffer.from(text)));
};
const heard = (text: string) => until(text, () => recorder.bytes('in').includes(text));

test('openssl s_client -starttls smtp, led by hand; its hello came before the button was pressed', async () => {
  value(await engine.start(server));
  const port = portOf(engine, 's');
  const args = ['s_client', '-starttls', 'smtp', '-connect', `127.0.0.1:${port}`, '-brief'];
  const client = program('openssl', args);
  await until('the connection', () => engine.status('s').connections === 1);
  await say('s', '220 porthole ESMTP\r\n');
  await heard('EHLO');
  await say('s', '250-porthole\r\n250 STARTTLS\r\n');
  await heard('STARTTLS\r\n');
  await say('s', '220 go ahead\r\n');
  await until('its hello', () => recorder.happenings('peerSpeaksTls').length === 1);
  value(await engine.secure(server, 1, pki.material('localhost')));
  await until('the handshake', () => client.output().includes('CONNECTION ESTABLISHED'));
  client.child.stdin?.write('secret\n');
  await heard('secret\n');
  expect(engine.connections('s', 0, 1).connections[0]).toMatchObject({
    state: 'open',
    tls: { version: 'TLS 1.3' },
  });
  await say('s', 'heard\n');
  await until('the answer', () => client.output().includes('heard'));
  expect(recorder.kinds().slice(2)).toEqual(['peerSpeaksTls', 'upgrading', 'secured']);
  client.child.kill();
});

test('a client upgrades when it wants to, and verifies', async () => {
  const script = `
import socket, ssl, sys
l = socket.create_server(('127.0.0.1', 0))
print(l.getsockname()[1])
s, _ = l.accept()
assert s.recv(100) == b'STARTTLS\\n'
s.sendall(b'OK\\n')
c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
c.load_cert_chain(sys.argv[1], sys.argv[2])
t = c.wrap_socket(s, server_side=True)
print(t.recv(100))
t.sendall(b'secret answer')
t.unwrap()
`;
  const peer = python(script, pki.path('localhost.pem'), pki.path('localhost.key'));
  const port = await until('its port', () => /^\d+/.exec(peer.output())?.[0]);
  const client = endpoint('c', 'tcp', 'client', { address: 'localhost', port });
  value(await engine.start(client));
  await say('c', 'STARTTLS\n');
  await heard('OK\n');
  value(await engine.secure(client, 1, pki.material(null)));
  await say('c', 'secret');
  await heard('secret answer');
  expect(peer.output()).toContain("b'secret'");
  expect(recorder.happenings('peerCertificate')).toMatchObject([{ params: { verified: 1 } }]);
});

test('what cannot be upgraded says why', async () => {
  value(await engine.start(server));
  const port = portOf(engine, 's');
  value(await engine.start(endpoint('c', 'tcp', 'client', { port })));
  await until('the connection', () => engine.status('s').connections === 1);
  const first = engine.connections('s', 0, 1).connections[0]?.id ?? 0;
  expect(codeOf(await engine.secure(server, first, pki.material(null)))).toBe('ETLS_NO_CERTIFICATE');
  expect(codeOf(await engine.secure(server, 99, pki.material('localhost')))).toBe('ENOSUCHCONNECTION');
  const upgrade = engine.secure(server, first, pki.material('localhost'));
  expect(codeOf(await engine.secure(server, first, pki.material('localhost')))).toBe('ESECURED');
  await say('c', 'plain text');
  expect(codeOf(await upgrade)).toBe('ETLS_PLAIN_PEER');
  const udp = endpoint('u', 'udp', 'client', { port: 9 });
  value(await engine.start(udp));
  const peer = engine.connections('u', 0, 1).connections[0]?.id ?? 0;
  expect(codeOf(await engine.secure(udp, peer, pki.material(null)))).toBe('ESECURE_UDP');
});
