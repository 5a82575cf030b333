import { isMet, ratioOf, wantedInWords } from './row.mjs';

const HEAD = ['', 'measured', 'Porthole', 'compared with', 'its number', 'ratio', 'wanted', 'met?'];
/** Numbers stand on the right. */
const RIGHT = new Set([2, 4, 5]);

/** @param {number | null} value @param {number} digits */
const shown = (value, digits) =>
  value === null
    ? ''
    : value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** @param {import('./row.mjs').Row} row */
function verdict(row) {
  if (row.unfit !== undefined) return row.unfit;
  if (row.wanted === null) return '';
  const met = isMet(row);
  return met === null ? 'not measured' : met ? 'yes' : 'NO';
}

/** @param {import('./row.mjs').Row} row @returns {readonly string[]} */
function cells(row) {
  return [
    row.bench,
    row.what,
    shown(row.porthole, row.digits),
    row.against,
    row.remark ?? shown(row.reference, row.digits),
    shown(ratioOf(row), 2),
    wantedInWords(row),
    verdict(row),
  ];
}

/**
 * Lines as a Markdown table whose columns also line up as plain text.
 * @param {readonly (readonly string[])[]} lines the first is the head
 * @param {ReadonlySet<number>} right columns whose contents stand on the right
 * @returns {string}
 */
export function alignedTable(lines, right) {
  const [head = [], ...rest] = lines;
  const widths = head.map((_, at) => Math.max(3, ...lines.map((line) => line[at]?.length ?? 0)));
  const ruler = widths.map((width, at) => (right.has(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  const cell = (/** @type {string} */ text, /** @type {number} */ at) =>
    right.has(at) ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
  const format = (/** @type {readonly string[]} */ line) =>
    `| ${widths.map((_, at) => cell(line[at] ?? '', at)).join(' | ')} |`;
  return [format(head), format(ruler), ...rest.map(format)].join('\n');
}

/**
 * The rows of a report as a table.
 * @param {readonly import('./row.mjs').Row[]} rows
 * @returns {string}
 */
export const markdownTable = (rows) => alignedTable([HEAD, ...rows.map(cells)], RIGHT);

/**
 * The whole report: when and where, the table, and what the numbers rest on.
 * @param {import('./report.mjs').Report} report
 * @returns {string}
 */
export function reportText({ facts, rows, notes }) {
  const parts = [facts.map((fact) => `- ${fact}`).join('\n'), markdownTable(rows)];
  if (notes.length > 0) parts.push(notes.map(({ bench, text }) => `- ${bench}: ${text}`).join('\n'));
  return parts.join('\n\n');
}
