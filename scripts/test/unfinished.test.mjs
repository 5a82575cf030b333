import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commandOf } from '../build/build.mjs';
import { ROOT } from '../lib/paths.mjs';
import { UNFINISHED_FILE } from './unfinished.mjs';

const ENDS = "test('ends', () => undefined);";
const NEVER_ENDS = `
import { writeFileSync } from 'node:fs';
test('tells the reporter that the file has begun', () => new Promise((done) => setTimeout(done, 500)));
test('never lets go of the thread', () => {
  writeFileSync(new URL('begun', import.meta.url), '');
  for (;;);
});
`;

test('the file that does not end is named when the run is told to end', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unfinished-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, 'a.test.mjs'), ENDS);
  await writeFile(path.join(folder, 'b.test.mjs'), NEVER_ENDS);
  const report = path.join(folder, 'unfinished.json');
  const reporter = path.join(ROOT, 'scripts', 'test', 'unfinished.mjs');
  const args = ['run', '--globals', '--no-file-parallelism', `--root=${folder}`, `--reporter=${reporter}`];
  const vitest = spawn(process.execPath, [commandOf('vitest'), ...args], {
    stdio: 'ignore',
    env: { ...process.env, [UNFINISHED_FILE]: report },
    detached: true,
  });
  const ended = new Promise((resolve) => vitest.once('exit', resolve));
  // Its worker does not end by itself.
  onTestFinished(() => {
    try {
      process.kill(-Number(vitest.pid), 'SIGKILL');
    } catch {
      // All of them have ended.
    }
  });
  await expect.poll(() => existsSync(path.join(folder, 'begun'))).toBe(true);
  vitest.kill('SIGTERM');
  expect(await ended).toBe(143);
  const lines = JSON.parse(await readFile(report, 'utf8'));
  expect(lines).toEqual([expect.stringMatching(/^b\.test\.mjs.*: it did not end$/)]);
});
