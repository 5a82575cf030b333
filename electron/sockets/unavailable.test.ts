import { expect, test } from 'vitest';
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
  expect(unavailableOptions(platform, node)).toEqual(expected),
);
