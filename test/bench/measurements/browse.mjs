import { timeEffect } from '../lib/effects.mjs';
import { framesDuring, measureFrames } from '../lib/frames.mjs';
import { generated } from '../lib/generated.mjs';
import { manyMessages } from '../lib/many.mjs';
import { openPortholeWith } from '../lib/opened.mjs';
import { median, percentile } from '../lib/stats.mjs';

// Whether many rows are as near as few: going to any of them, turning the wheel, dragging the scrollbar.

const bench = 'browse';

/** Rows all over the capture, the same each time: the golden ratio's fractions are spread evenly. */
const places = (/** @type {number} */ count, /** @type {number} */ rows) =>
  Array.from({ length: count }, (_, at) => Math.floor((((at + 1) * 0.618034) % 1) * rows));

/** Goes to a row by its number. @param {import('playwright-core').Page} page @param {number} row from 0 */
async function timeJump(page, row) {
  const field = page.getByRole('textbox', { name: 'Row or time', exact: true });
  if (!(await field.isVisible())) await page.keyboard.press('Control+g');
  await field.fill(String(row + 1));
  return timeEffect(page, { event: 'keydown', key: 'Enter' }, { drawn: row }, () => field.press('Enter'));
}

/** @param {import('playwright-core').Page} page @param {number} duration ms */
async function turnWheel(page, duration) {
  const grid = page.getByRole('grid', { name: 'Log' });
  const { x, y, width, height } = (await grid.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height / 2);
  for (const end = performance.now() + duration; performance.now() < end; ) await page.mouse.wheel(0, 120);
}

/** Drags the thumb to the other end and back. @param {import('playwright-core').Page} page @param {number} duration ms */
async function dragThumb(page, duration) {
  const bar = page.locator('[role=grid][aria-label=Log] ~ [role=scrollbar]');
  const track = (await bar.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const thumb = (await bar.locator('> *').boundingBox()) ?? track;
  const x = track.x + track.width / 2;
  const top = track.y + thumb.height / 2;
  const way = track.height - thumb.height;
  await page.mouse.move(x, thumb.y + thumb.height / 2);
  await page.mouse.down();
  for (const started = performance.now(); performance.now() - started < duration; ) {
    const part = ((performance.now() - started) / duration) * 2;
    await page.mouse.move(x, top + way * (part < 1 ? part : 2 - part));
  }
  await page.mouse.up();
}

/** Ticks of a display without a screen come up to 0.2 ms early or late: so near to whole frames of 60 a second it is these. */
const inFrames = (/** @type {number} */ ms) => {
  const whole = (Math.round((ms * 60) / 1000) * 1000) / 60;
  return Math.abs(ms - whole) <= 0.2 ? whole : ms;
};

/** @type {import('../lib/context.mjs').Measurement} */
export const browse = {
  name: bench,
  async measure(context) {
    const duration = context.quick ? 1000 : 4000;
    const jumps = context.quick ? 10 : 60;
    const capture = await generated(context, { rows: manyMessages(context) });
    const { porthole } = await openPortholeWith(context, capture);
    const { page } = porthole;
    const many = `${capture.rows.toLocaleString('en-US')} rows`;
    try {
      const times = [];
      for (const row of places(jumps, capture.rows)) times.push(await timeJump(page, row));
      const rest = await measureFrames(page, duration);
      const wheel = await framesDuring(page, () => turnWheel(page, duration));
      const drag = await framesDuring(page, () => dragThumb(page, duration));
      const smooth = (/** @type {string} */ how, /** @type {{ p95: number }} */ frames) => ({
        bench,
        what: `ms between frames, p95, ${how} over ${many}`,
        // Times come in tenths of a millisecond.
        porthole: Math.round(inFrames(frames.p95) * 10) / 10,
        against: 'the same at rest',
        reference: Math.round(inFrames(rest.p95) * 10) / 10,
        digits: 1,
        wanted: /** @type {const} */ ({ of: 'porthole', at: 'most', limit: 16.7 }),
        ...(rest.p95 > 17 ? { unfit: 'not 60 frames/s at rest' } : {}),
      });
      return {
        rows: [
          {
            bench,
            what: `ms from Enter to the painted row, p95, any of ${many}`,
            porthole: percentile(times, 95),
            against: '',
            reference: null,
            digits: 1,
            wanted: { of: 'porthole', at: 'most', limit: 50 },
          },
          smooth('turning the wheel', wheel),
          smooth('dragging the scrollbar', drag),
        ],
        notes: [
          `${jumps} jumps all over the capture, median ${median(times).toFixed(1)} ms; of that the second animation frame after the row is there takes 17 to 33 ms`,
          `frames per second: ${rest.perSecond.toFixed(1)} at rest, ${wheel.perSecond.toFixed(1)} with the wheel, ${drag.perSecond.toFixed(1)} while dragging; longest gap ${wheel.longest.toFixed(0)} and ${drag.longest.toFixed(0)} ms`,
        ],
      };
    } finally {
      await porthole.remove();
    }
  },
};
