import { describe, expect, test } from 'vitest';
import { parseHost } from './host';

test.each([
  ['127.0.0.1', '127.0.0.1'],
  [' localhost ', 'localhost'],
  ['[::1]', '::1'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
  ['my_host-1.example', 'my_host-1.example'],
  ['1.example', '1.example'],
  ['例子.测试', '例子.测试'],
])('%j is the host %j', (typed, host) => expect(parseHost(typed)).toEqual({ ok: true, value: host }));

const none = {};
const failures: readonly (readonly [string, string, object])[] = [
  ['', 'EMPTY', none],
  ['  ', 'EMPTY', none],
  ['256.1.1.1', 'IPV4', none],
  ['1.2.3', 'IPV4', none],
  ['1.2.3.4.5', 'IPV4', none],
  ['127.0.0.01', 'IPV4', none],
  ['8888', 'IPV4', none],
  ['192.168.1.', 'IPV4', none],
  ['[::1', 'IPV6', none],
  ['::1]', 'IPV6', none],
  ['1:2:3', 'IPV6', none],
  ['12345::', 'IPV6', none],
  [':::', 'IPV6', none],
  ['1.2.3.4:80', 'PORT', { host: '1.2.3.4', port: '80' }],
  ['localhost:8888', 'PORT', { host: 'localhost', port: '8888' }],
  ['[::1]:80', 'PORT', { host: '::1', port: '80' }],
  ['http://example.test/path', 'URL', { host: 'example.test' }],
  ['http://me:secret@example.test:8080/', 'URL', { host: 'example.test', port: '8080' }],
  ['tcp://[::1]:80', 'URL', { host: '::1', port: '80' }],
  ['two words', '', none],
  ['a/b', '', none],
  ['a\u0000b', '', none],
  ['http://', '', none],
];
describe('no host', () => {
  test.each(failures)('%j: %s', (typed, kind, more) => {
    const code = kind === '' ? 'EINVAL_HOST' : `EINVAL_HOST_${kind}`;
    const params = { params: { value: typed.trim(), ...more } };
    expect(parseHost(typed)).toEqual({ ok: false, failure: { code, ...(kind === 'EMPTY' ? {} : params) } });
  });
});
