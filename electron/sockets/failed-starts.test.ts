import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { newEndpoint } from '../../core/contract/endpoint';
import { failureOf } from './failure-of';
import { bench, codeOf, endpoint, finish, portOf, python, until, value } from './testing';

let { engine, recorder } = bench();
afterEach(async () => {
  await finish({ engine, recorder });
  ({ engine, recorder } = bench());
});

test.each([
  ['tcp', 'server', { port: '65536' }, 'EINVAL_PORT'],
  ['tcp', 'server', { port: 'abc' }, 'EINVAL_PORT'],
  ['tcp', 'server', { port: '' }, 'EINVAL_PORT'],
  ['tcp', 'server', { port: '-1' }, 'EINVAL_PORT'],
  ['tcp', 'client', { port: '0' }, 'EINVAL_PORT_ZERO'],
  ['udp', 'client', { port: '0' }, 'EINVAL_PORT_ZERO'],
  ['tcp', 'server', { address: ' ' }, 'EINVAL_HOST_EMPTY'],
  ['tcp', 'client', { address: '127.0.0.1:80', port: '1' }, 'EINVAL_HOST_PORT'],
  ['tcp', 'client', { address: 'http://x', port: '1' }, 'EINVAL_HOST_URL'],
  ['udp', 'server', { address: 'two words' }, 'EINVAL_HOST'],
  ['tcp', 'client', { address: 'a\u0000b', port: '1' }, 'EINVAL_HOST'],
  ['tcp', 'server', { options: { backlog: '0' } }, 'EINVAL_NUMBER'],
  ['tcp', 'server', { options: { maxConnections: 'many' } }, 'EINVAL_NUMBER'],
  ['tcp', 'server', { options: { idleTimeout: '-5' } }, 'EINVAL_NUMBER'],
  ['tcp', 'client', { port: '1', options: { connectTimeout: '1e3' } }, 'EINVAL_NUMBER'],
  ['tcp', 'client', { port: '1', options: { localAddress: 'eth0' } }, 'EINVAL_LOCAL_ADDRESS'],
  ['tcp', 'client', { port: '1', options: { localPort: '70000' } }, 'EINVAL_PORT'],
  ['tcp', 'client', { port: '1', options: { reconnect: true, reconnectDelay: '0' } }, 'EINVAL_NUMBER'],
  ['udp', 'server', { options: { receiveBuffer: '4 MiB' } }, 'EINVAL_NUMBER'],
] as const)('%s %s with %j: %s', async (protocol, role, change, code) => {
  const result = await engine.start(endpoint('x', protocol, role, change));
  expect(codeOf(result)).toBe(code);
  expect(engine.status('x').state).toMatchObject({ phase: 'stopped', failure: { code } });
  expect(recorder.calls).toEqual([]);
});

test('a field that the protocol does not use is not looked at', async () => {
  const options = {
    backlog: 'x',
    maxConnections: 'x',
    connectTimeout: 'x',
    keepAliveDelay: 'x',
    reconnectDelay: 'x',
  };
  value(await engine.start(endpoint('u', 'udp', 'server', { options })));
});

test('a reply that is not well-formed refuses the start', async () => {
  const config = endpoint('s', 'tcp', 'server', { reply: { fixed: '' } });
  const broken = {
    ...config,
    autoReply: { ...config.autoReply, reply: { format: 'hex', hex: '1' } as const },
  };
  expect(codeOf(await engine.start(broken))).toBe('EDRAFT_HEX_ODD');
});

test.each(['tcp', 'udp'] as const)('a %s port in use names the program that has it', async (protocol) => {
  const kind = protocol === 'tcp' ? 'SOCK_STREAM' : 'SOCK_DGRAM';
  const listening = protocol === 'tcp' ? 's.listen()' : 'pass';
  const holder = python(`
import socket, sys
s = socket.socket(socket.AF_INET, socket.${kind}); s.bind(('127.0.0.1', 0)); ${listening}
print(s.getsockname()[1]); sys.stdin.read()
`);
  const port = Number(await until('the port', () => holder.output().trim()));
  const result = await engine.start(endpoint('s', protocol, 'server', { port }));
  expect(result).toMatchObject({
    ok: false,
    failure: {
      code: 'EADDRINUSE',
      errno: 98,
      params: { host: '127.0.0.1', port, program: expect.stringMatching(/^python/), pid: holder.child.pid },
    },
  });
  expect(recorder.kinds()).toEqual(['failed']);
  expect(engine.status('s').state).toMatchObject({ phase: 'stopped', failure: { code: 'EADDRINUSE' } });
});

test('a port that another endpoint of ours has', async () => {
  value(await engine.start(endpoint('a', 'tcp', 'server')));
  const result = await engine.start(endpoint('b', 'tcp', 'server', { port: portOf(engine, 'a') }));
  expect(result).toMatchObject({ ok: false, failure: { code: 'EADDRINUSE', params: { own: 1 } } });
  expect(codeOf(await engine.start(endpoint('a', 'tcp', 'server')))).toBe('ERUNNING');
});

test.each(['tcp', 'udp'] as const)('an address that is not local: %s', async (protocol) => {
  const result = await engine.start(endpoint('s', protocol, 'server', { address: '192.0.2.1' }));
  expect(result).toMatchObject({
    ok: false,
    failure: { code: 'EADDRNOTAVAIL', errno: 99, params: { host: '192.0.2.1' } },
  });
});

test.each(['tcp', 'udp'] as const)('a server name that does not resolve: %s', async (protocol) => {
  const result = await engine.start(endpoint('s', protocol, 'server', { address: 'nonexistent.invalid' }));
  expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(codeOf(result));
  expect(recorder.kinds()).toEqual(['failed']);
});

/** Ports below this one take a right (ip(7), ip_unprivileged_port_start); in some containers it is 0. */
const firstForAll = (): number =>
  process.platform === 'linux'
    ? Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'))
    : 1024;

// As root every port is ours; a child without the right meets the real error and hands it over.
test('a port below 1024 without the right', async () => {
  const anyoneMay = firstForAll() <= 81;
  if (process.getuid?.() !== 0) {
    const code = codeOf(await engine.start(endpoint('s', 'tcp', 'server', { port: 81 })));
    expect(code).toBe(anyoneMay ? 'ok' : 'EACCES');
    return;
  }
  const script = `require('net').createServer().once('error', (e) => console.log(JSON.stringify({
    code: e.code, errno: e.errno, syscall: e.syscall, message: e.message }))).listen(81, '127.0.0.1', function () { console.log('listens'); this.close(); })`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], {
    uid: 65534,
    encoding: 'utf8',
    cwd: '/',
    timeout: 30_000,
  });
  if (anyoneMay) {
    expect(stdout).toBe('listens\n');
    return;
  }
  expect(failureOf(JSON.parse(stdout), { host: '127.0.0.1', port: 81 })).toMatchObject({
    code: 'EACCES',
    errno: 13,
    syscall: 'listen',
    params: { port: 81 },
  });
});

test('an endpoint that is not known is stopped', async () => {
  expect(engine.status('nobody')).toMatchObject({
    id: 'nobody',
    state: { phase: 'stopped' },
    connections: 0,
  });
  expect(engine.tag('nobody')).toBeNull();
  expect(engine.isRunning('nobody')).toBe(false);
  await engine.stop('nobody');
  value(engine.configure(newEndpoint('nobody', 'server')));
  expect(codeOf(engine.act('nobody', 1, 'close'))).toBe('ENOSUCHCONNECTION');
  expect(codeOf(await engine.send('nobody', { to: 'all' }, Buffer.from('x')))).toBe('ENOTRUNNING');
});
