import { percentile } from './stats.mjs';

/** Runs in the page: begins to write down the times of its animation frames. */
function startInPage() {
  const times = /** @type {number[]} */ ([]);
  window.portholeBenchFrames = times;
  const frame = (/** @type {number} */ time) => {
    if (window.portholeBenchFrames !== times) return;
    times.push(time);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** Runs in the page: ends that. @returns {readonly number[]} ms, as requestAnimationFrame reports them */
function stopInPage() {
  const times = window.portholeBenchFrames;
  window.portholeBenchFrames = undefined;
  return times;
}

/**
 * Frames per second, the longest time without one, and what 95 of 100 do not pass.
 * @param {readonly number[]} times of at least two frames, ms
 * @returns {{ perSecond: number, longest: number, p95: number }} longest, p95: ms
 */
function frameRate(times) {
  const first = times[0] ?? Number.NaN;
  const last = times.at(-1) ?? Number.NaN;
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  return {
    perSecond: (gaps.length * 1000) / (last - first),
    longest: Math.max(...gaps),
    p95: percentile(gaps, 95),
  };
}

/**
 * The window's frames while something is done.
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<unknown>} act
 */
export async function framesDuring(page, act) {
  await page.evaluate(startInPage);
  await act();
  return frameRate(await page.evaluate(stopInPage));
}

/** @param {import('playwright-core').Page} page @param {number} duration ms */
export const measureFrames = (page, duration) => framesDuring(page, () => page.waitForTimeout(duration));
