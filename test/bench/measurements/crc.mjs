import { runCore } from '../lib/core-program.mjs';
import { median } from '../lib/stats.mjs';

const bench = 'crc';
const MEGABYTES = 100;

/** @type {import('../lib/context.mjs').Measurement} */
export const crc = {
  name: bench,
  async measure(context) {
    const { own, reference } = await runCore(context, 'crc');
    const speed = (/** @type {readonly number[]} */ ms) => (1000 * MEGABYTES) / median(ms);
    return {
      rows: [
        {
          bench,
          what: 'MB/s CRC-32 over 100 MB',
          porthole: speed(own),
          against: 'zlib.crc32 (native)',
          reference: speed(reference),
          digits: 0,
          wanted: null,
        },
      ],
      notes: ['medians of five rounds in turns; Porthole computes it in JavaScript, eight bytes a step'],
    };
  },
};
