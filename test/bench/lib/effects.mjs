const GIVE_UP_MS = 60_000;

/**
 * What is waited for: a row of the log drawn at this position of the view, with its content; or another number of
 * rows in the log than before, and rows drawn.
 * @typedef {{ drawn: number } | { drawn: 'others' }} Effect
 *
 * What begins it: the first such event in the page.
 * @typedef {{ event: 'click' | 'keydown', key?: string }} Deed
 */

/**
 * Runs in the page, before the deed: promises how long its effect takes, in ms from the event's own time (when the
 * system reported it, before any waiting for the page) until the second animation frame after the change.
 * @param {{ deed: Deed, effect: Effect, giveUpMs: number }} wish
 */
function armInPage({ deed, effect, giveUpMs }) {
  const grid = document.querySelector('[role=grid][aria-label=Log]');
  if (grid === null) throw new Error('There is no Log grid.');
  const count = () => grid.getAttribute('aria-rowcount');
  const before = count();
  const drawn = () =>
    typeof effect.drawn === 'number'
      ? grid.querySelector(`[role=row][aria-rowindex="${effect.drawn + 2}"] [role=gridcell]`) !== null
      : count() !== before && grid.querySelector('[role=row] [role=gridcell]') !== null;
  window.portholeBenchEffect = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('What was done had no effect.')), giveUpMs);
    const heard = (/** @type {any} */ event) => {
      if (deed.key !== undefined && event.key !== deed.key) return;
      window.removeEventListener(deed.event, heard, { capture: true });
      if (drawn()) reject(new Error('The effect was there before the deed.'));
      const observer = new MutationObserver(() => {
        if (!drawn()) return;
        observer.disconnect();
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(performance.now() - event.timeStamp)),
        );
      });
      observer.observe(grid, { subtree: true, childList: true, attributes: true });
    };
    // In the capture phase at the window: before the page's own handler.
    window.addEventListener(deed.event, heard, { capture: true });
  });
}

/**
 * Times an effect in the window.
 * @param {import('playwright-core').Page} page
 * @param {Deed} deed
 * @param {Effect} effect
 * @param {() => Promise<unknown>} act does the deed, with the mouse or the keyboard
 * @returns {Promise<number>} ms
 */
export async function timeEffect(page, deed, effect, act) {
  await page.evaluate(armInPage, { deed, effect, giveUpMs: GIVE_UP_MS });
  await act();
  return page.evaluate(() => window.portholeBenchEffect);
}

/**
 * Runs in the page, before the deed: promises how long it takes, in ms from the event's own time, until the window
 * has heard that every row of the capture was looked at for a new view.
 * @param {{ deed: Deed, giveUpMs: number }} wish
 */
function armScanInPage({ deed, giveUpMs }) {
  let view = -1;
  window.portholeBenchScan = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('The scan did not come to an end.')), giveUpMs);
    let started = -1;
    const off = window.porthole.on.pulse((/** @type {any} */ pulse) => {
      const state = pulse.view;
      if (started < 0) view = state.view;
      else if (state.view !== view && state.scanned === state.total && state.total > 0) {
        off();
        resolve({ ms: performance.now() - started, matched: state.matched });
      }
    });
    const heard = (/** @type {any} */ event) => {
      if (deed.key !== undefined && event.key !== deed.key) return;
      window.removeEventListener(deed.event, heard, { capture: true });
      started = event.timeStamp;
    };
    window.addEventListener(deed.event, heard, { capture: true });
  });
}

/**
 * Types a filter and presses Enter.
 * @param {import('playwright-core').Page} page
 * @param {string} query
 * @returns {Promise<{ first: number, whole: number, matched: number }>} ms until its first rows are drawn, and
 *   until every row was looked at; how many match
 */
export async function timeFilter(page, query) {
  const deed = /** @type {const} */ ({ event: 'keydown', key: 'Enter' });
  const field = page.getByRole('searchbox', { name: 'Filter', exact: true });
  await page.evaluate(armScanInPage, { deed, giveUpMs: GIVE_UP_MS });
  const first = await timeEffect(page, deed, { drawn: 'others' }, async () => {
    await field.fill(query);
    await field.press('Enter');
  });
  const { ms, matched } = await page.evaluate(() => window.portholeBenchScan);
  await field.press('Escape');
  return { first, whole: ms, matched };
}
