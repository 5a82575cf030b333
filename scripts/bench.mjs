// npm run bench [-- [--quick] [--json FILE] [--doc] [name …]]: measures the real Porthole against plain Node, the
// disk and its peers on this machine, and prints one table. See docs/performance.md.
import path from 'node:path';
import { runAsOrdinary } from '../test/bench/lib/ordinary.mjs';
import { writeIntoDocument, writeJson } from '../test/bench/lib/report.mjs';
import { reportText } from '../test/bench/lib/table.mjs';
import { readWish } from '../test/bench/lib/wish.mjs';
import { MEASUREMENTS } from '../test/bench/measurements/all.mjs';
import { givenPath, onLinuxOnly, withContext } from './bench/prepare.mjs';
import { Explained, exitWith } from './lib/explained.mjs';
import { ROOT } from './lib/paths.mjs';

const DOCUMENT = path.join(ROOT, 'docs', 'performance.md');
/** A capture of 4 GB and its index, a file of the same size beside it, and captures of ten million messages. */
const FREE_BYTES = { full: 16e9, quick: 2e9 };

await exitWith(async () => {
  const known = MEASUREMENTS.map(({ name }) => name);
  const { names, quick, doc, json } = readWish(process.argv.slice(2), known);
  onLinuxOnly();
  const otherRun = await runAsOrdinary();
  if (otherRun !== undefined) return otherRun;

  // Where the JSON goes changes no number, and a path is nobody's business in the document.
  const told = [...(quick ? ['--quick'] : []), ...(doc ? ['--doc'] : []), ...(names === known ? [] : names)];
  const command = ['npm run bench', ...(told.length > 0 ? ['--', ...told] : [])].join(' ');
  const rows = [];
  const notes = [];
  const failed = [];
  const needed = quick ? FREE_BYTES.quick : FREE_BYTES.full;
  const facts = await withContext({ command, quick, needed }, async (context, found) => {
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
    return found;
  });

  const report = { facts, rows, notes };
  console.log(`\n${reportText(report)}`);
  if (json !== undefined) await writeJson(givenPath(json), report);
  if (failed.length > 0) {
    throw new Explained(
      `Not measured: ${failed.join(', ')}.`,
      'the notes under the table say why.',
      'mend it and run again.',
    );
  }
  if (doc) await writeIntoDocument(DOCUMENT, 'bench', reportText(report));
});
