import { runCore } from '../lib/core-program.mjs';
import { median } from '../lib/stats.mjs';

const bench = 'template';

/** @type {import('../lib/context.mjs').Measurement} */
export const template = {
  name: bench,
  async measure(context) {
    const { perSecond } = await runCore(context, 'template');
    return {
      rows: [
        {
          bench,
          what: 'messages/s rendered, 64 B with counter, length and CRC-16',
          porthole: median(perSecond),
          against: '',
          reference: null,
          digits: 0,
          wanted: { of: 'porthole', at: 'least', limit: 200_000 },
        },
      ],
      notes: ['median of five rounds of 200,000 messages, each in a buffer of its own'],
    };
  },
};
