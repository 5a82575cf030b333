import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

// out/ is up to date when the sources hash to what they did when it was built, and nobody else (`npm run dev`)
// has written it since. Times alone would miss a deleted file and a switched branch.

const SOURCES = ['core', 'electron', 'renderer'];
const CONFIGS = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];

const stampOf = (/** @type {string} */ root) => path.join(root, 'out', '.built.json');
const witnessOf = (/** @type {string} */ root) => path.join(root, 'out', 'main', 'main.js');

/** @param {string} root @returns {Promise<string>} one hash over all that the build reads */
export async function hashSources(root) {
  const hash = createHash('sha256');
  for (const file of [...CONFIGS, ...(await sourceFiles(root))]) {
    const bytes = await readFile(path.join(root, file)).catch(() => undefined);
    if (bytes) hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** @param {string} root */
async function sourceFiles(root) {
  const found = [];
  for (const folder of SOURCES) {
    const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile() || /\.test\.tsx?$/.test(entry.name)) continue;
      found.push(path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
    }
  }
  return found.sort();
}

/** @param {string} root @returns {Promise<boolean>} */
export async function isStale(root) {
  try {
    const { hash, writtenAt } = JSON.parse(await readFile(stampOf(root), 'utf8'));
    return writtenAt !== (await stat(witnessOf(root))).mtimeMs || hash !== (await hashSources(root));
  } catch {
    return true;
  }
}

/**
 * Builds, and notes from which sources. They are hashed before, so that a change during the build counts as new.
 * @param {string} root
 * @param {() => Promise<boolean>} build whether it succeeded
 * @returns {Promise<boolean>}
 */
export async function stamped(root, build) {
  await rm(stampOf(root), { force: true });
  const hash = await hashSources(root);
  if (!(await build())) return false;
  const writtenAt = (await stat(witnessOf(root))).mtimeMs;
  await writeFile(stampOf(root), JSON.stringify({ hash, writtenAt }));
  return true;
}
