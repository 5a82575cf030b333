import { allShown, fitness } from '../lib/datagrams.mjs';
import { countPackets } from '../lib/pcapng-count.mjs';
import { openPorthole } from '../lib/porthole.mjs';
import { startSender } from '../lib/programs.mjs';
import { sum } from '../lib/stats.mjs';
import { plainTlsServers, startTlsServer } from '../lib/tls.mjs';

// Many TLS clients at once, each of which sends a little: how fast they are let in, and whether anything is lost.

const bench = 'tls-crowd';
const EACH = 5;
const SIZE = 100;

/** @type {import('../lib/context.mjs').Measurement} */
export const tlsCrowd = {
  name: bench,
  async measure(context) {
    const clients = context.quick ? 200 : 1000;
    const seconds = context.quick ? 4 : 15;
    const crowdAt = (/** @type {number} */ port, /** @type {number} */ time) =>
      startSender('tcp_crowd.py', ['127.0.0.1', port, clients, EACH, time, SIZE, 'tls']);

    const plain = plainTlsServers(context, 'sink').node();
    const reference = await (async () => {
      const crowd = crowdAt((await plain.next()).port, 1);
      try {
        return await crowd.next();
      } finally {
        await crowd.stop();
        await plain.stop();
      }
    })();

    const porthole = await openPorthole(context);
    /** @type {import('../lib/child.mjs').Child | undefined} */
    let crowd;
    try {
      const { port } = await startTlsServer(porthole);
      crowd = crowdAt(port, seconds);
      const connected = await crowd.next();
      const stored = porthole.storedBytes(clients * EACH * seconds * SIZE);
      crowd.say('go');
      const { bytes, messages, seconds: took } = await crowd.next();
      await stored;
      await allShown(porthole);
      const table = porthole.page.getByRole('table', { name: 'Connections', exact: true }).first();
      const listed = Number(await table.getAttribute('aria-rowcount')) - 1;
      await porthole.end();
      const found = sum((await porthole.captureFiles()).map((file) => countPackets(file, 'tcp', port).bytes));
      const none = /** @type {const} */ ({ of: 'porthole', at: 'most', limit: 0 });
      const alone = { bench, against: '', reference: null, digits: 0, wanted: none };
      return {
        rows: [
          {
            ...alone,
            ...fitness(clients * EACH, [messages / took]),
            what: `bytes lost of ${messages.toLocaleString('en-US')} messages (100 B) from ${clients.toLocaleString('en-US')} TLS clients, ${EACH} a second each`,
            porthole: bytes - found,
          },
          { ...alone, what: 'TLS connections that the window does not list', porthole: clients - listed },
          {
            bench,
            what: 'handshakes a second, one after the other',
            porthole: clients / connected.seconds,
            against: 'plain node:tls sink',
            reference: clients / reference.seconds,
            digits: 0,
            wanted: null,
          },
        ],
        notes: [`offered in fact: ${Math.round(messages / took).toLocaleString('en-US')} messages a second`],
      };
    } finally {
      await crowd?.stop();
      await porthole.remove();
    }
  },
};
