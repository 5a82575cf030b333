import {
  fitness,
  offer,
  packetSenderReceiver,
  plainReceiver,
  portholeReceiver,
  RECEIVE_BUFFER,
} from '../lib/datagrams.mjs';
import { socatToFile } from '../lib/socat.mjs';
import { tsharkToFile } from '../lib/tshark.mjs';

// The same steady load for Porthole, a plain program, and the tools that people use instead.

const bench = 'udp-peers';
const RATE = 50_000;
const SIZE = 100;

/**
 * @typedef {import('../lib/datagrams.mjs').Load} Load
 * @typedef {import('../lib/datagrams.mjs').Outcome | { missing: string }} PeerOutcome
 */

/** @param {import('../lib/context.mjs').Context} context @param {Load} load @returns {Promise<PeerOutcome>} */
async function socat(context, load) {
  const from = (/** @type {number} */ port) => `UDP4-RECV:${port},bind=127.0.0.1,rcvbuf=${RECEIVE_BUFFER}`;
  const peer = await socatToFile(context, from);
  if (peer === undefined) return { missing: 'not installed' };
  try {
    const { sent, offered } = await offer(peer.port, load);
    await peer.drained();
    return { lost: sent - (await peer.size()) / SIZE, offered, receiveBuffer: RECEIVE_BUFFER };
  } finally {
    await peer.stop();
  }
}

/** @param {import('../lib/context.mjs').Context} context @param {Load} load @returns {Promise<PeerOutcome>} */
async function tshark(context, load) {
  const peer = await tsharkToFile(context);
  if ('missing' in peer) return peer;
  try {
    const { sent, offered } = await offer(peer.port, load);
    return { lost: sent - (await peer.count()), offered, receiveBuffer: null };
  } finally {
    await peer.stop();
  }
}

/** @type {import('../lib/context.mjs').Measurement} */
export const udpPeers = {
  name: bench,
  async measure(context) {
    const load = { count: RATE * (context.quick ? 1 : 10), size: SIZE, rate: RATE };
    const own = await portholeReceiver(context, load);
    const packetSender = await packetSenderReceiver(context, load);
    const peers = /** @type {Record<string, PeerOutcome>} */ ({
      'plain node:dgram': await plainReceiver(load),
      'Packet Sender': 'missing' in packetSender ? { missing: 'not installed' } : packetSender,
      'socat -u UDP-RECV OPEN': await socat(context, load),
      'tshark -w': await tshark(context, load),
    });
    const rate = (/** @type {number} */ offered) => `${Math.round(offered).toLocaleString('en-US')}/s`;
    return {
      rows: Object.entries(peers).map(([against, peer]) => ({
        bench,
        what: `datagrams lost of ${load.count.toLocaleString('en-US')} (100 B, 50,000/s)`,
        porthole: own.lost,
        against,
        digits: 0,
        wanted: null,
        ...('missing' in peer
          ? { reference: null, remark: peer.missing }
          : { reference: peer.lost, ...fitness(RATE, [own.offered, peer.offered]) }),
      })),
      notes: [
        `offered in fact: ${rate(own.offered)} to Porthole; ${Object.entries(peers)
          .flatMap(([name, peer]) => ('missing' in peer ? [] : [`${rate(peer.offered)} to ${name}`]))
          .join(', ')}`,
        `receive buffer: ${own.receiveBuffer} B granted to Porthole; socat and node:dgram ask for the same, Packet Sender has the system's default, tshark records beside a plain receiver`,
      ],
    };
  },
};
