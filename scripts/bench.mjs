// npm run bench [-- [--quick] [--json FILE] [--doc] [name …]]: measures the real Porthole against plain Node, the
// disk and a peer on this machine, and prints one table. See docs/performance.md.
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, statfs } from 'node:fs/promises';
import path from 'node:path';
import { machineFacts } from '../test/bench/lib/machine.mjs';
import { runAsOrdinary } from '../test/bench/lib/ordinary.mjs';
import { writeIntoDocument, writeJson } from '../test/bench/lib/report.mjs';
import { reportText } from '../test/bench/lib/table.mjs';
import { readWish } from '../test/bench/lib/wish.mjs';
import { MEASUREMENTS } from '../test/bench/measurements/all.mjs';
import { buildWhenStale } from './build/build.mjs';
import { hasDisplay } from './lib/display.mjs';
import { Explained, exitWith } from './lib/explained.mjs';
import { cacheDir, ROOT } from './lib/paths.mjs';
import { resolveRuntime } from './runtime/resolve.mjs';
import { ensureSystem } from './system/ensure.mjs';
import { FOR_THE_WINDOW, XVFB } from './system/needs.mjs';
import { startXvfb } from './system/xvfb.mjs';

const PYTHON = { name: 'python3', package: 'python3', probe: ['python3', '--version'] };
const DOCUMENT = path.join(ROOT, 'docs', 'performance.md');
/** The largest measurement keeps two files of 2 GB for a while. */
const FREE_BYTES = 8e9;

/** A folder on the disk that user data lives on: /tmp may be memory. */
async function scratchFolder() {
  await mkdir(cacheDir(), { recursive: true });
  const { bavail, bsize } = await statfs(cacheDir());
  if (bavail * bsize < FREE_BYTES) {
    throw new Explained(
      'There is too little room for the benchmarks.',
      `they need ${FREE_BYTES / 1e9} GB for a while in ${cacheDir()}.`,
      'make room, or name another disk in XDG_CACHE_HOME.',
    );
  }
  return mkdtemp(path.join(cacheDir(), 'bench-'));
}

await exitWith(async () => {
  const args = process.argv.slice(2);
  const known = MEASUREMENTS.map(({ name }) => name);
  const { names, quick, doc, json } = readWish(args, known);
  if (process.platform !== 'linux') {
    throw new Explained(
      'The benchmarks run on Linux only.',
      "what was lost is read from Linux's own count of each socket.",
      'run them on Linux.',
    );
  }
  const otherRun = await runAsOrdinary();
  if (otherRun !== undefined) return otherRun;

  const runtime = await resolveRuntime();
  console.error(runtime.line);
  // Before anything here makes the machine busy.
  // Where the JSON goes changes no number, and a path is nobody's business in the document.
  const told = [...(quick ? ['--quick'] : []), ...(doc ? ['--doc'] : []), ...(names === known ? [] : names)];
  const command = ['npm run bench', ...(told.length > 0 ? ['--', ...told] : [])].join(' ');
  const facts = await machineFacts({ runtime: `${runtime.version} (${runtime.kind})`, command });
  const needs = [...FOR_THE_WINDOW, PYTHON, ...(hasDisplay() ? [] : [XVFB])];
  await ensureSystem({ program: runtime.program, needs, purpose: 'the benchmarks' });
  await buildWhenStale();

  const folder = await scratchFolder();
  // On interruption too: what was started ends with this process, and gigabytes are not left behind.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
  const xvfb = hasDisplay() ? undefined : await startXvfb();
  const env = xvfb ? { ...process.env, DISPLAY: xvfb.display } : process.env;
  const context = { runtime, env, folder, quick, say: console.error };
  const rows = [];
  const notes = [];
  const failed = [];
  try {
    for (const { name, measure } of MEASUREMENTS.filter((measurement) => names.includes(measurement.name))) {
      console.error(`${name} …`);
      try {
        const measured = await measure(context);
        rows.push(...measured.rows);
        notes.push(...measured.notes.map((text) => ({ bench: name, text })));
      } catch (error) {
        failed.push(name);
        notes.push({ bench: name, text: `could not be measured: ${error.message}` });
      }
    }
  } finally {
    await xvfb?.stop();
  }

  const report = { facts, rows, notes };
  console.log(`\n${reportText(report)}`);
  if (json !== undefined) await writeJson(path.resolve(process.env.INIT_CWD ?? process.cwd(), json), report);
  if (failed.length > 0) {
    throw new Explained(
      `Not measured: ${failed.join(', ')}.`,
      'the notes under the table say why.',
      'mend it and run again.',
    );
  }
  if (doc) await writeIntoDocument(DOCUMENT, report);
});
