import { timeEffect } from './effects.mjs';
import { openPorthole } from './porthole.mjs';

const GIVE_UP_MS = 120_000;
const SETTLED_MS = 2500;

/** Runs in the page, before the click: promises the ms from it until a capture is opened to its end. */
function armOpenedInPage(/** @type {number} */ giveUpMs) {
  window.portholeBenchOpened = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('The file was not opened.')), giveUpMs);
    let clicked = Number.NaN;
    const heard = (/** @type {MouseEvent} */ { timeStamp }) => {
      clicked = timeStamp;
    };
    window.addEventListener('click', heard, { capture: true, once: true });
    const off = window.porthole.on.jobs((/** @type {any[]} */ jobs) => {
      const job = jobs.findLast(({ kind }) => kind === 'openCapture');
      if (job === undefined || job.state === 'running') return;
      off();
      if (job.state === 'done') resolve(performance.now() - clicked);
      else reject(new Error(`Opening ended as ${job.state}: ${JSON.stringify(job.failure)}.`));
    });
  });
}

/**
 * Clicks `Open capture`, whose dialog answers with this file at once.
 * @param {import('./porthole.mjs').OpenPorthole} porthole the log empty
 * @param {import('./generated.mjs').Generated} capture
 * @returns {Promise<{ first: number, whole: number }>} ms from the click until its first rows are drawn, and until
 *   every row is there
 */
export async function openFile({ page, willOpen }, capture) {
  await willOpen(capture.path);
  await page.evaluate(armOpenedInPage, GIVE_UP_MS);
  const open = page.getByRole('banner').getByRole('button', { name: 'Open capture', exact: true });
  const first = await timeEffect(page, { event: 'click' }, { drawn: 'others' }, () => open.click());
  const whole = await page.evaluate(() => window.portholeBenchOpened);
  return { first, whole };
}

/**
 * Porthole with a file in its log, every row there.
 * @param {import('./context.mjs').Context} context
 * @param {import('./generated.mjs').Generated} capture
 */
export async function openPortholeWith(context, capture) {
  const porthole = await openPorthole(context);
  try {
    // A window that has just been drawn still prepares; whoever chooses a file takes longer than that.
    await porthole.page.waitForTimeout(SETTLED_MS);
    const times = await openFile(porthole, capture);
    const { rows } = await porthole.counters();
    if (rows !== capture.rows) throw new Error(`The log has ${rows} rows of ${capture.rows}.`);
    return { porthole, times };
  } catch (error) {
    await porthole.remove();
    throw error;
  }
}
