import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { writeSequentially } from '../lib/disk.mjs';
import { countPackets } from '../lib/pcapng-count.mjs';
import { openPorthole } from '../lib/porthole.mjs';
import { startBaseline } from '../lib/programs.mjs';
import { socatToFile } from '../lib/socat.mjs';
import { median, sum } from '../lib/stats.mjs';
import { timeStream, WRITE_BYTES } from '../lib/stream.mjs';

// How fast Porthole takes a TCP stream and stores every byte, against a plain sink that keeps nothing and against
// the disk alone.

const bench = 'tcp-sink';

/** @param {number} writes */
async function plainSink(writes) {
  const sink = startBaseline('net-sink.mjs');
  try {
    const { port } = await sink.next();
    return await timeStream(port, writes, async () => {
      const { bytes } = await sink.next();
      if (bytes !== writes * WRITE_BYTES) throw new Error(`The plain sink read ${bytes} bytes.`);
    });
  } finally {
    await sink.stop();
  }
}

/** @param {readonly string[]} files @returns {number} seconds */
function syncFiles(files) {
  const started = performance.now();
  for (const file of files) {
    const handle = openSync(file, 'r+');
    fdatasyncSync(handle);
    closeSync(handle);
  }
  return (performance.now() - started) / 1000;
}

/** @param {import('../lib/context.mjs').Context} context @param {number} writes */
async function portholeSink(context, writes) {
  const porthole = await openPorthole(context);
  try {
    const { port } = await porthole.startServer({ protocol: 'tcp' });
    const bytes = writes * WRITE_BYTES;
    const stored = await timeStream(port, writes, () => porthole.storedBytes(bytes));
    const synced = stored + syncFiles(await porthole.captureFiles());
    await porthole.end();
    const found = sum((await porthole.captureFiles()).map((file) => countPackets(file, 'tcp', port).bytes));
    return { stored, synced, missing: bytes - found };
  } finally {
    await porthole.remove();
  }
}

/**
 * The same stream into a file by socat, until it has ended, which it does when the stream has.
 * @param {import('../lib/context.mjs').Context} context @param {number} writes
 * @returns {Promise<number | undefined>} seconds; undefined where it is not installed
 */
async function socatSink(context, writes) {
  const peer = await socatToFile(context, (port) => `TCP4-LISTEN:${port},bind=127.0.0.1`);
  if (peer === undefined) return undefined;
  try {
    return await timeStream(peer.port, writes, () => peer.holds(writes * WRITE_BYTES));
  } finally {
    await peer.stop();
  }
}

/** @type {import('../lib/context.mjs').Measurement} */
export const tcpSink = {
  name: bench,
  async measure(context) {
    const writes = context.quick ? 4_096 : 61_036;
    const bytes = writes * WRITE_BYTES;
    const plain = [];
    const disk = [];
    const porthole = [];
    const socat = [];
    for (let round = 0; round < (context.quick ? 1 : 3); round += 1) {
      plain.push(await plainSink(writes));
      disk.push(writeSequentially(context.folder, bytes));
      porthole.push(await portholeSink(context, writes));
      const peer = await socatSink(context, writes);
      if (peer !== undefined) socat.push(peer);
    }
    const rate = (/** @type {readonly number[]} */ seconds) => bytes / 1e6 / median(seconds);
    const taken = rate(porthole.map(({ stored }) => stored));
    const sink = rate(plain);
    const write = rate(disk.map(({ taken }) => taken));
    const size = `${(bytes / 1e9).toFixed(2)} GB in 64 KiB writes`;
    const base = { bench, what: `MB/s taken and stored, ${size}`, porthole: taken, digits: 0, wanted: null };
    return {
      rows: [
        { ...base, against: 'plain node:net sink, stores nothing', reference: sink },
        { ...base, against: 'disk alone, 1 MiB writes', reference: write },
        {
          ...base,
          against: 'the slower of these two',
          reference: Math.min(sink, write),
          wanted: { of: 'ratio', at: 'least', limit: 0.7 },
        },
        {
          ...base,
          against: 'socat -u TCP-LISTEN OPEN',
          ...(socat.length > 0 ? { reference: rate(socat) } : { reference: null, remark: 'not installed' }),
        },
        {
          ...base,
          what: 'MB/s until fdatasync has returned',
          porthole: rate(porthole.map(({ synced }) => synced)),
          against: 'disk alone, with fdatasync',
          reference: rate(disk.map(({ synced }) => synced)),
        },
        {
          bench,
          what: 'bytes sent that the capture file does not hold',
          porthole: sum(porthole.map(({ missing }) => missing)),
          against: '',
          reference: null,
          digits: 0,
          wanted: { of: 'porthole', at: 'most', limit: 0 },
        },
      ],
      notes: [
        `rounds in turns: ${porthole.length}; medians; one Python sender; a new capture for each round`,
      ],
    };
  },
};
