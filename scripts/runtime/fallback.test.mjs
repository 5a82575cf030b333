import { expect, test } from 'vitest';
import { npmReason, targetOf } from './fallback.mjs';

test.each([
  ['Cypress/Cypress', 'electron'],
  ['Cypress/icudtl.dat', 'icudtl.dat'],
  ['Cypress/locales/zh-CN.pak', 'locales/zh-CN.pak'],
  ['Cypress/', undefined],
  ['Cypress/locales/', undefined],
  ['Cypress/resources/app/package.json', undefined],
  ['Cypress/resources/app-update.yml', undefined],
  ['Cypress/browser_v8_context_snapshot.bin', undefined],
  ['Other/icudtl.dat', undefined],
])('%s becomes %s', (name, target) => {
  expect(targetOf(name)).toBe(target);
});

test('npm says why it failed, in one line', () => {
  const stderr = `npm warn Unknown user config "x".
npm error code ECONNREFUSED
npm error FetchError: request to http://127.0.0.1:9/ failed, reason: connect ECONNREFUSED 127.0.0.1:9
npm error     at ClientRequest.<anonymous> (/usr/lib/node_modules/npm/index.js:130:14) {
npm error   port: 9
npm error }
npm error
npm error If you are behind a proxy, please make sure that the 'proxy' config is set properly.
npm error A complete log of this run can be found in: /root/.npm/_logs/debug-0.log
`;
  expect(npmReason(stderr)).toBe(
    'code ECONNREFUSED; FetchError: request to http://127.0.0.1:9/ failed, reason: connect ECONNREFUSED 127.0.0.1:9',
  );
  expect(npmReason('')).toBe('');
});
