import { writeSequentially } from '../lib/disk.mjs';
import { countPackets } from '../lib/pcapng-count.mjs';
import { openPorthole } from '../lib/porthole.mjs';
import { median, sum } from '../lib/stats.mjs';
import { timeStream, WRITE_BYTES } from '../lib/stream.mjs';
import { plainTlsServers, startTlsServer } from '../lib/tls.mjs';

// How fast Porthole takes a stream over TLS, stores and shows it, against plain node:tls sinks that keep nothing. The
// TLS is the runtime's: OpenSSL in Node, BoringSSL in Electron. What Porthole makes of it is judged beside a program
// with the same library; the other is told, as is the disk.

const bench = 'tls-sink';
const TLS = ['tls'];

/** @param {() => import('../lib/child.mjs').Child} start @param {number} writes */
async function plainSink(start, writes) {
  const sink = start();
  try {
    const { port } = await sink.next();
    const finished = async () => {
      const { bytes } = await sink.next();
      if (bytes !== writes * WRITE_BYTES) throw new Error(`The plain sink read ${bytes} bytes.`);
    };
    return await timeStream(port, writes, finished, TLS);
  } finally {
    await sink.stop();
  }
}

/** @param {import('../lib/context.mjs').Context} context @param {number} writes */
async function portholeSink(context, writes) {
  const porthole = await openPorthole(context);
  try {
    const { port } = await startTlsServer(porthole);
    const bytes = writes * WRITE_BYTES;
    const seconds = await timeStream(port, writes, () => porthole.storedBytes(bytes), TLS);
    await porthole.end();
    const found = sum((await porthole.captureFiles()).map((file) => countPackets(file, 'tcp', port).bytes));
    return { seconds, missing: bytes - found };
  } finally {
    await porthole.remove();
  }
}

/** @type {import('../lib/context.mjs').Measurement} */
export const tlsSink = {
  name: bench,
  async measure(context) {
    const writes = context.quick ? 4_096 : 15_259;
    const bytes = writes * WRITE_BYTES;
    const { node, electron } = plainTlsServers(context, 'sink');
    const [inNode, inElectron, porthole, disk] = [[], [], [], []];
    for (let round = 0; round < (context.quick ? 1 : 3); round += 1) {
      inNode.push(await plainSink(node, writes));
      inElectron.push(await plainSink(electron, writes));
      disk.push(writeSequentially(context.folder, bytes));
      porthole.push(await portholeSink(context, writes));
    }
    const rate = (/** @type {readonly number[]} */ seconds) => bytes / 1e6 / median(seconds);
    const taken = rate(porthole.map(({ seconds }) => seconds));
    const what = `MB/s over TLS taken and stored, ${(bytes / 1e9).toFixed(2)} GB in 64 KiB writes`;
    return {
      rows: [
        {
          ...{ bench, what, porthole: taken, digits: 0 },
          against: 'plain node:tls sink, stores nothing',
          reference: rate(inNode),
          wanted: null,
        },
        {
          ...{ bench, what, porthole: taken, digits: 0 },
          against: 'the same in Electron’s Node, with its TLS',
          reference: rate(inElectron),
          wanted: { of: 'ratio', at: 'least', limit: 0.6 },
        },
        {
          ...{ bench, what, porthole: taken, digits: 0 },
          against: 'disk alone, 1 MiB writes',
          reference: rate(disk.map(({ taken: seconds }) => seconds)),
          wanted: null,
        },
        {
          ...{
            bench,
            what: 'bytes sent over TLS that the capture file does not hold',
            against: '',
            digits: 0,
          },
          porthole: sum(porthole.map(({ missing }) => missing)),
          reference: null,
          wanted: { of: 'porthole', at: 'most', limit: 0 },
        },
      ],
      notes: [`rounds in turns: ${porthole.length}; medians; one Python sender; TLS 1.3`],
    };
  },
};
