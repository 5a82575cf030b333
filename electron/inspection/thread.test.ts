import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { DissectThread, type ThreadOptions } from './thread';

// The thread's manners without the dissectors: a script that does what a question's row number says.
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (let next = undo.pop(); next !== undefined; next = undo.pop()) await next();
});

const MANNERS = `
import { parentPort, threadId, workerData } from 'node:worker_threads';
parentPort.on('message', ({ ask, row, rows = [row] }) => {
  if (rows[0] === 666) throw new Error('it broke');
  if (rows[0] === 777) process.exit(3);
  if (rows[0] === 888) for (;;);
  if (rows[0] === 881) { Atomics.store(workerData.watch, 0, 2); for (;;); }
  if (rows[0] === 882) { Atomics.store(workerData.watch, 0, 1); Atomics.store(workerData.watch, 1, 2); throw new Error('stopped'); }
  if (rows[0] === 883) { Atomics.store(workerData.watch, 0, 1); throw new Error('trap'); }
  const memory = rows[0] === 999 ? 2000 : 10;
  parentPort.postMessage({ report: 'answer', answer: { ok: true, value: { ask, row: rows[0], threadId } }, memory });
});
parentPort.postMessage({ report: 'ready' });
`;

const startThread = async (options: Partial<ThreadOptions> = {}, source = MANNERS) => {
  const folder = await mkdtemp(join(tmpdir(), 'porthole-thread-'));
  undo.push(() => rm(folder, { recursive: true }));
  const script = join(folder, 'thread.mjs');
  await writeFile(script, source);
  const thread = new DissectThread({
    script,
    loadMs: 20_000,
    answerMs: 20_000,
    mostMemory: 1000,
    idleMs: 60_000,
    luaFiles: () => [],
    onLua: () => undefined,
    onCulprit: () => undefined,
    ...options,
  });
  undo.push(() => thread.stop());
  const decode = async (row: number) => {
    const answer: unknown = await thread.ask({
      ask: 'decode',
      shown: { segments: [], decodeAs: [] },
      row,
      packet: null,
    });
    return answer as { ok: boolean; value: { row: number; threadId: number }; failure: { code: string } };
  };
  const infos = async (row: number) => {
    const answer: unknown = await thread.ask({
      ask: 'infos',
      shown: { segments: [], decodeAs: [] },
      rows: [row],
      fields: [],
    });
    return answer as { ok: boolean; value: { row: number; threadId: number } };
  };
  return { thread, decode, infos };
};

test('questions are answered by one thread', async () => {
  const { decode } = await startThread();
  const first = await decode(1);
  expect(first.value.row).toBe(1);
  expect((await decode(2)).value).toMatchObject({ row: 2, threadId: first.value.threadId });
});

test('a newer question takes the place of one that still waits, and a tree goes before the log', async () => {
  const { decode, infos } = await startThread();
  const order: string[] = [];
  const named = async (name: string, asked: Promise<unknown>) => {
    await asked;
    order.push(name);
  };
  const log = named('log', infos(1));
  const stale = decode(2);
  const tree = named('tree', decode(3));
  expect((await stale).failure).toEqual({ code: 'EDISSECT_SUPERSEDED' });
  await Promise.all([log, tree]);
  expect(order).toEqual(['tree', 'log']);
});

test.each([
  [666, 'it broke'],
  [777, ''],
])(
  'a thread that breaks (%d) fails the question, and the next one gets another thread',
  async (row, detail) => {
    const { decode } = await startThread();
    const first = await decode(1);
    expect((await decode(row)).failure).toEqual({ code: 'EDISSECT_STOPPED', detail });
    const next = await decode(2);
    expect(next.value.row).toBe(2);
    expect(next.value.threadId).not.toBe(first.value.threadId);
  },
);

test('a thread that hangs is ended, and what waits behind it is answered by another', async () => {
  const { decode, infos } = await startThread({ answerMs: 1000 });
  const hung = decode(888);
  const behind = infos(5);
  expect((await hung).failure).toMatchObject({ code: 'EDISSECT_HUNG' });
  expect((await behind).value.row).toBe(5);
});

test.each([
  [881, 'ELUA_ENDLESS', 'b.lua'],
  [882, 'ELUA_MEMORY', 'a.lua'],
  [883, 'ELUA_BROKE', 'a.lua'],
])('a Lua file whose code the thread was stuck in is named (%d): %s', async (row, code, file) => {
  const named: string[] = [];
  const { decode } = await startThread({
    answerMs: 1000,
    luaFiles: () => [
      { name: 'a.lua', text: '' },
      { name: 'b.lua', text: '' },
    ],
    onCulprit: (name, failure) => named.push(`${name} ${failure.code}`),
  });
  expect((await decode(row)).failure).toMatchObject({ code, params: { file } });
  expect(named).toEqual([`${file} ${code}`]);
  expect((await decode(1)).value.row).toBe(1);
});

test('a thread that has grown too large is replaced after its answer', async () => {
  const { decode } = await startThread();
  const large = await decode(999);
  expect(large.ok).toBe(true);
  expect((await decode(1)).value.threadId).not.toBe(large.value.threadId);
});

test('a thread that cannot start says so each time it is asked', async () => {
  const { decode } = await startThread({}, 'throw new Error("no dissectors here");');
  for (let i = 0; i < 2; i += 1) {
    expect((await decode(1)).failure).toEqual({ code: 'EDISSECT_STOPPED', detail: 'no dissectors here' });
  }
  const silent = await startThread({ loadMs: 200 }, 'setInterval(() => undefined, 1000);');
  expect((await silent.decode(1)).failure).toMatchObject({ code: 'EDISSECT_HUNG' });
});

test('an idle thread ends by itself', async () => {
  const { decode } = await startThread({ idleMs: 1 });
  const first = await decode(1);
  await expect.poll(async () => (await decode(2)).value.threadId).not.toBe(first.value.threadId);
});

test('stopping answers whoever waits', async () => {
  const { thread, decode } = await startThread();
  const asked = decode(888);
  await thread.stop();
  expect((await asked).failure).toEqual({ code: 'EDISSECT_STOPPED', detail: '' });
  expect((await decode(1)).value.row).toBe(1);
});
