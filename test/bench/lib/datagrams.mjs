import { udpSocketAt } from './kernel-udp.mjs';
import { packetSender } from './packet-sender.mjs';
import { countPackets } from './pcapng-count.mjs';
import { openPorthole } from './porthole.mjs';
import { startBaseline, startInElectron, startSender } from './programs.mjs';
import { sum } from './stats.mjs';
import { until } from './until.mjs';

/** What Porthole asks for by default, in bytes (SO_RCVBUF); the plain receiver gets the same. */
export const RECEIVE_BUFFER = 4 * 1024 * 1024;

/**
 * @typedef {{ count: number, size: number, rate: number, group?: string }} Load datagrams, bytes each, per second (0:
 *   no limit), and the IPv4 multicast group that they go to, over the loopback interface
 * @typedef {{ lost: number, offered: number, receiveBuffer: number | null }} Outcome offered: per second, as reached
 */

/**
 * For a row whose sender fell behind on a busy machine: fewer a second are easier to take, but a machine that is
 * too busy to send is also too busy to receive, so losses and their absence both say nothing.
 * @param {number} rate wanted @param {readonly number[]} offered as reached
 * @returns {{ unfit?: string }}
 */
export const fitness = (rate, offered) =>
  offered.every((reached) => reached >= rate * 0.98) ? {} : { unfit: 'rate not reached' };

/** @param {number} port @param {Load} load */
export async function offer(port, { count, size, rate, group = '127.0.0.1' }) {
  const sender = startSender('udp_send.py', [group, port, count, size, rate]);
  try {
    const { sent, seconds } = await sender.next();
    return { sent, offered: sent / seconds };
  } finally {
    await sender.stop();
  }
}

/** Waits until the receiver has read all that the kernel holds for it. @param {number} port */
export const drained = (port) =>
  until(`the receive queue of port ${port} to be empty`, async () => (await udpSocketAt(port))?.queued === 0);

/**
 * A plain node:dgram receiver that counts, in this Node or in Electron's.
 * @param {Load} load @param {string} [electron] Electron's program @returns {Promise<Outcome>}
 */
export async function plainReceiver(load, electron) {
  const name = 'dgram-receiver.mjs';
  const args = [RECEIVE_BUFFER, ...(load.group === undefined ? [] : [load.group])];
  const receiver = electron === undefined ? startBaseline(name, args) : startInElectron(electron, name, args);
  try {
    const { port, receiveBuffer } = await receiver.next();
    const { sent, offered } = await offer(port, load);
    await drained(port);
    receiver.say('how many');
    const { received } = await receiver.next();
    return { lost: sent - received, offered, receiveBuffer };
  } finally {
    await receiver.stop();
  }
}

/**
 * Waits until everything that was received is stored and counted in the window's log.
 * @param {import('./porthole.mjs').OpenPorthole} porthole
 * @returns {Promise<{ stored: number, shown: number }>} messages, and rows in the log
 */
export const allShown = ({ page, counters }) =>
  until('everything received to be stored and in the log', async () => {
    const { received, stored, rows } = await counters();
    const count = await page.getByRole('grid', { name: 'Log' }).getAttribute('aria-rowcount');
    const shown = Number(count) - 1;
    return stored === received && shown >= rows && { stored, shown };
  });

/**
 * Ends Porthole and counts what its capture holds, with a program that shares no code with it.
 * @param {import('./porthole.mjs').OpenPorthole} porthole
 * @param {number} port @param {number} stored as Porthole says
 */
export async function countStored(porthole, port, stored) {
  await porthole.end();
  const found = sum((await porthole.captureFiles()).map((file) => countPackets(file, 'udp', port).packets));
  if (found !== stored) {
    throw new Error(`Porthole says that it stored ${stored} datagrams; the file holds ${found}.`);
  }
  return found;
}

/**
 * Porthole with its log in view; lost is what the capture file does not hold in the end.
 * @param {import('./context.mjs').Context} context
 * @param {Load} load
 * @returns {Promise<Outcome>}
 */
export async function portholeReceiver(context, load) {
  const porthole = await openPorthole(context);
  try {
    const { group } = load;
    const joined =
      group === undefined ? {} : { address: '0.0.0.0', groups: [{ group, source: '', via: 'lo' }] };
    const { port, receiveBuffer } = await porthole.startServer({ protocol: 'udp', ...joined });
    const { sent, offered } = await offer(port, load);
    await drained(port);
    const { stored } = await allShown(porthole);
    const found = await countStored(porthole, port, stored);
    return { lost: sent - found, offered, receiveBuffer };
  } finally {
    await porthole.remove();
  }
}

/**
 * Packet Sender with its window; lost is what the kernel dropped because it did not read in time.
 * @param {import('./context.mjs').Context} context
 * @param {Load} load
 * @returns {Promise<Outcome | { missing: string }>}
 */
export async function packetSenderReceiver(context, load) {
  const peer = await packetSender(context);
  if ('missing' in peer) return peer;
  try {
    const { offered } = await offer(peer.port, load);
    return { lost: await peer.drops(), offered, receiveBuffer: null };
  } finally {
    await peer.stop();
  }
}
