import { createInterface } from 'node:readline';
import type { LogRow } from '../../core/contract/log';
import { NO_MATERIAL } from '../../core/contract/tls';
import { createTraffic } from './traffic';
import type { Traffic } from './traffic-contract';

// Sockets and capture in a program of its own, so that a test can start it inside a network namespace: for
// `namespaces.test.ts`. Not part of the program. `traffic-child FOLDER` answers each line of JSON, `[method, ...args]`,
// with one of JSON.
const [folder = ''] = process.argv.slice(2);
const traffic = await createTraffic(
  { folder, application: 'Porthole', scriptEntry: '', limit: { bytes: null, ageMs: null } },
  (name) => {
    if (name === 'pulse') void traffic.pulseTaken();
  },
);

const textOf = (row: LogRow): string =>
  row.kind === 'event' ? row.message : `${row.direction} ${row.peer} ${Buffer.from(row.preview).toString()}`;

/** Every row of the log in one line of text. */
const rows = async (): Promise<readonly string[]> => {
  const shown = await traffic.setView({ query: '', in: true, out: true, events: true, span: null });
  if (!shown.ok) return [];
  const page = await traffic.page(shown.value.view, 0, 500);
  return page.ok ? page.value.rows.map(textOf) : [];
};

const control = { signal: new AbortController().signal, onProgress: () => undefined };

const METHODS = {
  start: (config: Parameters<Traffic['start']>[0]) => traffic.start(config, NO_MATERIAL),
  configure: (config: Parameters<Traffic['configure']>[0]) => traffic.configure(config),
  say: (id: string, address: string, text: string) =>
    traffic.send(id, address === '' ? { to: 'all' } : { to: 'address', address }, {
      kind: 'bytes',
      bytes: Buffer.from(text),
    }),
  status: async (id: string) => (await traffic.standing([id])).statuses[0],
  stop: (id: string) => traffic.stop(id),
  rows,
  save: (path: string) => traffic.save(path, control),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [method, ...args] = JSON.parse(line) as [keyof typeof METHODS, ...never[]];
  const run = METHODS[method] as (...given: never[]) => Promise<unknown>;
  process.stdout.write(`${JSON.stringify((await run(...args)) ?? null)}\n`);
}
await traffic.close(true);
process.exit();
