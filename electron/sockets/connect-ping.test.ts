import { createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newEndpoint } from '../../core/contract/endpoint';
import { MAX_PING_POINTS, type PingStatus, type PingWish } from '../../core/contract/ping';
import { NO_MATERIAL } from '../../core/contract/tls';
import { now } from './clock';
import { type ConnectPing, createConnectPing } from './connect-ping';
import { createPingTally } from './ping-tally';
import { bench, codeOf, endpoint, finish, memoryRecorder, portOf, python, until, value } from './testing';
import { makePki } from './tls-testing';

const pki = makePki();
beforeAll(() => {
  pki.issue('localhost');
  pki.selfSigned('alone');
});
afterAll(() => pki.remove());

let { engine, recorder } = bench();
let rows = memoryRecorder();
let ping: ConnectPing;
const plain: Server[] = [];
const renew = (): void => {
  rows = memoryRecorder();
  ping = createConnectPing({ recorder: rows, now, endpoint: () => null, onStatus: () => undefined });
};
renew();
afterEach(async () => {
  ping.stop();
  for (const server of plain.splice(0)) server.close();
  await finish({ engine, recorder });
  await finish({ engine, recorder: rows });
  ({ engine, recorder } = bench());
  renew();
});

const wish = (port: number | string, change: Partial<PingWish> = {}): PingWish => ({
  endpoint: null,
  protocol: 'tcp',
  address: '127.0.0.1',
  port: String(port),
  every: '10',
  count: '5',
  timeout: '20000',
  logged: false,
  ...change,
});

/** The series after its last connect. */
const ended = (): Promise<PingStatus> =>
  until('the end', () => {
    const status = ping.status();
    return status?.running === false ? status : null;
  });

/** A server that takes connections and says nothing. */
const silent = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.on('error', () => undefined));
    plain.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

test('so many TCP connects, each closed again; the log has a row at the start and one at the end', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const port = portOf(engine, 's');
  value(ping.start(wish(port), null, NO_MATERIAL));
  expect(ping.status()).toMatchObject({ running: true, count: 5, everyMs: 10, remote: `127.0.0.1:${port}` });
  const status = await ended();
  expect(status).toMatchObject({ answered: 5, failed: 0, failures: [], peer: `127.0.0.1:${port}` });
  const { total, connect, lookup, handshake } = status.times;
  expect(total).toEqual(connect);
  expect([lookup, handshake]).toEqual([null, null]);
  expect(total?.min).toBeGreaterThan(0);
  expect(total?.p50).toBeGreaterThanOrEqual(total?.min ?? 0);
  expect(total?.p99).toBeLessThanOrEqual(total?.max ?? 0);
  expect(status.recent).toHaveLength(5);
  await until('closed', () => recorder.happenings('closedByPeer').length === 5);
  expect(engine.status('s').connections).toBe(0);
  expect(rows.kinds()).toEqual(['pingStarted', 'pingStopped']);
  expect(rows.happenings('pingStopped')[0]?.params).toMatchObject({
    attempts: 5,
    failed: 0,
    p50: total?.p50,
  });
});

test('with a name its look-up has a time of its own; each connect is a row when that is asked for', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  const asked = wish(portOf(engine, 's'), { address: 'localhost', count: '2', logged: true });
  value(ping.start(asked, null, NO_MATERIAL));
  const { times } = await ended();
  expect(times.lookup?.max).toBeGreaterThan(0);
  expect(rows.kinds()).toEqual(['pingStarted', 'pingAnswered', 'pingAnswered', 'pingStopped']);
  expect(rows.happenings('pingAnswered')[1]?.params).toMatchObject({ attempt: 2, ms: expect.any(Number) });
});

test('TLS connects are whole handshakes, verified as the client is set up to', async () => {
  const server = endpoint('s', 'tls', 'server');
  value(await engine.start(server, pki.material('localhost')));
  const secured = wish(portOf(engine, 's'), { protocol: 'tls', address: 'localhost', count: '3' });
  value(ping.start(secured, null, pki.material(null)));
  const status = await ended();
  expect(status).toMatchObject({ answered: 3, failed: 0, secured: expect.stringMatching(/^TLS 1\.3, /) });
  const { connect, handshake, total } = status.times;
  expect(total?.max).toBeGreaterThanOrEqual((handshake?.min ?? 0) + (connect?.min ?? 0));
  await until('all closed', () => engine.status('s').connections === 0);
  expect(recorder.happenings('secured').map(({ params }) => params.resumed)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(recorder.kinds()).not.toContain('resetByPeer');

  value(ping.start(secured, null, pki.material(null, { authorities: [] })));
  expect((await ended()).failures).toMatchObject([{ count: 3, failure: { code: 'ECERT_UNKNOWN_CA' } }]);
  const trusting = newEndpoint('c', 'client');
  const base = { ...trusting, tls: { ...trusting.tls, verify: false } };
  value(ping.start(secured, base, pki.material(null, { authorities: [] })));
  expect(await ended()).toMatchObject({ answered: 3, failed: 0 });
});

test('failures are counted by their cause, each with its words', async () => {
  const port = await silent();
  const cases = [
    [wish(1), 'ECONNREFUSED'],
    [wish(port, { protocol: 'tls', timeout: '1000' }), 'ETLS_TIMEOUT'],
    [wish(port, { address: 'no-such-name.invalid' }), /^(ENOTFOUND|EAI_AGAIN)$/],
  ] as const;
  for (const [asked, code] of cases) {
    value(ping.start({ ...asked, count: '2', logged: true }, null, NO_MATERIAL));
    const { failures, failed, answered, recent } = await ended();
    expect({ failed, answered }).toEqual({ failed: 2, answered: 0 });
    const sum = failures.reduce((all, { count }) => all + count, 0);
    expect(sum).toBe(2);
    for (const { failure } of failures) {
      expect(codeOf({ ok: false, failure })).toMatch(code);
      expect(recent).toContain(failure.code);
    }
  }
  expect(rows.happenings('pingFailed')).toHaveLength(6);
  expect(rows.happenings('pingStopped')[0]).toMatchObject({ severity: 'warning', params: { failed: 2 } });
});

test.runIf(process.platform === 'linux')('a host that does not answer runs into the timeout', async () => {
  // A queue that is full: Linux drops what it cannot queue, as a firewall does.
  const script = `
import socket, time
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(0)
held = []
for _ in range(4):
    c = socket.socket(); c.setblocking(False); c.connect_ex(s.getsockname()); held.append(c)
print(s.getsockname()[1])
time.sleep(60)
`;
  const peer = python(script);
  const port = await until('its port', () => /^\d+/.exec(peer.output())?.[0]);
  value(ping.start(wish(port, { count: '2', timeout: '50' }), null, NO_MATERIAL));
  expect((await ended()).failures).toMatchObject([
    { count: 2, failure: { code: 'ETIMEDOUT', errno: 110, params: { ms: 50 } } },
  ]);
});

test('the most frequent failure is first, with the words of the last of its kind', () => {
  const tally = createPingTally();
  tally.failed({ code: 'ECONNREFUSED' });
  tally.failed({ code: 'ETIMEDOUT', params: { ms: 5 } });
  tally.failed({ code: 'ETIMEDOUT', params: { ms: 6 } });
  expect(tally.status()).toMatchObject({
    failed: 3,
    failures: [
      { count: 2, failure: { code: 'ETIMEDOUT', params: { ms: 6 } } },
      { count: 1, failure: { code: 'ECONNREFUSED' } },
    ],
    recent: ['ECONNREFUSED', 'ETIMEDOUT', 'ETIMEDOUT'],
  });
});

test('without a count it goes on until it is stopped, and counts nothing after that', async () => {
  value(await engine.start(endpoint('s', 'tcp', 'server')));
  value(ping.start(wish(portOf(engine, 's'), { count: '' }), null, NO_MATERIAL));
  await until('some', () => (ping.status()?.answered ?? 0) >= 3);
  ping.stop();
  const { answered, running } = ping.status() ?? {};
  expect(running).toBe(false);
  await until('closed', () => engine.status('s').connections === 0);
  expect(ping.status()?.answered).toBe(answered);
  expect(rows.kinds()).toEqual(['pingStarted', 'pingStopped']);
});

test('a connect that is under way when it is stopped is given up', async () => {
  const port = await silent();
  value(ping.start(wish(port, { protocol: 'tls', count: '' }), null, NO_MATERIAL));
  ping.stop();
  expect(ping.status()).toMatchObject({ running: false, answered: 0, failed: 0 });
  // Another one takes its place.
  value(ping.start(wish(port, { count: '1' }), null, NO_MATERIAL));
  expect(await ended()).toMatchObject({ answered: 1, failed: 0 });
});

test.each([
  [{ every: '9' }, 'EINVAL_NUMBER'],
  [{ count: 'x' }, 'EINVAL_NUMBER'],
  [{ timeout: '0' }, 'EINVAL_NUMBER'],
  [{ port: '0' }, 'EINVAL_PORT_ZERO'],
  [{ address: 'a b' }, 'EINVAL_HOST'],
] as const)('what cannot be is refused: %j', (change, code) => {
  expect(codeOf(ping.start(wish(1, change), null, NO_MATERIAL))).toBe(code);
  expect(ping.status()).toBeNull();
});

test('a hundred thousand connects take no more room than a few', () => {
  const tally = createPingTally();
  const connect = { times: { connect: 1.5, total: 1.5 }, peer: '127.0.0.1:1', secured: '' };
  for (let n = 0; n < 100_000; n += 1) tally.answered(connect);
  const { answered, recent, times } = tally.status();
  expect(answered).toBe(100_000);
  expect(recent).toHaveLength(MAX_PING_POINTS);
  expect(times.total).toEqual({ min: 1.5, p50: 1.5, p99: 1.5, max: 1.5 });
});
