import { openPorthole } from '../lib/porthole.mjs';
import { startBaseline, startSender } from '../lib/programs.mjs';
import { median } from '../lib/stats.mjs';

// How long a 64-byte message is on its way there and back, through Porthole's Auto reply and through a plain echo.
// Both stand ready and take turns, so that what else the machine does hits both.

const bench = 'echo';
const SIZE = 64;

/** @type {import('../lib/context.mjs').Measurement} */
export const echo = {
  name: bench,
  async measure(context) {
    const blocks = context.quick ? 3 : 10;
    const rounds = context.quick ? 500 : 2_000;
    const plainEcho = startBaseline('net-echo.mjs');
    const porthole = await openPorthole(context).catch(async (error) => {
      await plainEcho.stop();
      throw error;
    });
    const clients = [];
    try {
      const ports = [
        (await porthole.startServer({ protocol: 'tcp', autoReply: echoReply })).port,
        (await plainEcho.next()).port,
      ];
      for (const port of ports) clients.push(startSender('echo_client.py', ['127.0.0.1', port, SIZE]));
      const measured = clients.map(() => /** @type {{ p50: number, p99: number }[]} */ ([]));
      // The first block warms both up and does not count.
      for (let block = 0; block <= blocks; block += 1) {
        for (const [at, client] of clients.entries()) {
          client.say(String(rounds));
          const result = await client.next();
          if (block > 0) measured[at]?.push(result);
        }
      }
      const microseconds = (/** @type {number} */ at, /** @type {'p50' | 'p99'} */ which) =>
        median((measured[at] ?? []).map((result) => result[which])) / 1000;
      return {
        rows: /** @type {const} */ (['p50', 'p99']).map((which) => ({
          bench,
          what: `µs round trip, ${SIZE} B, ${which}`,
          porthole: microseconds(0, which),
          against: 'plain node:net echo',
          reference: microseconds(1, which),
          digits: 1,
          wanted: { of: 'ratio', at: 'most', limit: 1.5 },
        })),
        notes: [
          `1 connection, ${blocks} blocks of ${rounds.toLocaleString('en-US')} rounds in turns after one to warm up; medians of the blocks' p50 and p99`,
        ],
      };
    } finally {
      await Promise.all([...clients, plainEcho].map((child) => child.stop()));
      await porthole.remove();
    }
  },
};

const echoReply = {
  mode: 'echo',
  delay: '0',
  reply: { format: 'text', text: '', encoding: 'utf-8', lineEnding: 'none', raw: false },
};
