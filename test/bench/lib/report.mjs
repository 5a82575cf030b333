import { readFile, writeFile } from 'node:fs/promises';
import { isMet, ratioOf } from './row.mjs';
import { reportText } from './table.mjs';

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

const BEGIN = '<!-- bench:begin -->';
const END = '<!-- bench:end -->';

/**
 * Puts the report between the two markers of a document.
 * @param {string} document
 * @param {string} text
 * @returns {string}
 */
export function withReport(document, text) {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`The markers ${BEGIN} and ${END} are missing.`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${text}\n\n${document.slice(end)}`;
}

/** @param {string} file @param {Report} report */
export async function writeIntoDocument(file, report) {
  await writeFile(file, withReport(await readFile(file, 'utf8'), reportText(report)));
}

/** The report with ratios and verdicts, as JSON. @param {string} file @param {Report} report */
export async function writeJson(file, report) {
  const rows = report.rows.map((row) => ({ ...row, ratio: ratioOf(row), met: isMet(row) }));
  await writeFile(file, `${JSON.stringify({ ...report, rows }, null, 2)}\n`);
}
