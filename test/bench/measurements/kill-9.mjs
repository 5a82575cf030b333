import { readFileSync } from 'node:fs';
import { openPorthole } from '../lib/porthole.mjs';
import { startSender } from '../lib/programs.mjs';
import { until } from '../lib/until.mjs';

// How much of a recording at 20,000 messages a second is there after the program was killed: the real Porthole, a
// real SIGKILL, and a look at the file that shares no code with it.

const bench = 'kill-9';
const RATE = 20_000;
const KILLS = 20;
const SAFE_MS = 100;

const ENHANCED_PACKET = 6;
/** Block, packet, IPv4 and UDP headers stand before the number that a datagram begins with. */
const NUMBER_AT = 28 + 20 + 8;

/**
 * The numbered datagrams that a capture file holds whole: how many, how many numbers are missing among them, and the
 * time of the last one in ms since the epoch.
 * @param {string} file
 */
function datagramsIn(file) {
  const bytes = readFileSync(file);
  let count = 0;
  let missing = 0;
  let lastMs = 0;
  for (let at = 0; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    if (length < 12 || at + length > bytes.length) break;
    if (bytes.readUInt32LE(at) === ENHANCED_PACKET && bytes[at + 28 + 9] === 17) {
      const number = Number(bytes.toString('latin1', at + NUMBER_AT, at + NUMBER_AT + 8));
      missing += Math.max(0, number - count - missing);
      count += 1;
      lastMs = (bytes.readUInt32LE(at + 12) * 2 ** 32 + bytes.readUInt32LE(at + 16)) / 1e6;
    }
    at += length;
  }
  return { count, missing, lastMs };
}

/** @param {import('../lib/context.mjs').Context} context @param {number} round */
async function kill(context, round) {
  const porthole = await openPorthole(context);
  try {
    const { port } = await porthole.startServer({ protocol: 'udp' });
    const sender = startSender('udp_send.py', ['127.0.0.1', port, RATE * 10, 100, RATE]);
    try {
      // Not in step with anything.
      const wanted = RATE + 1237 * round;
      await until('messages to arrive', async () => (await porthole.counters()).received > wanted, {
        every: 7,
      });
      const killedAt = Date.now();
      process.kill(porthole.pid, 'SIGKILL');
      await porthole.end();
      const [file] = await porthole.captureFiles();
      if (file === undefined) throw new Error('there is no capture');
      const { count, missing, lastMs } = datagramsIn(file);
      return { count, missing, age: killedAt - lastMs };
    } finally {
      await sender.stop();
    }
  } finally {
    await porthole.remove();
  }
}

/** @type {import('../lib/context.mjs').Measurement} */
export const kill9 = {
  name: bench,
  async measure(context) {
    const kills = context.quick ? 3 : KILLS;
    const outcomes = [];
    for (let round = 0; round < kills; round += 1) outcomes.push(await kill(context, round));
    const worst = Math.max(...outcomes.map(({ age }) => age));
    const missing = outcomes.reduce((sum, outcome) => sum + outcome.missing, 0);
    const base = { bench, against: '', reference: null };
    return {
      rows: [
        {
          ...base,
          what: `ms before the kill, the last message in the file; worst of ${kills} kills at 20,000/s`,
          porthole: worst,
          digits: 0,
          wanted: { of: 'porthole', at: 'most', limit: SAFE_MS },
        },
        {
          ...base,
          what: 'messages missing before it',
          porthole: missing,
          digits: 0,
          wanted: { of: 'porthole', at: 'most', limit: 0 },
        },
      ],
      notes: [
        `messages in the files: ${outcomes.map(({ count }) => count.toLocaleString('en-US')).join(', ')}`,
      ],
    };
  },
};
