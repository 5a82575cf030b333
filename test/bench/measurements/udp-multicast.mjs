import { fitness, plainReceiver, portholeReceiver } from '../lib/datagrams.mjs';
import { median, sum } from '../lib/stats.mjs';

// The rate that Porthole is built for, sent to a multicast group that it has joined, against a program that only counts.

const bench = 'udp-multicast';
const RATE = 50_000;
const GROUP = '239.255.50.50';

/** @type {import('../lib/context.mjs').Measurement} */
export const udpMulticast = {
  name: bench,
  async measure(context) {
    const rounds = context.quick ? 1 : 3;
    const seconds = context.quick ? 3 : 10;
    const load = { count: RATE * seconds, size: 100, rate: RATE, group: GROUP };
    const plain = [];
    const porthole = [];
    for (let round = 0; round < rounds; round += 1) {
      plain.push(await plainReceiver(load));
      porthole.push(await portholeReceiver(context, load));
    }
    const offered = (/** @type {readonly { offered: number }[]} */ all) => all.map((one) => one.offered);
    const lost = (/** @type {readonly { lost: number }[]} */ all) => sum(all.map((one) => one.lost));
    const rate = (/** @type {readonly { offered: number }[]} */ all) =>
      `${Math.round(median(offered(all))).toLocaleString('en-US')}/s`;
    return {
      rows: [
        {
          bench,
          what: `datagrams lost of ${(load.count * rounds).toLocaleString('en-US')} to a group (100 B, 50,000/s)`,
          porthole: lost(porthole),
          against: 'plain node:dgram, same buffer',
          reference: lost(plain),
          digits: 0,
          wanted: { of: 'porthole', at: 'most', limit: 0 },
          ...fitness(RATE, offered(porthole)),
        },
      ],
      notes: [
        `offered in fact (median of ${rounds}): ${rate(porthole)} to Porthole, ${rate(plain)} to node:dgram; lost is what the capture file does not hold`,
      ],
    };
  },
};
