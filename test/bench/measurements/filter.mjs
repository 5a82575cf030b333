import { timeFilter } from '../lib/effects.mjs';
import { generated } from '../lib/generated.mjs';
import { manyMessages } from '../lib/many.mjs';
import { openPortholeWith } from '../lib/opened.mjs';
import { median } from '../lib/stats.mjs';

// How long a filter takes that the index alone answers.

const bench = 'filter';
const QUERIES = /** @type {const} */ ({
  endpoint: 'endpoint == "Server 1"',
  direction: 'dir == out',
  length: 'len > 100',
});

/** @type {import('../lib/context.mjs').Measurement} */
export const filter = {
  name: bench,
  async measure(context) {
    const capture = await generated(context, { rows: manyMessages(context) });
    const { porthole } = await openPortholeWith(context, capture);
    const rows = [];
    const shares = [];
    try {
      for (const [name, query] of Object.entries(QUERIES)) {
        const times = [];
        for (let round = 0; round < 3; round += 1) times.push(await timeFilter(porthole.page, query));
        const base = { bench, against: '', reference: null, digits: 0 };
        rows.push(
          {
            ...base,
            what: `ms to filter ${capture.rows.toLocaleString('en-US')} rows by ${name}`,
            porthole: median(times.map(({ whole }) => whole)),
            wanted: /** @type {const} */ ({ of: 'porthole', at: 'most', limit: 1000 }),
          },
          {
            ...base,
            what: `ms to the first page of these, by ${name}`,
            porthole: median(times.map(({ first }) => first)),
            wanted: /** @type {const} */ ({ of: 'porthole', at: 'most', limit: 100 }),
          },
        );
        const share = Math.round(((times[0]?.matched ?? 0) / capture.rows) * 100);
        shares.push(`${query} matches ${share} %`);
      }
      return { rows, notes: [`from the Enter key; medians of 3; ${shares.join(', ')}`] };
    } finally {
      await porthole.remove();
    }
  },
};
