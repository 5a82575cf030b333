import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isStale, stamped } from './stale.mjs';

/** @type {string} */
let root;
const put = async (/** @type {string} */ file, text = file) => {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
};
const build = async () => {
  await put('out/main/main.js');
  return true;
};

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'porthole-stale-'));
  for (const file of [
    'core/a.ts',
    'core/a.test.ts',
    'electron/main.ts',
    'renderer/main.tsx',
    'package.json',
  ]) {
    await put(file);
  }
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('nothing built is stale; built is fresh', async () => {
  expect(await isStale(root)).toBe(true);
  expect(await stamped(root, build)).toBe(true);
  expect(await isStale(root)).toBe(false);
});

test.each([
  ['a changed source', () => put('core/a.ts', 'new'), true],
  ['a new source', () => put('renderer/panes/log.tsx'), true],
  ['a deleted source', () => rm(path.join(root, 'core/a.ts')), true],
  ['changed dependencies', () => put('package.json', 'new'), true],
  ['a build by someone else', () => utimes(path.join(root, 'out/main/main.js'), 1, 1), true],
  ['a lost build', () => rm(path.join(root, 'out/main'), { recursive: true }), true],
  ['a changed test', () => put('core/a.test.ts', 'new'), false],
  ['a file saved without a change', () => put('core/a.ts'), false],
])('%s', async (_name, change, stale) => {
  await stamped(root, build);
  await change();
  expect(await isStale(root)).toBe(stale);
});

test('a failed build leaves no stamp, even after a good one', async () => {
  await stamped(root, build);
  expect(await stamped(root, async () => false)).toBe(false);
  expect(await isStale(root)).toBe(true);
});

test('what changes during a build is not in it', async () => {
  await stamped(root, async () => {
    await put('core/a.ts', 'new');
    return build();
  });
  expect(await isStale(root)).toBe(true);
});
