import { measureClicks } from '../lib/clicks.mjs';
import { drained, fitness } from '../lib/datagrams.mjs';
import { measureFrames } from '../lib/frames.mjs';
import { openPorthole } from '../lib/porthole.mjs';
import { startSender } from '../lib/programs.mjs';
import { percentile } from '../lib/stats.mjs';

// Whether the window stays quick while 50,000 datagrams a second pass: frames per second and the time from a click
// to its effect, against the same window at rest.

const bench = 'under-flood';
const RATE = 50_000;
const SIZE = 100;
/** More than the rows that are not datagrams, fewer than any flood. */
const FEW_ROWS = 1_000;

/** @param {import('playwright-core').Page} page @param {{ framesMs: number, clicks: number }} size */
async function look(page, { framesMs, clicks }) {
  const frames = await measureFrames(page, framesMs);
  const times = await measureClicks(page, { times: clicks, fewRows: FEW_ROWS });
  return { frames, drawn: times.map(({ drawn }) => drawn), filtered: times.map(({ filtered }) => filtered) };
}

/** @type {import('../lib/context.mjs').Measurement} */
export const underFlood = {
  name: bench,
  async measure(context) {
    const size = context.quick ? { framesMs: 1000, clicks: 6 } : { framesMs: 3000, clicks: 40 };
    const seconds = context.quick ? 6 : 15;
    const porthole = await openPorthole(context);
    const senders = [];
    try {
      const { port } = await porthole.startServer({ protocol: 'udp' });
      const send = (/** @type {number} */ count) => {
        const sender = startSender('udp_send.py', ['127.0.0.1', port, count, SIZE, RATE]);
        senders.push(sender);
        return sender;
      };
      // At rest the log is full too: as many rows as it has in the middle of the flood.
      await send((RATE * seconds) / 2).next();
      await drained(port);
      const idle = await look(porthole.page, size);

      const flood = send(RATE * seconds);
      const done = flood.next();
      const before = (await porthole.counters()).received;
      const busy = await look(porthole.page, size);
      const during = (await porthole.counters()).received - before;
      const { sent, seconds: took } = await done;
      await drained(port);
      const { stored } = await porthole.counters();
      if (during < RATE || during > sent)
        throw new Error(`${during} datagrams passed meanwhile, not a flood.`);

      const base = { bench, against: 'the same at rest', wanted: null, ...fitness(RATE, [sent / took]) };
      const clicks = (
        /** @type {string} */ what,
        /** @type {'drawn' | 'filtered'} */ which,
        /** @type {number} */ percent,
      ) => ({
        ...base,
        what: `ms from click to ${what}, p${percent}`,
        porthole: percentile(busy[which], percent),
        reference: percentile(idle[which], percent),
        digits: 1,
      });
      return {
        rows: [
          {
            ...base,
            what: 'window frames per second',
            porthole: busy.frames.perSecond,
            reference: idle.frames.perSecond,
            digits: 1,
          },
          {
            ...base,
            what: 'ms, the longest time without a frame',
            porthole: busy.frames.longest,
            reference: idle.frames.longest,
            digits: 1,
          },
          clicks('drawn toggle', 'drawn', 50),
          clicks('drawn toggle', 'drawn', 95),
          clicks('filtered log', 'filtered', 50),
          clicks('filtered log', 'filtered', 95),
        ],
        notes: [
          `offered in fact: ${Math.round(sent / took).toLocaleString('en-US')}/s; ${during.toLocaleString('en-US')} datagrams passed while frames and ${size.clicks} clicks were measured, on top of ${((RATE * seconds) / 2).toLocaleString('en-US')} rows`,
          `lost in the whole of it: ${((RATE * seconds * 3) / 2 - stored).toLocaleString('en-US')}`,
        ],
      };
    } finally {
      await Promise.all(senders.map((sender) => sender.stop()));
      await porthole.remove();
    }
  },
};
