import { fitness, plainReceiver, portholeReceiver } from '../lib/datagrams.mjs';
import { median, sum } from '../lib/stats.mjs';

// Twice the rate that Porthole is built for, against a program that only counts.

const bench = 'udp-100k';
const RATE = 100_000;

/** @type {import('../lib/context.mjs').Measurement} */
export const udp100k = {
  name: bench,
  async measure(context) {
    const rounds = context.quick ? 1 : 2;
    const load = { count: RATE * (context.quick ? 1 : 10), size: 100, rate: RATE };
    const plain = [];
    const porthole = [];
    for (let round = 0; round < rounds; round += 1) {
      plain.push(await plainReceiver(load));
      porthole.push(await portholeReceiver(context, load));
    }
    const sent = load.count * rounds;
    const offered = (/** @type {readonly { offered: number }[]} */ all) => all.map((one) => one.offered);
    const rate = (/** @type {readonly { offered: number }[]} */ all) =>
      `${Math.round(median(offered(all))).toLocaleString('en-US')}/s`;
    return {
      rows: [
        {
          bench,
          what: `datagrams lost of ${sent.toLocaleString('en-US')} (100 B, 100,000/s)`,
          porthole: sum(porthole.map(({ lost }) => lost)),
          against: 'plain node:dgram, same buffer',
          reference: sum(plain.map(({ lost }) => lost)),
          digits: 0,
          wanted: { of: 'porthole', at: 'most', limit: 'reference', slack: 0.005 * sent },
          ...fitness(RATE, [...offered(porthole), ...offered(plain)]),
        },
      ],
      notes: [
        `offered in fact (median of ${rounds}): ${rate(porthole)} to Porthole, ${rate(plain)} to node:dgram`,
      ],
    };
  },
};
