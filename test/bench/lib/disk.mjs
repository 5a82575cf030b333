import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

const WRITE_BYTES = 1024 * 1024;

/**
 * Writes a file from front to back in 1 MiB writes and removes it.
 * @param {string} folder on the file system that is measured
 * @param {number} bytes
 * @returns {{ taken: number, synced: number }} seconds until the system has taken the last write, and until
 *   fdatasync has returned
 */
export function writeSequentially(folder, bytes) {
  const file = path.join(folder, 'sequential');
  const block = Buffer.alloc(WRITE_BYTES, 'Porthole');
  const handle = openSync(file, 'wx');
  try {
    const started = performance.now();
    for (let left = bytes; left > 0; left -= WRITE_BYTES) {
      writeSync(handle, block, 0, Math.min(left, WRITE_BYTES));
    }
    const taken = performance.now();
    fdatasyncSync(handle);
    return { taken: (taken - started) / 1000, synced: (performance.now() - started) / 1000 };
  } finally {
    closeSync(handle);
    rmSync(file);
  }
}
