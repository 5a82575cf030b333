import { expect, test } from 'vitest';
import { targetOf } from './fallback.mjs';

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
