// npm run soak [-- [--minutes N] [--rate N] [--json FILE] [--doc]]: floods the real Porthole for a while and prints
// its memory, its losses and how quick its window is over time. See docs/performance.md.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runAsOrdinary } from '../test/bench/lib/ordinary.mjs';
import { writeIntoDocument } from '../test/bench/lib/report.mjs';
import { soak, soakText } from '../test/bench/soak/soak.mjs';
import { givenPath, onLinuxOnly, withContext } from './bench/prepare.mjs';
import { Explained, exitWith } from './lib/explained.mjs';
import { ROOT } from './lib/paths.mjs';

const DOCUMENT = path.join(ROOT, 'docs', 'performance.md');
const MINUTES = 5;
const RATE = 50_000;
/** Bytes of capture and index for each datagram, and some to spare. */
const BYTES_EACH = 300;

function readWish() {
  const options = /** @type {const} */ ({
    minutes: { type: 'string', default: String(MINUTES) },
    rate: { type: 'string', default: String(RATE) },
    json: { type: 'string' },
    doc: { type: 'boolean', default: false },
  });
  const usage = 'npm run soak -- [--minutes N] [--rate N] [--json FILE] [--doc]';
  try {
    const { values } = parseArgs({ options });
    const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
    if (!(minutes > 0) || !Number.isInteger(rate) || rate <= 0) throw new Error('N is a number above 0.');
    return { ...values, minutes, rate };
  } catch (error) {
    throw new Explained(error.message, 'the soak knows nothing else.', usage);
  }
}

await exitWith(async () => {
  const { minutes, rate, json, doc } = readWish();
  onLinuxOnly();
  const otherRun = await runAsOrdinary();
  if (otherRun !== undefined) return otherRun;

  const load = { seconds: Math.round(minutes * 60), rate };
  const told = [
    ...(minutes === MINUTES ? [] : ['--minutes', minutes]),
    ...(rate === RATE ? [] : ['--rate', rate]),
    ...(doc ? ['--doc'] : []),
  ];
  const command = ['npm run soak', ...(told.length > 0 ? ['--', ...told] : [])].join(' ');
  const needed = load.seconds * rate * BYTES_EACH + 1e9;
  const { facts, result } = await withContext({ command, quick: false, needed }, async (context, found) => ({
    facts: found,
    result: await soak(context, load),
  }));
  const text = soakText(facts, result, load);
  console.log(`\n${text}`);
  if (json !== undefined) {
    await writeFile(givenPath(json), `${JSON.stringify({ facts, load, ...result }, null, 2)}\n`);
  }
  if (doc) await writeIntoDocument(DOCUMENT, 'soak', text);
});
