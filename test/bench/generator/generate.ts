// Writes a large capture with Porthole's own writer, as if it had been recorded: several endpoints, TCP and UDP, both
// directions, payloads of text. The same arguments give the same file.
//
// Usage: generate FOLDER ROWS BYTES LEAST MOST
// Stops at ROWS messages or as soon as the file has BYTES (0: no limit). Payloads have LEAST to MOST bytes. Prints
// {"path", "rows", "bytes", "needle", "needles"}: that text stands in so many payloads, one of NEEDLE_EVERY.
import { mkdir, rm } from 'node:fs/promises';
import type { Flow } from '../../../core/contract/recorder';
import { nodeDisk } from '../../../electron/capture/disk';
import { FlowEncoder } from '../../../electron/capture/flow-encoder';
import { LiveSegment } from '../../../electron/capture/live-segment';

const NEEDLE = 'needle-7f3a';
const NEEDLE_EVERY = 100_000;
const START = 1_790_000_000_000_000_000n;
/** 50,000 messages a second. */
const APART = 20_000n;
/** Rows between two waits for the disk. */
const BATCH = 16_384;

const flow = (id: number, name: string, transport: 'tcp' | 'udp', port: number): Flow => ({
  id,
  endpoint: { id: name, name, description: name },
  transport,
  local: { address: '127.0.0.1', port, family: 4 },
  remote: { address: '127.0.0.1', port: 40_000 + id, family: 4 },
});

const FLOWS = [
  flow(1, 'Server 1', 'udp', 8001),
  flow(2, 'Server 1', 'udp', 8001),
  flow(3, 'Server 2', 'tcp', 8002),
  flow(4, 'Server 2', 'tcp', 8002),
  flow(5, 'Client 1', 'tcp', 50_001),
  flow(6, 'Client 2', 'udp', 50_002),
];

/** Payloads are cut from this text, from another place each time. */
const text = (): Uint8Array => {
  const lines: string[] = [];
  for (let i = 0; i < 4096; i += 1) {
    lines.push(`{"device":${(i * 7919) % 1000},"temperature":${20 + (i % 97) / 10},"state":"running"}\r\n`);
  }
  return new TextEncoder().encode(lines.join(''));
};

const [folder = '', rows = '', bytes = '', least = '', most = ''] = process.argv.slice(2);
const limits = { rows: Number(rows), bytes: Number(bytes) || Number.POSITIVE_INFINITY };
const sizes = { least: Number(least), spread: Number(most) - Number(least) + 1 };

let failure: unknown;
const segment = new LiveSegment({
  disk: nodeDisk,
  prepare: async () => {
    await mkdir(folder, { recursive: true });
  },
  folder,
  name: 'generated',
  application: 'Porthole bench',
  os: process.platform,
  onWritten: () => undefined,
  onFailure: (error) => {
    failure = error;
  },
});
const encoder = new FlowEncoder();
const source = text();
const needle = new TextEncoder().encode(NEEDLE);
let needles = 0;
let row = 0;
for (; row < limits.rows && segment.blocks.size < limits.bytes; row += 1) {
  // Knuth's multiplicative hash spreads the lengths and the places.
  const mixed = Math.imul(row, 2654435761) >>> 0;
  const from = mixed % (source.length - sizes.least - sizes.spread);
  const payload = source.subarray(from, from + sizes.least + ((mixed >>> 8) % sizes.spread));
  const marked = row % NEEDLE_EVERY === NEEDLE_EVERY - 1;
  const found = marked ? Uint8Array.from(payload) : payload;
  if (marked) found.set(needle, found.length - needle.length);
  needles += marked ? 1 : 0;
  const own = FLOWS[(mixed >>> 4) % FLOWS.length];
  if (own === undefined) break;
  encoder.data(segment, own, (mixed & 3) === 0 ? 'out' : 'in', found, START + BigInt(row) * APART);
  if (row % BATCH === BATCH - 1 && !(await segment.flush())) break;
}
await segment.close();
if (failure !== undefined) throw failure;
// What is measured makes its own index.
await rm(segment.indexFile.path);
const { path, size } = segment.blocks;
process.stdout.write(`${JSON.stringify({ path, rows: row, bytes: size, needle: NEEDLE, needles })}\n`);
