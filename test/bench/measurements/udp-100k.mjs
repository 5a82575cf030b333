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
    const inElectron = [];
    const porthole = [];
    for (let round = 0; round < rounds; round += 1) {
      plain.push(await plainReceiver(load));
      inElectron.push(await plainReceiver(load, context.runtime.program));
      porthole.push(await portholeReceiver(context, load));
    }
    const sent = load.count * rounds;
    const offered = (/** @type {readonly { offered: number }[]} */ all) => all.map((one) => one.offered);
    const rate = (/** @type {readonly { offered: number }[]} */ all) =>
      `${Math.round(median(offered(all))).toLocaleString('en-US')}/s`;
    const lost = (/** @type {readonly { lost: number }[]} */ all) => sum(all.map((one) => one.lost));
    const what = `datagrams lost of ${sent.toLocaleString('en-US')} (100 B, 100,000/s)`;
    const base = { bench, what, porthole: lost(porthole), digits: 0 };
    return {
      rows: [
        {
          ...base,
          against: 'plain node:dgram, same buffer',
          reference: lost(plain),
          wanted: { of: 'porthole', at: 'most', limit: 'reference', slack: 0.005 * sent },
          ...fitness(RATE, [...offered(porthole), ...offered(plain)]),
        },
        {
          ...base,
          against: 'the same in Electron’s Node',
          reference: lost(inElectron),
          wanted: null,
          ...fitness(RATE, [...offered(porthole), ...offered(inElectron)]),
        },
      ],
      notes: [
        `offered in fact (median of ${rounds}): ${rate(porthole)} to Porthole, ${rate(plain)} to node:dgram`,
      ],
    };
  },
};
