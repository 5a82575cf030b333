import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';

/** The process that a run is, so that no later process with the same number is taken for it. */
export const runOwnerSchema = z.object({
  pid: z.number().int().positive(),
  /** When it started, in the system's own ticks since boot; null where the system does not say. */
  started: z.string().nullable(),
  /** This boot of this machine, and the numbering of processes that `pid` belongs to; null where not known. */
  machine: z.string().nullable(),
  host: z.string(),
});
export type RunOwner = Readonly<z.infer<typeof runOwnerSchema>>;

const textOf = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null);

/** Field 22 of /proc/<pid>/stat (proc(5)); null for a process that is not there or has ended. */
const startOf = async (pid: number | 'self'): Promise<string | null> => {
  const stat = await textOf(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The name in brackets may hold anything; what follows the last bracket counts from field 3, the state.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  return state === 'Z' || state === 'X' ? null : (fields[19] ?? null);
};

const machineOf = async (): Promise<string | null> => {
  const boot = await textOf('/proc/sys/kernel/random/boot_id');
  const processes = await readlink('/proc/self/ns/pid').catch(() => null);
  return boot === null || processes === null ? null : `${boot.trim()} ${processes}`;
};

export const thisProcess = async (): Promise<RunOwner> => ({
  pid: process.pid,
  started: await startOf('self'),
  machine: await machineOf(),
  host: hostname(),
});

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * Whether the run's process is still there. Exact where the system says when a process started; elsewhere, and for
 * another machine that shares the folder, a run counts as there while its file was touched lately.
 */
export const stillRuns = async (
  owner: RunOwner,
  self: RunOwner,
  touchedLately: boolean,
): Promise<boolean> => {
  if (owner.machine !== null && owner.machine === self.machine) {
    return owner.started !== null && (await startOf(owner.pid)) === owner.started;
  }
  const sameSystem = owner.machine === null && self.machine === null && owner.host === self.host;
  return touchedLately && (!sameSystem || exists(owner.pid));
};
