import { expect, test } from 'vitest';
import { newEndpoint } from '../../../core/contract/endpoint';
import { isMended } from './failed-field';

const server = newEndpoint('a', 'server');

test.each([
  [{ code: 'EINVAL_PORT', params: { value: 'abc' } }, { port: 'abc' }, false],
  [{ code: 'EINVAL_PORT', params: { value: 'abc' } }, { port: '80' }, true],
  [{ code: 'EINVAL_PORT' }, { port: ' ' }, false],
  [{ code: 'EINVAL_PORT' }, { port: '80' }, true],
  [{ code: 'EINVAL_HOST_EMPTY' }, { address: '' }, false],
  [{ code: 'EINVAL_HOST_EMPTY' }, { address: '::1' }, true],
  [
    { code: 'EINVAL_PORT', params: { value: '70000' } },
    { options: { ...server.options, localPort: '70000' } },
    false,
  ],
  [{ code: 'EINVAL_HOST', params: { value: 'a b' } }, { address: '::1' }, true],
  [
    { code: 'EINVAL_NUMBER', params: { field: 'receiveBuffer', value: '-5' } },
    { options: { ...server.options, receiveBuffer: ' -5 ' } },
    false,
  ],
  [{ code: 'EINVAL_NUMBER', params: { field: 'receiveBuffer', value: '-5' } }, {}, true],
  [
    { code: 'EINVAL_NUMBER', params: { field: 'handshakeTimeout', value: 'x' } },
    { tls: { ...server.tls, handshakeTimeout: 'x' } },
    false,
  ],
  [{ code: 'EINVAL_NUMBER', params: { field: 'handshakeTimeout', value: 'x' } }, {}, true],
  [{ code: 'EINVAL_NUMBER', params: { field: 'elsewhere', value: 'x' } }, {}, false],
  [{ code: 'EADDRINUSE', params: { host: '127.0.0.1', port: 8888 } }, { port: '9000' }, false],
])('%j with %j is mended: %j', (failure, fields, mended) => {
  expect(isMended(failure, { ...server, ...fields })).toBe(mended);
});
