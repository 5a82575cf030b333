import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run, TIME_UP } from './run.mjs';

// A parent that heeds no signal, and a child that never lets go of its thread; the parent says the child's number.
const ENDLESS = `
process.on('SIGTERM', () => console.log('told to end'));
const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'inherit' });
console.log(child.pid);
setInterval(() => {}, 1000);
`;

/** Also where nobody has taken notice of its end yet (proc(5): state Z). */
const hasEnded = (/** @type {number} */ pid) => {
  try {
    process.kill(pid, 0);
    return process.platform === 'linux' && /^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return true;
  }
};

test('a program whose time is up is ended, with what it has started', async () => {
  const { code, stdout } = await run(process.execPath, ['-e', ENDLESS], { capture: true, limit: 5_000 });
  expect(code).toBe(TIME_UP);
  const [child, said] = stdout.split('\n');
  expect(said).toBe('told to end');
  expect(Number(child)).toBeGreaterThan(0);
  await expect.poll(() => hasEnded(Number(child))).toBe(true);
});

test('a program that ends in time is not touched', async () => {
  const ran = await run(process.execPath, ['-p', '1 + 1'], { capture: true, limit: 30_000 });
  expect(ran).toEqual({ code: 0, stdout: '2\n', stderr: '' });
});
