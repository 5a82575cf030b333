import { allShown, countStored, drained, fitness } from '../lib/datagrams.mjs';
import { timeTree } from '../lib/decoding.mjs';
import { look, lookRows } from '../lib/look.mjs';
import { FEW_MESSAGES } from '../lib/many.mjs';
import { settledMemory } from '../lib/memory.mjs';
import { openPorthole } from '../lib/porthole.mjs';
import { startSender } from '../lib/programs.mjs';

// A minute of 50,000 small datagrams a second: whether each is kept and counted, whether the window stays quick
// meanwhile, and whether memory stays what it was.

const RATE = 50_000;
const SIZE = 100;

/**
 * @param {string} bench
 * @param {(porthole: import('../lib/porthole.mjs').OpenPorthole) => Promise<void>} prepare before the flood, rows there
 * @returns {import('../lib/context.mjs').Measurement}
 */
const flood = (bench, prepare) => ({
  name: bench,
  async measure(context) {
    const seconds = context.quick ? 6 : 60;
    const size = context.quick
      ? { framesMs: 1000, clicks: 6, fewRows: 1_000 }
      : { framesMs: 20_000, clicks: 40, fewRows: 1_000 };
    const porthole = await openPorthole(context);
    const senders = [];
    try {
      const { port, receiveBuffer } = await porthole.startServer({ protocol: 'udp' });
      const send = (/** @type {number} */ count) => {
        const sender = startSender('udp_send.py', ['127.0.0.1', port, count, SIZE, RATE]);
        senders.push(sender);
        return sender.next();
      };
      await send(FEW_MESSAGES);
      await drained(port);
      await prepare(porthole);
      const memoryBefore = await settledMemory(porthole.pid);

      const before = (await porthole.counters()).received;
      const sending = send(RATE * seconds);
      const busy = await look(porthole.page, size);
      const during = (await porthole.counters()).received - before;
      const { sent, seconds: took } = await sending;
      if (during < RATE || during > sent)
        throw new Error(`${during} datagrams passed meanwhile, not a flood.`);
      await drained(port);
      const { stored, shown } = await allShown(porthole);
      const events = (await porthole.counters()).rows - stored;
      const rest = await look(porthole.page, { ...size, framesMs: Math.min(3000, size.framesMs) });
      const memoryAfter = await settledMemory(porthole.pid);
      const found = await countStored(porthole, port, stored);

      const all = FEW_MESSAGES + sent;
      const base = { bench, against: '', reference: null, digits: 0 };
      const none = /** @type {const} */ ({ of: 'porthole', at: 'most', limit: 0 });
      const fit = fitness(RATE, [sent / took]);
      return {
        rows: [
          {
            ...base,
            ...fit,
            what: `datagrams lost of ${all.toLocaleString('en-US')} (100 B, 50,000/s for ${seconds} s)`,
            porthole: all - found,
            wanted: none,
          },
          {
            ...base,
            ...fit,
            what: 'datagrams in the file that the log in the window does not count',
            porthole: found - (shown - events),
            wanted: none,
          },
          ...lookRows(bench, busy, rest).map((row) => ({ ...row, ...fit })),
          {
            ...base,
            what: `MB of memory more than after ${FEW_MESSAGES.toLocaleString('en-US')} datagrams`,
            porthole: (memoryAfter - memoryBefore) / 1e6,
            wanted: { of: 'porthole', at: 'most', limit: 100 },
          },
        ],
        notes: [
          `offered in fact: ${Math.round(sent / took).toLocaleString('en-US')}/s; ${during.toLocaleString('en-US')} datagrams passed while frames and ${size.clicks} clicks were measured`,
          `receive buffer granted: ${receiveBuffer} B; at rest: the same log, all rows in it, nothing arriving`,
        ],
      };
    } finally {
      await Promise.all(senders.map((sender) => sender.stop()));
      await porthole.remove();
    }
  },
});

export const udp50k = flood('udp-50k', async () => {});

/** The same with a row decoded in view, and Wireshark's words asked for the rows of the log. */
export const udp50kDecode = flood('udp-50k-decode', async ({ page }) => {
  await page.getByRole('tab', { name: 'Decode', exact: true }).click();
  await timeTree(page, 3);
  const follow = page.getByRole('button', { name: 'Follow', exact: true });
  if ((await follow.getAttribute('aria-pressed')) !== 'true') await follow.click();
});
