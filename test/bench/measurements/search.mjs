import { timeFilter } from '../lib/effects.mjs';
import { generated } from '../lib/generated.mjs';
import { openPortholeWith } from '../lib/opened.mjs';
import { median } from '../lib/stats.mjs';
import { timed } from '../lib/tools.mjs';

// How long a text is looked for in a capture, against grep in the same file: from the Enter key until the window
// knows that every row was looked at.

const bench = 'search';
/** Stands in nearly every payload. */
const COMMON = 'temperature';

/** @type {import('../lib/context.mjs').Measurement} */
export const search = {
  name: bench,
  async measure(context) {
    const capture = await generated(context, { bytes: context.quick ? 50e6 : 1e9 });
    const size = `${(capture.bytes / 1e9).toFixed(2)} GB`;
    const { porthole } = await openPortholeWith(context, capture);
    try {
      const measure = async (/** @type {string} */ text) => {
        const own = [];
        const grep = [];
        let matched = 0;
        for (let round = 0; round < 3; round += 1) {
          grep.push((await timed('grep', ['-a', '-c', '-F', text, capture.path])).seconds * 1000);
          const times = await timeFilter(porthole.page, text);
          own.push(times);
          matched = times.matched;
        }
        const middle = (/** @type {'first' | 'whole'} */ which) => median(own.map((times) => times[which]));
        return { first: middle('first'), whole: middle('whole'), grep: median(grep), matched };
      };
      const rare = await measure(capture.needle);
      if (rare.matched !== capture.needles) {
        throw new Error(`The search found ${rare.matched} messages of ${capture.needles}.`);
      }
      const common = await measure(COMMON);
      const base = { bench, against: 'grep -a -c -F', digits: 0 };
      return {
        rows: [
          {
            ...base,
            what: `ms to look for a rare text, ${size}`,
            porthole: rare.whole,
            reference: rare.grep,
            wanted: { of: 'ratio', at: 'most', limit: 2 },
          },
          {
            ...base,
            what: `ms to look for a text in nearly every message, ${size}`,
            porthole: common.whole,
            reference: common.grep,
            wanted: null,
          },
          {
            ...base,
            what: 'ms to the first page of these, drawn',
            porthole: common.first,
            against: '',
            reference: null,
            wanted: { of: 'porthole', at: 'most', limit: 200 },
          },
        ],
        notes: [
          `3 rounds in turns, medians; in ${rare.matched} and in ${common.matched.toLocaleString('en-US')} of ${capture.rows.toLocaleString('en-US')} messages; grep heeds the case, Porthole does not`,
        ],
      };
    } finally {
      await porthole.remove();
    }
  },
};
