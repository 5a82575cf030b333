const GIVE_UP_MS = 60_000;

/**
 * Runs in the page, before the deed: promises how long it takes, in ms from the event's own time, until the second
 * animation frame after the tree of the row that was clicked is there.
 * @param {number} giveUpMs
 */
function armTreeInPage(giveUpMs) {
  // The tree stands in what is busy while the tree of the row before is still there.
  const isBusy = () => document.querySelector('[aria-busy=true] > * [role=tree]') !== null;
  const isThere = () => document.querySelector('[aria-busy=false] > * [role=treeitem]') !== null;
  window.portholeBenchTree = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('The row was not decoded.')), giveUpMs);
    // What is drawn together with the selection was there ahead.
    let selected = false;
    const heard = (/** @type {MouseEvent} */ { timeStamp }) => {
      const observer = new MutationObserver((changes) => {
        selected ||= changes.some(({ attributeName }) => attributeName === 'aria-selected');
        if (!selected || isBusy() || !isThere()) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - timeStamp)));
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    };
    window.addEventListener('mousedown', heard, { capture: true, once: true });
  });
}

/**
 * Runs in the page, before the deed: promises how long it takes, in ms from the event's own time, until the second
 * animation frame after another row is the selected one.
 * @param {number} giveUpMs
 */
function armSelectionInPage(giveUpMs) {
  window.portholeBenchTree = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('The row was not selected.')), giveUpMs);
    const heard = (/** @type {MouseEvent} */ { timeStamp }) => {
      const observer = new MutationObserver((changes) => {
        if (!changes.some(({ attributeName }) => attributeName === 'aria-selected')) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - timeStamp)));
      });
      observer.observe(document.body, { subtree: true, attributes: true });
    };
    window.addEventListener('mousedown', heard, { capture: true, once: true });
  });
}

/**
 * Clicks a row that is on the screen.
 * @param {import('playwright-core').Page} page
 * @param {number} place from the top of the screen, from 0
 */
async function clickRow(page, place) {
  const grid = page.getByRole('grid', { name: 'Log' });
  const { x, y, width } = (await grid.boundingBox()) ?? { x: 0, y: 0, width: 0 };
  // The header is as high as a row.
  await page.mouse.click(x + width / 2, y + 24 * (place + 1.5));
  return page.evaluate(() => window.portholeBenchTree);
}

/**
 * Clicks a row while the Decode tab is in view.
 * @param {import('playwright-core').Page} page
 * @param {number} place as `clickRow`; not the row that is selected
 * @returns {Promise<number>} ms until its tree is drawn
 */
export async function timeTree(page, place) {
  await page.evaluate(armTreeInPage, GIVE_UP_MS);
  return clickRow(page, place);
}

/**
 * The same click where nothing is decoded.
 * @param {import('playwright-core').Page} page
 * @param {number} place as `clickRow`; not the row that is selected
 * @returns {Promise<number>} ms until the row is drawn as the selected one
 */
export async function timeSelection(page, place) {
  await page.evaluate(armSelectionInPage, GIVE_UP_MS);
  return clickRow(page, place);
}

/**
 * Runs in the page, before scrolling: promises how long it takes, in ms from the last turn of the wheel, until the
 * dissectors' words for every row on the screen are drawn.
 * @param {{ turns: number, giveUpMs: number, said: string }} wish
 */
function armInfosInPage({ turns, giveUpMs, said }) {
  const grid = document.querySelector('[role=grid][aria-label=Log]');
  if (grid === null) throw new Error('There is no Log grid.');
  const box = grid.getBoundingClientRect();
  const seen = () =>
    [...grid.querySelectorAll('[role=row][data-at]')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > box.top + 24 && top < box.bottom;
    });
  const all = () => {
    const rows = seen();
    return rows.length > 0 && rows.every((row) => row.textContent?.includes(said));
  };
  window.portholeBenchInfos = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('The rows were not described.')), giveUpMs);
    let left = turns;
    const heard = (/** @type {WheelEvent} */ { timeStamp }) => {
      left -= 1;
      if (left > 0) return;
      window.removeEventListener('wheel', heard, { capture: true });
      const look = () => {
        if (all()) requestAnimationFrame(() => resolve(performance.now() - timeStamp));
        else requestAnimationFrame(look);
      };
      // The wheel's own frame scrolls.
      requestAnimationFrame(() => requestAnimationFrame(look));
    };
    window.addEventListener('wheel', heard, { capture: true });
  });
}

/**
 * Scrolls with the wheel, some screens at once.
 * @param {import('playwright-core').Page} page
 * @param {{ turns: number, pixels: number, said: string }} wish said: stands in each of the words
 * @returns {Promise<number>} ms from the last turn until all words for the rows on the screen are drawn
 */
export async function timeInfos(page, { turns, pixels, said }) {
  const grid = page.getByRole('grid', { name: 'Log' });
  const { x, y, width, height } = (await grid.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.evaluate(armInfosInPage, { turns, giveUpMs: GIVE_UP_MS, said });
  for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, pixels);
  return page.evaluate(() => window.portholeBenchInfos);
}

/**
 * Changes settings of the window as its dialogs do.
 * @param {import('playwright-core').Page} page
 * @param {object} change
 */
export async function setSettings(page, change) {
  await page.evaluate(async (wanted) => {
    const answer = await window.porthole.request['settings.update'](wanted);
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  }, change);
  // The window reads them when it opens.
  await page.reload();
  await page.getByRole('grid', { name: 'Log' }).waitFor();
}
