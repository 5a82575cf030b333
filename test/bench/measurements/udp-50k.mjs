import { fitness, packetSenderReceiver, plainReceiver, portholeReceiver } from '../lib/datagrams.mjs';

// Whether a steady 50,000 small datagrams a second get through whole while the log shows them.

const bench = 'udp-50k';
const RATE = 50_000;

/** @type {import('../lib/context.mjs').Measurement} */
export const udp50k = {
  name: bench,
  async measure(context) {
    const seconds = context.quick ? 1 : 2;
    const load = { count: RATE * seconds, size: 100, rate: RATE };
    const plain = await plainReceiver(load);
    const porthole = await portholeReceiver(context, load);
    const peer = await packetSenderReceiver(context, load);
    const what = `datagrams lost of ${load.count.toLocaleString('en-US')} (100 B, 50,000/s)`;
    const base = { bench, what, porthole: porthole.lost, digits: 0 };
    const offered = (/** @type {{ offered: number }} */ outcome) =>
      `${Math.round(outcome.offered).toLocaleString('en-US')}/s`;
    return {
      rows: [
        {
          ...base,
          ...fitness(RATE, [porthole.offered, plain.offered]),
          against: 'plain node:dgram',
          reference: plain.lost,
          wanted: { of: 'porthole', at: 'most', limit: 0 },
        },
        'missing' in peer
          ? { ...base, against: 'Packet Sender', reference: null, remark: 'not installed', wanted: null }
          : {
              ...base,
              ...fitness(RATE, [porthole.offered, peer.offered]),
              against: 'Packet Sender',
              reference: peer.lost,
              wanted: null,
            },
      ],
      notes: [
        `offered in fact: ${offered(porthole)} to Porthole, ${offered(plain)} to node:dgram` +
          ('missing' in peer ? '' : `, ${offered(peer)} to Packet Sender`),
        `receive buffer granted: ${porthole.receiveBuffer} B to Porthole, ${plain.receiveBuffer} B to node:dgram` +
          ('missing' in peer ? '' : '; Packet Sender has the system’s default'),
        ...('missing' in peer ? [`Packet Sender: the Debian package ${peer.missing} is not installed`] : []),
      ],
    };
  },
};
