import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/contract/result';
import { findWireshark, type ProgramPlaces } from './find-wireshark';

/** Wireshark as a person has installed it: a program of its own, which outlives Porthole. */
export interface Wireshark {
  /** The program; null: it is not installed. */
  find(): Promise<string | null>;
  /** A path for a copy that Wireshark may keep open, alone in its folder: nobody else reads it. */
  placeFor(name: string): Promise<string>;
  /** Starts it with one file. Fails with EWIRESHARK_START. */
  open(program: string, file: string): Promise<Result<null>>;
  /** Removes the copies, as far as the system lets go of them; those that stay are removed by the next start. */
  removeCopies(): Promise<void>;
}

/** Copies live in `folder`, which holds nothing else. */
export const createWireshark = (folder: string, places: ProgramPlaces): Wireshark => ({
  find: () => findWireshark(places),
  async placeFor(name) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return join(await mkdtemp(join(folder, 'copy-')), name);
  },
  async open(program, file) {
    try {
      // No shell: whatever the file is called, it is one argument. Being absolute, it is never taken for an option.
      const child = spawn(program, [file], { detached: true, stdio: 'ignore', shell: false });
      await once(child, 'spawn');
      child.on('error', () => undefined);
      child.unref();
      return ok(null);
    } catch (error) {
      return fail({ code: 'EWIRESHARK_START', params: { program }, detail: String(error) });
    }
  },
  removeCopies: () => rm(folder, { recursive: true, force: true }).catch(() => undefined),
});
