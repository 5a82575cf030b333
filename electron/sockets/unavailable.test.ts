import { expect, test } from 'vitest';
import { grantedBacklog } from './granted-backlog';
import { unavailableOptions } from './unavailable';

test.each([
  ['linux', '20.18.1', { reusePort: 'runtime' }],
  ['linux', '22.11.0', { reusePort: 'runtime' }],
  ['linux', '22.12.0', {}],
  ['linux', '23.0.0', { reusePort: 'runtime' }],
  ['linux', '24.1.0', {}],
  ['darwin', '24.1.0', { reusePort: 'system' }],
  ['win32', '24.1.0', { reusePort: 'system' }],
] as const)('%s with Node %s', (platform, node, expected) =>
  expect(unavailableOptions(platform, node, true, true)).toEqual(expected),
);

test('without foreign functions, in a runtime whose keep-alive takes no interval and no count', () => {
  expect(unavailableOptions('linux', '24.1.0', false, false)).toEqual({
    keepAliveInterval: 'runtime',
    keepAliveCount: 'runtime',
    pauseQueue: 'runtime',
    streamBuffers: 'runtime',
    streamTtl: 'runtime',
  });
  expect(unavailableOptions('linux', '24.1.0', false, true)).toEqual({});
});

test('a system that does not tell its limit grants nothing that could be shown', () => {
  expect(grantedBacklog(511, '/no/such/file')).toBeNull();
});
