import { readFile, writeFile } from 'node:fs/promises';
import { isMet, ratioOf } from './row.mjs';

/**
 * @typedef {object} Note what a row rests on: the rate that was really offered, the buffer that was granted …
 * @property {string} bench
 * @property {string} text
 *
 * @typedef {object} Report
 * @property {readonly string[]} facts machine, runtime, date, command; a line each
 * @property {readonly import('./row.mjs').Row[]} rows
 * @property {readonly Note[]} notes
 */

/**
 * Puts a text between the two markers of a document that have this name.
 * @param {string} document
 * @param {string} name
 * @param {string} text
 * @returns {string}
 */
export function withReport(document, name, text) {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from === -1 || to < from) throw new Error(`The markers ${begin} and ${end} are missing.`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}

/** @param {string} file @param {string} name of the markers @param {string} text */
export async function writeIntoDocument(file, name, text) {
  await writeFile(file, withReport(await readFile(file, 'utf8'), name, text));
}

/** The report with ratios and verdicts, as JSON. @param {string} file @param {Report} report */
export async function writeJson(file, report) {
  const rows = report.rows.map((row) => ({ ...row, ratio: ratioOf(row), met: isMet(row) }));
  await writeFile(file, `${JSON.stringify({ ...report, rows }, null, 2)}\n`);
}
