import { openPorthole } from '../lib/porthole.mjs';
import { startSender } from '../lib/programs.mjs';
import { median } from '../lib/stats.mjs';
import { plainTlsServers, startTlsServer } from '../lib/tls.mjs';

// How long 64 bytes are on their way there and back over TLS 1.3, through Porthole's Auto reply and through plain
// node:tls echoes. All stand ready and take turns.

const bench = 'tls-echo';
const SIZE = 64;

const echoReply = {
  mode: 'echo',
  delay: '0',
  reply: { format: 'text', text: '', encoding: 'utf-8', lineEnding: 'none', raw: false },
};

/** @type {import('../lib/context.mjs').Measurement} */
export const tlsEcho = {
  name: bench,
  async measure(context) {
    const blocks = context.quick ? 3 : 10;
    const rounds = context.quick ? 500 : 2_000;
    const { node, electron } = plainTlsServers(context, 'echo');
    const plain = [node(), electron()];
    const clients = [];
    const porthole = await openPorthole(context).catch(async (error) => {
      await Promise.all(plain.map((child) => child.stop()));
      throw error;
    });
    try {
      const own = await startTlsServer(porthole, { autoReply: echoReply });
      const ports = [own.port, ...(await Promise.all(plain.map(async (child) => (await child.next()).port)))];
      for (const port of ports) clients.push(startSender('echo_client.py', ['127.0.0.1', port, SIZE, 'tls']));
      const measured = clients.map(() => /** @type {{ p50: number, p99: number }[]} */ ([]));
      // The first block warms all up and does not count.
      for (let block = 0; block <= blocks; block += 1) {
        for (const [at, client] of clients.entries()) {
          client.say(String(rounds));
          const result = await client.next();
          if (block > 0) measured[at]?.push(result);
        }
      }
      const microseconds = (/** @type {number} */ at, /** @type {'p50' | 'p99'} */ which) =>
        median((measured[at] ?? []).map((result) => result[which])) / 1000;
      const row = (/** @type {'p50' | 'p99'} */ which) => ({
        bench,
        what: `µs round trip, ${SIZE} B over TLS, ${which}`,
        porthole: microseconds(0, which),
        digits: 1,
      });
      return {
        rows: [
          {
            ...row('p50'),
            against: 'plain node:tls echo',
            reference: microseconds(1, 'p50'),
            wanted: { of: 'ratio', at: 'most', limit: 1.5 },
          },
          {
            ...row('p50'),
            against: 'the same in Electron’s Node',
            reference: microseconds(2, 'p50'),
            wanted: null,
          },
          { ...row('p99'), against: 'plain node:tls echo', reference: microseconds(1, 'p99'), wanted: null },
        ],
        notes: [
          `1 connection, ${blocks} blocks of ${rounds.toLocaleString('en-US')} rounds in turns after one to warm up; medians of the blocks' p50 and p99`,
        ],
      };
    } finally {
      await Promise.all([...clients, ...plain].map((child) => child.stop()));
      await porthole.remove();
    }
  },
};
