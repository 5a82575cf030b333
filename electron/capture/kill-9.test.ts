import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { cleanUp, noControl, onCleanUp, rowsOf, startService, temporaryFolder } from './test-support';

// The real capture service in a program of its own, at 20,000 messages/s, killed as nothing can be caught.
const PER_SECOND = 20_000;
const KILLS = 3;
/** What is older than this when the kill comes is on disk … */
const SAFE_MS = 100;
/** … if the program was let run meanwhile: it says something every 2 ms, and far less often on a machine that stalls. */
const SAFE_LINES = 25;

let script = '';

beforeAll(async () => {
  const outDir = await temporaryFolder();
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'record-child.ts'),
      outDir,
      target: 'node20.18',
      rollupOptions: { output: { format: 'es', entryFileNames: 'record-child.mjs' } },
    },
  });
  script = join(outDir, 'record-child.mjs');
}, 60_000);
afterEach(cleanUp);

interface Said {
  readonly at: number;
  readonly offered: number;
}

/** How many messages must be on disk at a time (ms since the epoch). */
const safeAt = (said: readonly Said[], time: number): number =>
  said.slice(0, -SAFE_LINES).findLast(({ at }) => at <= time - SAFE_MS)?.offered ?? 0;

/** Records until so many messages must be on disk, and kills. Answers how many must. */
const recordAndKill = async (folder: string, messages: number) => {
  const child = spawn(process.execPath, [script, folder, String(PER_SECOND)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onCleanUp(async () => child.kill('SIGKILL'));
  const said: Said[] = [];
  let rest = '';
  let safe = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [at = '', offered = ''] = line.split(' ');
      said.push({ at: Number(at), offered: Number(offered) });
    }
    if (safe >= messages) return;
    safe = safeAt(said, Date.now());
    if (safe >= messages) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  return safe;
};

test('a recording that is killed has every message that is older than 100 ms, each time', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    const folder = await temporaryFolder();
    // Not in step with any timer.
    const safe = await recordAndKill(folder, 10_000 + kill * 7001);

    const { service } = await startService({ folder });
    const [left, ...more] = await service.leftovers();
    expect(more).toEqual([]);
    expect(await service.openLeftover(left?.id ?? '', noControl)).toEqual({ ok: true, value: null });
    const { rows } = service.status();
    expect(rows).toBeGreaterThanOrEqual(safe);
    // Whole and in order, from the first to the last.
    const { view } = service.viewState();
    for (const start of [0, Math.floor(rows / 2), rows - 100]) {
      const page = await service.page(view, start, 100);
      const texts = page.ok
        ? page.value.rows.map((row) => (row.kind === 'data' ? Buffer.from(row.preview).toString() : ''))
        : [];
      expect(texts).toEqual(
        Array.from({ length: 100 }, (_, i) =>
          `message ${String(start + i).padStart(8, '0')}`.padEnd(100, '.'),
        ),
      );
    }
    expect((await rowsOf(service, 1)).length).toBe(1);
  }
}, 60_000);
