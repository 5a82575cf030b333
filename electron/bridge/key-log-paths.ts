import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Files that a person chose for TLS keys, by the names that the window and the workspace know them by. */
export const keyLogsSchema = z.strictObject({
  version: z.literal(1),
  files: z.array(z.strictObject({ file: z.string().max(64), path: z.string().max(10_000) })).max(1000),
});
type KeyLogsFile = z.infer<typeof keyLogsSchema>;

export const noKeyLogs = (): KeyLogsFile => ({ version: 1, files: [] });

const KEPT = 1000;

/** A window or a workspace from elsewhere can name no path: only what was chosen here is written to. */
export const openKeyLogPaths = (kept: { readonly value: KeyLogsFile; set(value: KeyLogsFile): void }) => ({
  keep: (path: string): string => {
    const known = kept.value.files.find((one) => one.path === path);
    if (known !== undefined) return known.file;
    const file = randomUUID();
    kept.set({ ...kept.value, files: [...kept.value.files, { file, path }].slice(-KEPT) });
    return file;
  },
  path: (file: string): string | undefined => kept.value.files.find((one) => one.file === file)?.path,
});
