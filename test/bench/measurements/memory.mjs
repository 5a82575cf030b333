import { generated } from '../lib/generated.mjs';
import { FEW_MESSAGES, manyMessages } from '../lib/many.mjs';
import { settledMemory } from '../lib/memory.mjs';
import { openPortholeWith } from '../lib/opened.mjs';

// Whether memory grows with the capture: all processes of the program with few messages in the log, and with many.

const bench = 'memory';

/** @param {import('../lib/context.mjs').Context} context @param {number} rows */
async function memoryWith(context, rows) {
  const capture = await generated(context, { rows });
  const { porthole } = await openPortholeWith(context, capture);
  try {
    // The tail of it was looked at, too.
    await porthole.page.getByRole('grid', { name: 'Log' }).press('End');
    return (await settledMemory(porthole.pid)) / 1e6;
  } finally {
    await porthole.remove();
  }
}

/** @type {import('../lib/context.mjs').Measurement} */
export const memory = {
  name: bench,
  async measure(context) {
    const few = await memoryWith(context, FEW_MESSAGES);
    const rows = manyMessages(context);
    const many = await memoryWith(context, rows);
    const what = `MB of memory more with ${rows.toLocaleString('en-US')} messages than with ${FEW_MESSAGES.toLocaleString('en-US')}`;
    return {
      rows: [
        {
          bench,
          what,
          porthole: many - few,
          against: '',
          reference: null,
          digits: 0,
          wanted: { of: 'porthole', at: 'most', limit: 100 },
        },
      ],
      notes: [
        `all processes, what they share counted once (Pss): ${few.toFixed(0)} MB and ${many.toFixed(0)} MB; files opened, every row indexed`,
      ],
    };
  },
};
