import { generated } from '../lib/generated.mjs';
import { openPortholeWith } from '../lib/opened.mjs';
import { median } from '../lib/stats.mjs';
import { isInstalled, timed } from '../lib/tools.mjs';

// How soon a saved capture is in the log, and how fast all of it is indexed, against capinfos, which reads each
// packet of the same file.

const bench = 'open';

/** @type {import('../lib/context.mjs').Measurement} */
export const open = {
  name: bench,
  async measure(context) {
    const capture = await generated(context, { bytes: context.quick ? 50e6 : 1e9 });
    const hasCapinfos = await isInstalled('capinfos');
    const first = [];
    const whole = [];
    const peer = [];
    for (let round = 0; round < (context.quick ? 1 : 3); round += 1) {
      const { porthole, times } = await openPortholeWith(context, capture);
      await porthole.remove();
      first.push(times.first);
      whole.push(times.whole);
      // Only what needs every packet: the hashes that it makes by default are more work than the packets.
      if (hasCapinfos) peer.push((await timed('capinfos', ['-c', '-a', '-e', capture.path])).seconds);
    }
    const megabytes = capture.bytes / 1e6;
    const size = `${(capture.bytes / 1e9).toFixed(2)} GB, ${capture.rows.toLocaleString('en-US')} messages`;
    return {
      rows: [
        {
          bench,
          what: `ms from click to drawn rows, ${size}`,
          porthole: median(first),
          against: '',
          reference: null,
          digits: 0,
          wanted: { of: 'porthole', at: 'most', limit: 300 },
        },
        {
          bench,
          what: `MB/s until every row is in the log, ${size}`,
          porthole: (megabytes * 1000) / median(whole),
          against: 'capinfos -c -a -e',
          ...(hasCapinfos
            ? { reference: megabytes / median(peer) }
            : { reference: null, remark: 'not installed' }),
          digits: 0,
          wanted: { of: 'ratio', at: 'least', limit: 0.5 },
        },
      ],
      notes: [`${first.length} rounds in turns, medians; the file in the system's cache`],
    };
  },
};
