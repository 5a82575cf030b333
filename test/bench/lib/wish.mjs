import { parseArgs } from 'node:util';
import { Explained } from '../../../scripts/lib/explained.mjs';

const USAGE = 'npm run bench -- [--quick] [--json FILE] [--doc] [name …]';

/**
 * What the command line asks for.
 * @param {readonly string[]} args
 * @param {readonly string[]} known names of measurements
 * @returns {{ names: readonly string[], quick: boolean, doc: boolean, json: string | undefined }}
 */
export function readWish(args, known) {
  const { values, positionals } = parse(args, known);
  const { quick = false, doc = false, json } = values;
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Explained(
      `There is no benchmark named ${unknown.join(', ')}.`,
      `there are ${known.join(', ')}.`,
      USAGE,
    );
  }
  if (doc && (quick || positionals.length > 0)) {
    throw new Explained(
      'docs/performance.md cannot be written from this.',
      'it holds the whole table at full size.',
      'use --doc without names and without --quick.',
    );
  }
  return { names: positionals.length > 0 ? positionals : known, quick, doc, json };
}

/** @param {readonly string[]} args @param {readonly string[]} known */
function parse(args, known) {
  const options = /** @type {const} */ ({
    quick: { type: 'boolean' },
    doc: { type: 'boolean' },
    json: { type: 'string' },
  });
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Explained(error.message, `names are ${known.join(', ')}.`, USAGE);
  }
}
