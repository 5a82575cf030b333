import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EndpointConfig, newEndpoint, type Protocol } from '../../core/contract/endpoint';
import type { FramingSetting } from '../../core/contract/framing';
import { defaultFraming } from '../../core/contract/framing';
import { type ScriptStatus, scriptMark } from '../../core/contract/script';
import { sentence } from '../../core/wording';
import { atEnd, startEndpoint, testTraffic } from './testing';
import type { Traffic } from './traffic-contract';

// Scripts run in threads of their own, whose entry has to be built first.
let built = '';
beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'porthole-script-'));
  const entry = join(import.meta.dirname, '..', 'automation', 'script', 'script-worker.ts');
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: built,
      target: 'node20.18',
      rollupOptions: { output: { format: 'es', entryFileNames: 'script-worker.mjs' } },
    },
  });
});
afterAll(() => rm(built, { recursive: true, force: true }));

const server = (
  id: string,
  source: string,
  { protocol = 'tcp', framing = {} }: { protocol?: Protocol; framing?: Partial<FramingSetting> } = {},
): EndpointConfig => {
  const base = newEndpoint(id, 'server');
  return {
    ...base,
    name: id,
    protocol,
    port: '0',
    framing: { ...defaultFraming(), ...framing },
    autoReply: { ...base.autoReply, mode: 'script', script: { source } },
  };
};

const scriptOf = async (traffic: Traffic, id: string): Promise<ScriptStatus | null> =>
  (await traffic.standing([id])).statuses[0]?.script ?? null;

/** A plain client and what it has received. */
const client = (port: number) => {
  const socket: Socket = connect(port, '127.0.0.1');
  let got = '';
  socket.on('data', (chunk) => {
    got += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  atEnd(() => void socket.destroy());
  return { socket, write: (text: string) => socket.write(text, 'latin1'), got: () => got };
};

/** The sentences of the log that speak of scripts. */
const said = async (traffic: Traffic): Promise<readonly string[]> => {
  const view = await traffic.setView({ query: '', in: true, out: true, events: true, span: null });
  if (!view.ok) throw new Error(view.failure.code);
  const page = await traffic.page(view.value.view, 0, 500);
  const rows = page.ok ? page.value.rows : [];
  return rows.flatMap((row) =>
    row.kind === 'event' && row.happening?.startsWith('script')
      ? [sentence('en', { kind: row.happening, peer: row.peer, params: row.params })]
      : [],
  );
};

test('its close handlers run when the endpoint stops, and it ends after that', async () => {
  const traffic = await testTraffic(join(built, 'script-worker.mjs'));
  const config = server(
    's',
    `let open = 0;
     on('open', () => { open += 1; });
     on('close', (c) => { open -= 1; console.log('left', open, c.isOpen); });`,
  );
  const port = await startEndpoint(traffic, config);
  const peers = [client(port), client(port)];
  await expect.poll(async () => (await traffic.connections('s', 0, 10)).total).toBe(2);
  await expect.poll(async () => (await scriptOf(traffic, 's'))?.state, { timeout: 20_000 }).toBe('running');
  await traffic.stop('s');
  await expect
    .poll(() => said(traffic), { timeout: 20_000 })
    .toEqual(['Script: left 1 false', 'Script: left 0 false']);
  await expect.poll(async () => (await scriptOf(traffic, 's'))?.state, { timeout: 20_000 }).toBe('stopped');
  expect(peers).toHaveLength(2);

  // Started again at once, the old one still has its say.
  await startEndpoint(traffic, config);
  expect((await scriptOf(traffic, 's'))?.state).not.toBe('stopped');
});

test('a script answers, keeps a state for each connection and ends it', async () => {
  const traffic = await testTraffic(join(built, 'script-worker.mjs'));
  const port = await startEndpoint(
    traffic,
    server(
      's',
      `on('open', (c) => { c.state.lines = 0; c.send('ready> '); });
       on('message', (c, line) => {
         c.state.lines += 1;
         if (text(line) === 'quit') { c.send('bye\\r\\n'); c.close(); }
         else c.send(String(c.state.lines), ' ', line, '\\r\\n');
       });`,
      { framing: { kind: 'delimiter', delimiter: '\\n' } as never },
    ),
  );
  const one = client(port);
  await expect.poll(one.got).toBe('ready> ');
  one.write('a');
  one.write('b\nquit\n');
  await expect.poll(one.got).toBe('ready> 1 ab\r\nbye\r\n');
  await expect.poll(() => one.socket.readableEnded).toBe(true);
  expect(await scriptOf(traffic, 's')).toMatchObject({ state: 'running', faults: 0 });
});

test('a script without end is stopped and said; everything else goes on', async () => {
  const traffic = await testTraffic(join(built, 'script-worker.mjs'));
  const port = await startEndpoint(traffic, server('s', `on('data', () => {\n  for (;;);\n});`));
  const echo: EndpointConfig = {
    ...server('e', ''),
    autoReply: { ...server('e', '').autoReply, mode: 'echo' },
  };
  const echoPort = await startEndpoint(traffic, echo);
  const one = client(port);
  const other = client(echoPort);
  one.write('x');
  other.write('still here');
  await expect.poll(other.got).toBe('still here');
  await expect.poll(() => scriptOf(traffic, 's')).toMatchObject({ state: 'stopped', last: { kind: 'time' } });
  await expect.poll(() => said(traffic)).toEqual(['The script was stopped: a handler ran for more than 1 s']);
  // The server itself listens on.
  const late = client(port);
  await expect.poll(() => late.socket.readyState).toBe('open');
});

test('an error in a handler is a row with its line, and the script goes on; a flood of them is counted', async () => {
  const traffic = await testTraffic(join(built, 'script-worker.mjs'));
  const port = await startEndpoint(
    traffic,
    server(
      's',
      `on('data', (c, bytes) => {\n  c.send('got it');\n  null.x;\n});\nfor (let i = 0; i < 500; i += 1) console.log(i);`,
    ),
  );
  const one = client(port);
  one.write('x');
  await expect.poll(one.got).toBe('got it');
  await expect
    .poll(() => scriptOf(traffic, 's'))
    .toMatchObject({ state: 'running', faults: 1, last: { line: 3 } });
  await expect
    .poll(() => said(traffic))
    .toContainEqual(expect.stringMatching(/^The script wrote \d+ more lines/));
  expect((await said(traffic)).length).toBeLessThan(110);
});

test('a script that was changed begins anew while its connections stay', async () => {
  const traffic = await testTraffic(join(built, 'script-worker.mjs'));
  const config = server('s', `on('data', (c) => c.send('one '));`);
  const port = await startEndpoint(traffic, config);
  const peer = client(port);
  peer.write('x');
  await expect.poll(peer.got).toBe('one ');
  const changed = {
    ...config,
    autoReply: { ...config.autoReply, script: { source: `on('open', (c) => c.send('two '));` } },
  };
  expect(await traffic.configure(changed)).toEqual({ ok: true, value: null });
  const before = await scriptOf(traffic, 's');
  expect(before?.mark).toBe(scriptMark(config.autoReply.script.source));
  expect(await traffic.restartScript('s')).toEqual({ ok: true, value: null });
  await expect.poll(peer.got).toBe('one two ');
  await traffic.configure({ ...changed, autoReply: { ...changed.autoReply, mode: 'off' } });
  await expect.poll(() => scriptOf(traffic, 's')).toMatchObject({ state: 'stopped', last: null });
  await traffic.stop('s');
  expect(await traffic.restartScript('s')).toMatchObject({ ok: false, failure: { code: 'ENOTRUNNING' } });
});

test('a script that is none is said with its line, and the endpoint runs', async () => {
  const traffic = await testTraffic(join(built, 'script-worker.mjs'));
  const port = await startEndpoint(traffic, server('s', 'let x = 1;\nlet y = ;'));
  expect(port).toBeGreaterThan(0);
  await expect
    .poll(() => scriptOf(traffic, 's'))
    .toMatchObject({ state: 'stopped', last: { kind: 'syntax', line: 2 } });
  await expect
    .poll(() => said(traffic))
    .toEqual([expect.stringContaining('The script stopped in line 2: SyntaxError')]);
});
