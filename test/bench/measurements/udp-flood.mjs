import { plainReceiver, portholeReceiver } from '../lib/datagrams.mjs';
import { median, sum } from '../lib/stats.mjs';

// What is lost when one sender does not hold back at all, by Porthole and by a program that only counts.

const bench = 'udp-flood';

/** @type {import('../lib/context.mjs').Measurement} */
export const udpFlood = {
  name: bench,
  async measure(context) {
    const rounds = context.quick ? 1 : 3;
    const load = { count: context.quick ? 100_000 : 400_000, size: 100, rate: 0 };
    const plain = [];
    const inElectron = [];
    const porthole = [];
    for (let round = 0; round < rounds; round += 1) {
      plain.push(await plainReceiver(load));
      inElectron.push(await plainReceiver(load, context.runtime.program));
      porthole.push(await portholeReceiver(context, load));
    }
    const lost = (/** @type {readonly { lost: number }[]} */ all) => sum(all.map((outcome) => outcome.lost));
    const offered = (/** @type {readonly { offered: number }[]} */ all) =>
      `${Math.round(median(all.map((outcome) => outcome.offered))).toLocaleString('en-US')}/s`;
    const what = `datagrams lost of ${(load.count * rounds).toLocaleString('en-US')} (100 B, as fast as one sender can)`;
    const base = { bench, what, porthole: lost(porthole), digits: 0 };
    return {
      rows: [
        {
          ...base,
          against: 'plain node:dgram, same buffer',
          reference: lost(plain),
          wanted: { of: 'porthole', at: 'most', limit: 'reference', slack: 0.01 * load.count * rounds },
        },
        {
          ...base,
          against: 'the same in Electron’s Node',
          reference: lost(inElectron),
          wanted: null,
        },
      ],
      notes: [
        `offered in fact (median of ${rounds}): ${offered(porthole)} to Porthole, ${offered(plain)} to node:dgram`,
        `receive buffer granted: ${porthole[0]?.receiveBuffer} B to Porthole, ${plain[0]?.receiveBuffer} B to node:dgram`,
      ],
    };
  },
};
