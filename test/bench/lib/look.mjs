import { measureClicks } from './clicks.mjs';
import { measureFrames } from './frames.mjs';
import { percentile } from './stats.mjs';

/**
 * How quick the window is at this moment.
 * @typedef {object} Look
 * @property {{ perSecond: number, longest: number, p95: number }} frames longest, p95: ms between frames
 * @property {readonly number[]} drawn    ms from each click to the drawn toggle
 * @property {readonly number[]} filtered ms from each click to the log's new view
 */

/**
 * Counts frames, then clicks.
 * @param {import('playwright-core').Page} page
 * @param {{ framesMs: number, clicks: number, fewRows: number }} size fewRows: more than the rows that are not
 *   incoming messages, fewer than the messages
 * @returns {Promise<Look>}
 */
export async function look(page, { framesMs, clicks, fewRows }) {
  const frames = await measureFrames(page, framesMs);
  const times = await measureClicks(page, { times: clicks, fewRows });
  return { frames, drawn: times.map(({ drawn }) => drawn), filtered: times.map(({ filtered }) => filtered) };
}

/** The lines of the table that say it, against the window at rest. @param {string} bench @param {Look} busy @param {Look} rest */
export const lookRows = (bench, busy, rest) => {
  const base = { bench, against: 'the same at rest', digits: 1, wanted: null };
  const clicks = (
    /** @type {string} */ what,
    /** @type {'drawn' | 'filtered'} */ which,
    /** @type {number} */ percent,
  ) => ({
    ...base,
    what: `ms from click to ${what}, p${percent}`,
    porthole: percentile(busy[which], percent),
    reference: percentile(rest[which], percent),
  });
  return [
    {
      ...base,
      what: 'window frames per second',
      porthole: busy.frames.perSecond,
      reference: rest.frames.perSecond,
      wanted: /** @type {const} */ ({ of: 'porthole', at: 'least', limit: 50 }),
    },
    {
      ...base,
      what: 'ms, the longest time without a frame',
      porthole: busy.frames.longest,
      reference: rest.frames.longest,
    },
    clicks('drawn toggle', 'drawn', 50),
    {
      ...clicks('drawn toggle', 'drawn', 95),
      wanted: /** @type {const} */ ({ of: 'porthole', at: 'most', limit: 100 }),
    },
    clicks('filtered log', 'filtered', 50),
    clicks('filtered log', 'filtered', 95),
  ];
};
