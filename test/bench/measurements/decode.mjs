import { setSettings, timeInfos, timeSelection, timeTree } from '../lib/decoding.mjs';
import { timeFilter } from '../lib/effects.mjs';
import { generatedModbus } from '../lib/generated.mjs';
import { settledMemory } from '../lib/memory.mjs';
import { openFile } from '../lib/opened.mjs';
import { openPorthole } from '../lib/porthole.mjs';
import { median, percentile } from '../lib/stats.mjs';
import { isInstalled, timed } from '../lib/tools.mjs';

// How soon a row is decoded and a screenful described, what a filter of the dissectors costs, and their memory.

const bench = 'decode';
const CONVERSATION = 10_000;
const FILTER = 'modbus.func_code == 6';
/** Rows that are clicked stand in the upper part of the screen, however high it is. */
const PLACES = 8;
/** Up and down among them, never twice the same. @param {number} click */
const placeOf = (click) => (click * 3) % PLACES;

/** @param {import('playwright-core').Page} page @param {number} row from 0 */
async function goTo(page, row) {
  const field = page.getByRole('textbox', { name: 'Row or time', exact: true });
  if (!(await field.isVisible())) await page.keyboard.press('Control+g');
  await field.fill(String(row + 1));
  await field.press('Enter');
  await page
    .locator(`[role=grid][aria-label=Log] [role=row][aria-selected=true][aria-rowindex="${row + 2}"]`)
    .waitFor();
}

/** @type {import('../lib/context.mjs').Measurement} */
export const decode = {
  name: bench,
  async measure(context) {
    const rows = context.quick ? 20_000 : 100_000;
    const clicks = context.quick ? 16 : 80;
    const scrolls = context.quick ? 10 : 50;
    const capture = await generatedModbus(context, { rows, conversation: CONVERSATION });
    const porthole = await openPorthole(context);
    const { page } = porthole;
    try {
      await setSettings(page, { inspectorTab: 'bytes', dissectors: 'off' });
      await openFile(porthole, capture);
      // The row that is selected first may be one of them.
      await timeSelection(page, PLACES);
      const plain = [];
      for (let click = 0; click < clicks; click += 1) plain.push(await timeSelection(page, placeOf(click)));

      await setSettings(page, { inspectorTab: 'decode', dissectors: 'inspector' });
      const before = await settledMemory(porthole.pid);
      // Nothing was decoded yet: this loads the dissectors.
      const cold = await timeTree(page, 3);

      // All over the conversation, a few screens at a time.
      const warm = [];
      for (let click = 0; click < clicks; click += 1) {
        if (click % PLACES === 0) {
          const part = (click + 1) / clicks;
          await goTo(page, CONVERSATION + Math.floor(part * (CONVERSATION - 200)));
          // The first tree there may need another part of the conversation; it is not warm.
          await timeTree(page, PLACES);
        }
        warm.push(await timeTree(page, placeOf(click)));
      }

      await setSettings(page, { dissectors: 'log' });
      await page.keyboard.press('Control+Home');
      const infos = [];
      for (let scroll = 0; scroll < scrolls; scroll += 1) {
        infos.push(await timeInfos(page, { turns: 4, pixels: 1200, said: 'Func' }));
      }

      const filters = [];
      for (let round = 0; round < (context.quick ? 1 : 3); round += 1)
        filters.push(await timeFilter(page, FILTER));
      const matched = filters[0]?.matched ?? 0;
      const hasTshark = await isInstalled('tshark');
      const peer = [];
      let found = Number.NaN;
      for (let round = 0; hasTshark && round < filters.length; round += 1) {
        const { seconds, stdout } = await timed('tshark', ['-n', '-r', capture.path, '-Y', FILTER]);
        peer.push(seconds * 1000);
        found = stdout.trim().split('\n').length;
      }
      const after = await settledMemory(porthole.pid);

      const base = { bench, against: '', reference: null, digits: 0 };
      const most = (/** @type {number} */ limit) =>
        /** @type {const} */ ({ of: 'porthole', at: 'most', limit });
      return {
        rows: [
          {
            ...base,
            what: 'ms from the first click to the tree, dissectors not loaded',
            porthole: cold,
            wanted: most(2000),
          },
          {
            ...base,
            what: `ms from click to the tree, p95, in a conversation of ${CONVERSATION.toLocaleString('en-US')} rows`,
            porthole: percentile(warm, 95),
            against: 'click to the selected row, nothing decoded',
            reference: percentile(plain, 95),
            digits: 1,
            wanted: most(50),
          },
          {
            ...base,
            what: 'ms from the last turn of the wheel to the Info of the screen, p95',
            porthole: percentile(infos, 95),
            wanted: most(100),
          },
          {
            ...base,
            what: `ms to filter ${rows.toLocaleString('en-US')} rows by ${FILTER}`,
            porthole: median(filters.map(({ whole }) => whole)),
            against: 'tshark -Y',
            ...(hasTshark ? { reference: median(peer) } : { remark: 'not installed' }),
            wanted: { of: 'ratio', at: 'most', limit: 2 },
          },
          {
            ...base,
            what: 'MB of memory more than before the dissectors, after all of this',
            porthole: (after - before) / 1e6,
            wanted: most(1000),
          },
        ],
        notes: [
          `medians: tree ${median(warm).toFixed(1)} ms (nothing decoded: ${median(plain).toFixed(1)} ms), Info ${median(infos).toFixed(0)} ms; of each, the frames until it is painted take 17 to 33 ms, and Info waits 60 ms for the wheel to rest; while a row is looked at the others on the screen are decoded ahead`,
          `${FILTER} matches ${matched.toLocaleString('en-US')} rows; tshark prints ${found.toLocaleString('en-US')}; its time holds its start`,
        ],
      };
    } finally {
      await porthole.remove();
    }
  },
};
