import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { matchesIntegrity } from './integrity.mjs';

/** @type {string} */
let folder;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'porthole-integrity-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const integrityOf = (/** @type {Buffer} */ bytes) =>
  `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

test('a file passes with its own hash and fails when one bit differs', async () => {
  const bytes = Buffer.alloc(100_000, 'porthole');
  const file = path.join(folder, 'tarball.tgz');
  await writeFile(file, bytes);
  expect(await matchesIntegrity(file, integrityOf(bytes))).toBe(true);

  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(50_000) ^ 1, 50_000);
  await writeFile(file, changed);
  expect(await matchesIntegrity(file, integrityOf(bytes))).toBe(false);
});

test.each(['sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=', 'sha512-', 'sha512-AAAA', ''])(
  '%j is no integrity string to rely on',
  async (expected) => {
    const file = path.join(folder, 'empty');
    await writeFile(file, '');
    await expect(matchesIntegrity(file, expected)).rejects.toThrow('Not a sha512 integrity string');
  },
);

test('a file that is not there is an error, not a mismatch', async () => {
  await expect(matchesIntegrity(path.join(folder, 'none'), integrityOf(Buffer.alloc(0)))).rejects.toThrow(
    'ENOENT',
  );
});
