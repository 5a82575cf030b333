/**
 * Runs in the page: the times of its animation frames.
 * @param {number} duration ms
 * @returns {Promise<readonly number[]>} ms, as requestAnimationFrame reports them
 */
function framesInPage(duration) {
  return new Promise((resolve) => {
    const times = /** @type {number[]} */ ([]);
    const frame = (/** @type {number} */ time) => {
      times.push(time);
      if (time - (times[0] ?? time) < duration) requestAnimationFrame(frame);
      else resolve(times);
    };
    requestAnimationFrame(frame);
  });
}

/**
 * Frames per second, and the longest time without one.
 * @param {readonly number[]} times of at least two frames, ms
 * @returns {{ perSecond: number, longest: number }} longest: ms
 */
export function frameRate(times) {
  const first = times[0] ?? Number.NaN;
  const last = times.at(-1) ?? Number.NaN;
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  return { perSecond: (gaps.length * 1000) / (last - first), longest: Math.max(...gaps) };
}

/** @param {import('playwright-core').Page} page @param {number} duration ms */
export const measureFrames = async (page, duration) => frameRate(await page.evaluate(framesInPage, duration));
