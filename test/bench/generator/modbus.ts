// Writes a capture with Porthole's own writer, as if a PLC had been asked: conversations of Modbus/TCP, one after the
// other, a request and its answer each 2 ms. The same arguments give the same file.
//
// Usage: modbus FOLDER ROWS CONVERSATION
// Prints {"path", "rows", "bytes"}; each CONVERSATION rows are a connection of their own.
import { mkdir, rm } from 'node:fs/promises';
import type { Flow } from '../../../core/contract/recorder';
import { nodeDisk } from '../../../electron/capture/disk';
import { FlowEncoder } from '../../../electron/capture/flow-encoder';
import { LiveSegment } from '../../../electron/capture/live-segment';

const START = 1_790_000_000_000_000_000n;
const APART = 1_000_000n;
/** Rows between two waits for the disk. */
const BATCH = 16_384;
const PORT = 502;

const flowOf = (id: number): Flow => ({
  id,
  endpoint: { id: 'plc', name: 'PLC', description: 'TCP server 127.0.0.1:502' },
  transport: 'tcp',
  local: { address: '127.0.0.1', port: PORT, family: 4 },
  remote: { address: '127.0.0.1', port: 40_000 + id, family: 4 },
});

/** Reading registers, or every fourth time writing one. */
const request = (n: number): Uint8Array =>
  n % 4 === 3
    ? Uint8Array.of(n >> 8, n, 0, 0, 0, 6, 1, 6, 0, n % 100, n >> 8, n)
    : Uint8Array.of(n >> 8, n, 0, 0, 0, 6, 1, 3, 0, n % 100, 0, 10);

const answer = (n: number): Uint8Array => {
  if (n % 4 === 3) return request(n);
  const registers = Array.from({ length: 20 }, (_, i) => (n * 31 + i * 7) & 0xff);
  return Uint8Array.of(n >> 8, n, 0, 0, 0, 23, 1, 3, 20, ...registers);
};

const [folder = '', rows = '', conversation = ''] = process.argv.slice(2);
const limits = { rows: Number(rows), conversation: Number(conversation) };

let failure: unknown;
const segment = new LiveSegment({
  disk: nodeDisk,
  prepare: async () => {
    await mkdir(folder, { recursive: true });
  },
  folder,
  name: 'modbus',
  application: 'Porthole bench',
  os: process.platform,
  onWritten: () => undefined,
  onFailure: (error) => {
    failure = error;
  },
});
const encoder = new FlowEncoder();
for (let row = 0; row < limits.rows; row += 1) {
  const flow = flowOf(1 + Math.floor(row / limits.conversation));
  const time = START + BigInt(row) * APART;
  if (row % limits.conversation === 0) encoder.opened(segment, flow, 'remote', time);
  const n = (row >> 1) & 0xffff;
  const isRequest = row % 2 === 0;
  encoder.data(segment, flow, isRequest ? 'in' : 'out', isRequest ? request(n) : answer(n), time);
  if (row % BATCH === BATCH - 1 && !(await segment.flush())) break;
}
await segment.close();
if (failure !== undefined) throw failure;
// What is measured makes its own index.
await rm(segment.indexFile.path);
const { path, size } = segment.blocks;
process.stdout.write(`${JSON.stringify({ path, rows: limits.rows, bytes: size })}\n`);
