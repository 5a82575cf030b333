/**
 * One line of the table: Porthole's number, what it is compared with, and what is wanted of it.
 * @typedef {object} Row
 * @property {string} bench   the measurement's name on the command line
 * @property {string} what    what was measured, with its unit
 * @property {number | null} porthole
 * @property {string} against what it is compared with; empty for nothing
 * @property {number | null} reference its number; null when it could not be measured
 * @property {string} [remark] shown in place of a missing reference, e.g. `not installed`
 * @property {number} digits  decimals that are shown
 * @property {Wanted | null} wanted null when the issue sets no limit
 * @property {string} [unfit] why the numbers are no ground for a verdict, e.g. `rate not reached`
 */

/**
 * @typedef {object} Wanted
 * @property {'ratio' | 'porthole'} of which number is judged
 * @property {'least' | 'most'} at
 * @property {number | 'reference'} limit
 * @property {number} [slack] beyond a limit that is the reference
 */

/** Porthole's number divided by the reference; null when there is none. @param {Row} row */
export const ratioOf = ({ porthole, reference }) =>
  porthole === null || reference === null || reference === 0 ? null : porthole / reference;

/**
 * Whether a row is as wanted, from its numbers alone; null when nothing is wanted, a number is missing, or
 * what was measured was not what it should have been.
 * @param {Row} row
 * @returns {boolean | null}
 */
export function isMet(row) {
  if (row.wanted === null || row.unfit !== undefined) return null;
  const { of, at, limit, slack = 0 } = row.wanted;
  const judged = of === 'ratio' ? ratioOf(row) : row.porthole;
  if (judged === null || (limit === 'reference' && row.reference === null)) return null;
  const bound = limit === 'reference' ? (row.reference ?? 0) + (at === 'least' ? -slack : slack) : limit;
  return at === 'least' ? judged >= bound : judged <= bound;
}

/** The limit in words. @param {Row} row @returns {string} */
export function wantedInWords({ wanted }) {
  if (wanted === null) return 'no limit set';
  const { slack = 0 } = wanted;
  const more = slack === 0 ? '' : ` ${wanted.at === 'least' ? '-' : '+'} ${slack.toLocaleString('en-US')}`;
  const limit = wanted.limit === 'reference' ? `its neighbour${more}` : wanted.limit.toLocaleString('en-US');
  return `${wanted.of === 'ratio' ? 'ratio ' : ''}at ${wanted.at} ${limit}`;
}
