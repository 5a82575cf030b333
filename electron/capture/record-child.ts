import { createCaptureService } from './capture-service';
import { bytesOf, flowOf } from './test-support';

// A program of its own that records as fast as it is told, until it is killed: for `kill-9.test.ts`. Not part of
// the program. `record-child FOLDER PER_SECOND` prints every few ms, in one line, the time (ms since the epoch) and
// how many messages it had offered by then.
const [folder = '', perSecond = ''] = process.argv.slice(2);
const started = process.hrtime.bigint();
const epoch = BigInt(Date.now()) * 1_000_000n;
const now = (): bigint => epoch + (process.hrtime.bigint() - started);

const service = await createCaptureService({
  folder,
  application: 'Porthole 0.1.0',
  now,
  sentence: ({ kind }) => kind,
  onChange: () => undefined,
  warn: () => undefined,
});
const flow = flowOf(1, { transport: 'udp' });
let offered = 0;
const begun = now();
setInterval(() => {
  const due = Number((now() - begun) / 1_000n) * (Number(perSecond) / 1e6);
  for (; offered < due; offered += 1) {
    const said = `message ${String(offered).padStart(8, '0')}`.padEnd(100, '.');
    service.recorder.data(flow, 'in', bytesOf(said), now());
  }
  // A pipe takes it before this returns, so a kill cannot unsay it.
  process.stdout.write(`${Date.now()} ${offered}\n`);
}, 2);
