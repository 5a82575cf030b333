import { createSocket } from 'node:dgram';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { type EndpointConfig, newEndpoint } from '../../core/contract/endpoint';
import { defaultFraming } from '../../core/contract/framing';
import type { RunState, SequenceRun, SequenceStep } from '../../core/contract/sequence';
import type { SequenceOver, StepKind } from '../../core/contract/sequence-choices';
import { NO_MATERIAL } from '../../core/contract/tls';
import { newCondition, textDraft } from '../../core/rules/new-rule';
import { newStep } from '../../core/sequence/new-step';
import { atEnd, testTraffic, until } from './testing';
import type { Traffic } from './traffic-contract';

/** A peer that answers each line; says what it heard. */
const lineServer = async (answer: (line: string, socket: Socket) => void): Promise<number> => {
  const server = createServer((socket) => {
    let rest = '';
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(line, socket);
    });
  }).listen(0, '127.0.0.1');
  atEnd(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
};

const config = (change: Partial<EndpointConfig>): EndpointConfig => ({
  ...newEndpoint('e', 'client'),
  ...change,
});

const LINES = { ...defaultFraming(), kind: 'delimiter', delimiter: '\\n' } as const;

let ids = 0;
const step = <K extends StepKind>(kind: K, change: object = {}): SequenceStep => {
  ids += 1;
  return { ...newStep(kind, `s${ids}`), ...change } as SequenceStep;
};
const send = (written: string): SequenceStep => step('send', { draft: textDraft(written) });
const expectText = (text: string, more: object = {}): SequenceStep =>
  step('expect', { match: newCondition({ trigger: 'text', how: 'starts', text }), within: '5000', ...more });

const run = async (
  traffic: Traffic,
  endpoint: EndpointConfig,
  steps: readonly SequenceStep[],
  { over = 'target', paused = false }: { over?: SequenceOver; paused?: boolean } = {},
) => {
  const sequence = { id: 'q', name: 'Test', steps: [...steps] };
  return traffic.runSequence({ sequence, config: endpoint, target: { to: 'all' }, over, paused });
};

const runOf = async (traffic: Traffic): Promise<SequenceRun | undefined> => (await traffic.sequenceRuns())[0];

const reaches = (traffic: Traffic, state: RunState): Promise<SequenceRun> =>
  until(state, async () => {
    const one = await runOf(traffic);
    if (one?.state === 'failed' && state !== 'failed') throw new Error(JSON.stringify(one.failure));
    return one?.state === state ? one : null;
  });

const connected = async (traffic: Traffic, port: number): Promise<EndpointConfig> => {
  const client = config({ port: String(port) });
  expect(await traffic.start(client, NO_MATERIAL)).toEqual({ ok: true, value: null });
  return client;
};

test('a login, ten polls, each answer checked; each step knows its row', async () => {
  const traffic = await testTraffic();
  const heard: string[] = [];
  const port = await lineServer((line, socket) => {
    heard.push(line);
    socket.write(line.startsWith('login') ? 'token=x7\n' : `${line} ok\n`);
  });
  const client = await connected(traffic, port);
  const steps = [
    send('login ann\\n'),
    step('expect', { match: newCondition({ trigger: 'regex', regex: 'token=(?<token>\\w+)' }) }),
    step('set', { name: 't', value: textDraft('{{$token}}') }),
    step('repeat', { times: '10' }),
    send('poll {{counter}} {{$t}}\\n'),
    expectText('poll'),
    step('end'),
  ];
  expect(await run(traffic, client, steps)).toEqual({ ok: true, value: null });
  const done = await reaches(traffic, 'passed');
  expect(done).toMatchObject({ met: 11, checks: 11, failure: null });
  expect(heard).toEqual(['login ann', ...Array.from({ length: 10 }, (_, i) => `poll ${i + 1} x7`)]);
  expect(done.steps.map(({ times }) => times)).toEqual([1, 1, 1, 11, 10, 10, 10]);

  await traffic.setView({ query: '', in: true, out: true, events: true, span: null });
  const at = done.steps[1]?.at;
  if (at === null || at === undefined) throw new Error('the expectation has no row');
  const found = await traffic.rowAt(at);
  const page = await until('the rows', async () => {
    const view = await traffic.setView({ query: '', in: true, out: true, events: true, span: null });
    const read = view.ok ? await traffic.page(view.value.view, 0, 50) : null;
    return read?.ok === true && read.value.rows.length > 20 ? read.value : null;
  });
  const row = page.rows.find((one) => found.ok && one.row === found.value.row);
  expect(row).toMatchObject({ kind: 'data', direction: 'in', length: 'token=x7\n'.length });
  expect(page.rows.some((one) => one.kind === 'event' && one.happening === 'sequencePassed')).toBe(true);
});

test('an answer that does not come fails, goes on, or stops, as the step says', async () => {
  const traffic = await testTraffic();
  const port = await lineServer((_line, socket) => socket.write('no\n'));
  const client = await connected(traffic, port);
  const missed = { within: '30', otherwise: 'continue' };
  await run(traffic, client, [
    expectText('yes', missed),
    send('a\\n'),
    expectText('yes', { within: '1000' }),
  ]);
  const failed = await reaches(traffic, 'failed');
  expect(failed.steps.map(({ state }) => state)).toEqual(['missed', 'done', 'failed']);
  expect(failed.failure).toMatchObject({ code: 'ESEQUENCE_UNMATCHED', params: { step: 3, bytes: 3 } });
  await run(traffic, client, [expectText('yes', { within: '20', otherwise: 'stop' }), send('never')]);
  expect((await reaches(traffic, 'stopped')).failure).toBeNull();
});

test('the end of the connection ends the waiting for it', async () => {
  const traffic = await testTraffic();
  const port = await lineServer((_line, socket) => socket.end());
  const client = await connected(traffic, port);
  await run(traffic, client, [send('bye\\n'), expectText('x', { within: '60000' })]);
  expect((await reaches(traffic, 'failed')).failure).toMatchObject({ code: 'ESEQUENCE_CLOSED' });
});

test('paused, stepped, resumed and stopped', async () => {
  const traffic = await testTraffic();
  const heard: string[] = [];
  const port = await lineServer((line) => void heard.push(line));
  const client = await connected(traffic, port);
  await run(traffic, client, [send('1\\n'), send('2\\n'), step('wait', { ms: '60000' })], { paused: true });
  await reaches(traffic, 'paused');
  expect((await runOf(traffic))?.steps[0]?.times).toBe(0);
  await traffic.actOnSequence('q', 'step');
  await until('one step', async () => heard.length === 1 && (await runOf(traffic))?.state === 'paused');
  expect(await run(traffic, client, [send('x')])).toMatchObject({ failure: { code: 'ESEQUENCE_RUNNING' } });
  await traffic.actOnSequence('q', 'resume');
  await until('the wait', async () => (await runOf(traffic))?.steps[2]?.state === 'running');
  await traffic.actOnSequence('q', 'stop');
  await reaches(traffic, 'stopped');
  expect(heard).toEqual(['1', '2']);
});

test('over the next connection of a server, with its framing', async () => {
  const traffic = await testTraffic();
  const framing = { ...defaultFraming(), kind: 'delimiter' as const, delimiter: '\\n' };
  const server = config({ role: 'server', port: '0', framing });
  await traffic.start(server, NO_MATERIAL);
  const { statuses } = await traffic.standing(['e']);
  const state = statuses[0]?.state;
  const port = state !== undefined && 'local' in state ? state.local.port : 0;
  const before = connect(port, '127.0.0.1');
  atEnd(() => void before.destroy());
  await until('the first one', async () => (await traffic.connections('e', 0, 9)).total === 1);
  const equals = newCondition({ trigger: 'text', how: 'equals', text: 'hi' });
  const steps = [send('who?\\n'), step('expect', { match: equals, within: '5000' })];
  expect(await run(traffic, server, steps, { over: 'next' })).toEqual({ ok: true, value: null });
  before.write('hi\n');
  expect((await runOf(traffic))?.state).toBe('waiting');
  const after = connect(port, '127.0.0.1');
  atEnd(() => void after.destroy());
  after.once('data', () => {
    after.write('noise\nh');
    setTimeout(() => after.write('i\n'), 5);
  });
  expect(await reaches(traffic, 'passed')).toMatchObject({ met: 1 });
});

test('over the next peer of a UDP socket, which is heard with its first datagram', async () => {
  const traffic = await testTraffic();
  const server = config({ role: 'server', protocol: 'udp', port: '0' });
  await traffic.start(server, NO_MATERIAL);
  const { statuses } = await traffic.standing(['e']);
  const state = statuses[0]?.state;
  const port = state !== undefined && 'local' in state ? state.local.port : 0;
  await run(traffic, server, [expectText('hello'), send('{{$message}} back')], { over: 'next' });
  const peer = createSocket('udp4');
  atEnd(() => void peer.close());
  const answer = new Promise<string>((resolve) => peer.once('message', (bytes) => resolve(bytes.toString())));
  peer.send('hello', port, '127.0.0.1');
  expect(await answer).toBe('hello back');
  await reaches(traffic, 'passed');
});

test('what cannot run is refused before anything is sent', async () => {
  const traffic = await testTraffic();
  const client = config({});
  expect(await run(traffic, client, [])).toMatchObject({ failure: { code: 'ESEQUENCE_EMPTY' } });
  expect(await run(traffic, client, [step('end')])).toMatchObject({ failure: { code: 'ESEQUENCE_NESTING' } });
  expect(await run(traffic, client, [send('a')])).toMatchObject({ failure: { code: 'ENOTRUNNING' } });
});

test('armed, it runs over every new connection of a server, and counts how they went', async () => {
  const traffic = await testTraffic();
  const server = config({ id: 'e', role: 'server', port: '0', framing: LINES });
  expect(await traffic.start(server, NO_MATERIAL)).toMatchObject({ ok: true });
  const { statuses } = await traffic.standing(['e']);
  const state = statuses[0]?.state;
  const port = state !== undefined && 'local' in state ? state.local.port : 0;
  const dial = (answer: string) => {
    const socket = connect(port, '127.0.0.1');
    let got = '';
    socket
      .on('error', () => undefined)
      .on('data', (data) => {
        got += String(data);
        if (String(data).includes('name?')) socket.write(answer);
      });
    atEnd(() => void socket.destroy());
    return () => got;
  };
  const before = dial('ann\n');
  await until('a connection', async () => (await traffic.connections('e', 0, 1)).total === 1);

  const steps = [send('name?\\n'), expectText('ann'), send('hello {{$message}}\\n')];
  expect(await run(traffic, server, steps, { over: 'each' })).toEqual({ ok: true, value: null });
  expect(await run(traffic, server, steps, { over: 'each' })).toMatchObject({
    failure: { code: 'ESEQUENCE_RUNNING' },
  });
  const [one, two, three] = [dial('ann\n'), dial('ann\n'), dial('bob\nann\n')];
  for (const got of [one, two, three]) await until('a greeting', () => got() === 'name?\nhello ann\n');
  await until('three runs', async () => (await runOf(traffic))?.tally?.passed === 3);
  expect(before()).toBe('');
  expect(await runOf(traffic)).toMatchObject({
    state: 'armed',
    met: 3,
    checks: 3,
    tally: { running: 0, passed: 3, failed: 0, stopped: 0, refused: 0 },
  });

  // One that answers nothing is under way until it is stopped with all others; after that nobody gets a run.
  const silent = dial('');
  await until('a question', () => silent() === 'name?\n');
  await traffic.actOnSequence('q', 'stop');
  expect(await runOf(traffic)).toMatchObject({ state: 'stopped', tally: { running: 0, stopped: 1 } });
  const late = dial('ann\n');
  await until('the last connection', async () => (await traffic.connections('e', 0, 1)).total === 6);
  expect(late()).toBe('');

  // It ends with its endpoint.
  expect(await run(traffic, server, steps, { over: 'each' })).toMatchObject({ ok: true });
  await traffic.stop('e');
  expect(await runOf(traffic)).toMatchObject({ state: 'stopped', tally: { passed: 0 } });
});
