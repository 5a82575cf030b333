import { expect, it } from 'vitest';
import { boundPort, endpointName } from './endpoint-name';

const server = {
  name: '',
  role: 'server',
  protocol: 'tcp',
  address: '127.0.0.1',
  port: '8888',
  path: '',
} as const;
const local = { ...server, protocol: 'local', path: '/tmp/x.sock' } as const;

it.each([
  ['a server by its port', server, null, 'TCP :8888'],
  ['port 0 before it listens', { ...server, port: '0' }, null, 'TCP :0'],
  ['port 0 by the port that the system gave', { ...server, port: ' 0 ' }, 40123, 'TCP :40123'],
  ['a port of its own choice, whatever is bound', server, 40123, 'TCP :8888'],
  [
    'what is typed with blanks around without them',
    { ...server, role: 'client', address: ' ::1 ', port: ' 8889 ' } as const,
    null,
    'TCP [::1]:8889',
  ],
  ['a name of its own choice', { ...server, name: ' lab ', port: '0' }, 40123, 'lab'],
  ['a client by where it connects to', { ...server, role: 'client' } as const, 40123, 'TCP 127.0.0.1:8888'],
  ['IPv6 in brackets', { ...server, role: 'client', address: '::1' } as const, null, 'TCP [::1]:8888'],
  ['a local server by the end of its path', local, 49_152, 'x.sock'],
  ['a local client by all of it', { ...local, role: 'client' } as const, null, '/tmp/x.sock'],
  ['a local endpoint without a path', { ...local, path: ' ' }, null, 'Local'],
])('names %s', (_what, config, bound, name) => expect(endpointName(config, bound)).toBe(name));

it('knows the port while there is one', () => {
  const local = { address: '127.0.0.1', port: 40123, family: 4 } as const;
  expect(boundPort({ phase: 'listening', local, accepting: true })).toBe(40123);
  expect(boundPort({ phase: 'open', local, remote: null })).toBe(40123);
  expect(boundPort({ phase: 'stopped' })).toBe(null);
});
