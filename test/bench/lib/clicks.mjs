const GIVE_UP_MS = 30_000;

/**
 * What a click on the log's `In` toggle brought about, in ms from the click event's own time (when the system
 * reported it, before any waiting for the page) until the second animation frame after the change.
 * @typedef {{ drawn: number, filtered: number }} ClickTimes drawn: the toggle looks pressed or not;
 *   filtered: the log's row count is that of the new view
 */

/**
 * Runs in the page, before the click: promises the times of the next one. Everything that was received is incoming,
 * so with `In` off few rows are left, and with `In` on many.
 * @param {{ fewRows: number, giveUpMs: number }} wish
 */
function armInPage({ fewRows, giveUpMs }) {
  const named = (/** @type {Element} */ element) =>
    element.getAttribute('aria-label') ?? element.textContent?.trim();
  const toggle = [...document.querySelectorAll('button')].find((button) => named(button) === 'In');
  const grid = [...document.querySelectorAll('[role=grid]')].find((element) => named(element) === 'Log');
  if (toggle === undefined || grid === undefined) throw new Error('There is no In toggle or no Log grid.');
  const isOn = () => toggle.getAttribute('aria-pressed') === 'true';
  const wanted = !isOn();
  const isFiltered = () => Number(grid.getAttribute('aria-rowcount')) > fewRows === wanted;
  const after = (/** @type {() => boolean} */ changed, /** @type {number} */ clicked) =>
    new Promise((resolve) => {
      const drawn = () =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - clicked)));
      const observer = new MutationObserver(() => {
        if (!changed()) return;
        observer.disconnect();
        drawn();
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  window.portholeBenchClick = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('The click had no effect.')), giveUpMs);
    const heard = (/** @type {MouseEvent} */ { timeStamp }) =>
      resolve(
        Promise.all([after(() => isOn() === wanted, timeStamp), after(isFiltered, timeStamp)]).then(
          ([drawn, filtered]) => ({ drawn, filtered }),
        ),
      );
    // In the capture phase at the window: before the page's own handler.
    window.addEventListener('click', heard, { capture: true, once: true });
  });
}

/**
 * Clicks the toggle with the mouse, as often as asked.
 * @param {import('playwright-core').Page} page
 * @param {{ times: number, fewRows: number }} wish times: an even number leaves the toggle as it was
 * @returns {Promise<readonly ClickTimes[]>}
 */
export async function measureClicks(page, { times, fewRows }) {
  const toggle = page.getByRole('button', { name: 'In', exact: true });
  const measured = [];
  for (let at = 0; at < times; at += 1) {
    await page.evaluate(armInPage, { fewRows, giveUpMs: GIVE_UP_MS });
    await toggle.click();
    measured.push(await page.evaluate(() => window.portholeBenchClick));
  }
  return measured;
}
