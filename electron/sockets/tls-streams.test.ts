import { connect, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { EndpointOptions } from '../../core/contract/endpoint';
import type { ConnectionInfo } from '../../core/contract/status';
import { canSetOptions } from './socket-options';
import { bench, endpoint, finish, portOf, until, value } from './testing';
import { makePki } from './tls-testing';

// What is done by hand with a plain connection is done with a secured one: its bytes are the plaintext.

const pki = makePki();
beforeAll(() => pki.issue('localhost'));
afterAll(() => pki.remove());

let { engine, recorder } = bench();
let client: TLSSocket | null = null;
afterEach(async () => {
  client?.destroy();
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

/** A client on a TLS server of ours, and the number of its connection, when both are secured. */
const secured = async (options: Partial<EndpointOptions> = {}): Promise<[TLSSocket, number]> => {
  value(await engine.start(endpoint('s', 'tls', 'server', { options }), pki.material('localhost')));
  const socket = connect({ port: portOf(engine, 's'), host: '127.0.0.1', rejectUnauthorized: false });
  client = socket.on('error', () => undefined);
  const connection = await until('the handshake', (): ConnectionInfo | false => {
    const [one] = engine.connections('s', 0, 1).connections;
    return one !== undefined && one.tls !== null && one;
  });
  return [socket, connection.id];
};

test('an exact number of bytes, and the read size', async () => {
  const [socket, id] = await secured({ readSize: '4' });
  value(engine.act('s', id, 'pause'));
  socket.write('abcdefghij');
  value(engine.readExactly('s', id, '3'));
  await until('three', () => recorder.messages('in').length === 1);
  value(engine.act('s', id, 'resume'));
  await until('the rest', () => recorder.bytes('in').length === 10);
  expect(recorder.messages('in').map(String)).toEqual(['abc', 'defg', 'hij']);
});

test('the options of its socket are set, and told as the system has them', async () => {
  const options = { keepAlive: true, keepAliveInterval: '3000', sendBuffer: '30000' };
  const [, id] = await secured({ ...options, noDelay: true });
  const expected = { noDelay: 1, keepAlive: 1, keepAliveInterval: 3000, sendBuffer: 60_000 };
  expect(engine.granted('s', id)).toMatchObject(canSetOptions() ? expected : {});
  const changed = { ...options, noDelay: false, keepAliveInterval: '5000' };
  value(engine.configure(endpoint('s', 'tls', 'server', { options: changed })));
  const then = { noDelay: 0, keepAliveInterval: 5000 };
  expect(engine.granted('s', id)).toMatchObject(canSetOptions() ? then : {});
});

test('corked: nothing goes until it is let go', async () => {
  const [socket, id] = await secured();
  let got = '';
  socket.on('data', (chunk: Buffer) => {
    got += chunk.toString();
  });
  value(engine.act('s', id, 'cork'));
  const sends = ['one ', 'two'].map((word) => engine.send('s', { to: 'all' }, Buffer.from(word)));
  await until('they wait', () => engine.status('s').queued === 7);
  expect(got).toBe('');
  value(engine.act('s', id, 'uncork'));
  for (const sent of await Promise.all(sends)) value(sent);
  await until('they are there', () => got === 'one two');
});

test('accepted and never read: the handshake is made, and then nothing is read until it is resumed', async () => {
  const [socket, id] = await secured({ acceptMode: 'ignore' });
  expect(engine.connections('s', 0, 1).connections[0]?.paused).toBe(true);
  socket.write('waits');
  value(engine.readExactly('s', id, '2'));
  await until('two', () => recorder.messages('in').length === 1);
  value(engine.act('s', id, 'resume'));
  await until('all', () => recorder.bytes('in').toString() === 'waits');
});

test('reading finished: what comes is thrown away', async () => {
  const [socket, id] = await secured();
  value(engine.act('s', id, 'finishReading'));
  socket.write('gone');
  await until('it is gone', () => engine.connections('s', 0, 1).connections[0]?.stream?.discarded === 4);
  socket.end();
  await until('the end', () => recorder.happenings('discarded').length === 1);
  expect(recorder.messages('in')).toEqual([]);
});
