import { allShown, fitness } from '../lib/datagrams.mjs';
import { look, lookRows } from '../lib/look.mjs';
import { countPackets } from '../lib/pcapng-count.mjs';
import { openPorthole } from '../lib/porthole.mjs';
import { startSender } from '../lib/programs.mjs';
import { sum } from '../lib/stats.mjs';
import { until } from '../lib/until.mjs';

// Many TCP clients at once, each of which sends a little.

const bench = 'tcp-crowd';
const EACH = 10;
const SIZE = 100;

/** @type {import('../lib/context.mjs').Measurement} */
export const tcpCrowd = {
  name: bench,
  async measure(context) {
    const clients = context.quick ? 200 : 1000;
    const seconds = context.quick ? 4 : 15;
    // Each connection is a row, too.
    const fewRows = clients * 2;
    const size = context.quick
      ? { framesMs: 1000, clicks: 4, fewRows }
      : { framesMs: 5000, clicks: 20, fewRows };
    const porthole = await openPorthole(context);
    /** @type {import('../lib/child.mjs').Child | undefined} */
    let crowd;
    try {
      const { port } = await porthole.startServer({ protocol: 'tcp' });
      crowd = startSender('tcp_crowd.py', ['127.0.0.1', port, clients, EACH, seconds, SIZE]);
      await crowd.next();
      const table = porthole.page.getByRole('table', { name: 'Connections', exact: true }).first();
      const listed = await until(
        'every connection to be listed',
        async () => {
          const count = Number(await table.getAttribute('aria-rowcount')) - 1;
          return count >= clients && count;
        },
        { within: 10_000 },
      ).catch(async () => Number(await table.getAttribute('aria-rowcount')) - 1);
      const stored = porthole.storedBytes(clients * EACH * seconds * SIZE);
      crowd.say('go');
      const done = crowd.next();
      const busy = await look(porthole.page, size);
      const { bytes, messages, seconds: took } = await done;
      await stored;
      await allShown(porthole);
      const rest = await look(porthole.page, size);
      await porthole.end();
      const found = sum((await porthole.captureFiles()).map((file) => countPackets(file, 'tcp', port).bytes));
      const base = { bench, against: '', reference: null, digits: 0 };
      const none = /** @type {const} */ ({ of: 'porthole', at: 'most', limit: 0 });
      const fit = fitness(clients * EACH, [messages / took]);
      return {
        rows: [
          {
            ...base,
            ...fit,
            what: `bytes lost of ${messages.toLocaleString('en-US')} messages (100 B) from ${clients.toLocaleString('en-US')} clients, ${EACH} a second each`,
            porthole: bytes - found,
            wanted: none,
          },
          {
            ...base,
            what: 'connections that the window does not list',
            porthole: clients - listed,
            wanted: none,
          },
          ...lookRows(bench, busy, rest).map((row) => ({ ...row, ...fit })),
        ],
        notes: [`offered in fact: ${Math.round(messages / took).toLocaleString('en-US')} messages a second`],
      };
    } finally {
      await crowd?.stop();
      await porthole.remove();
    }
  },
};
