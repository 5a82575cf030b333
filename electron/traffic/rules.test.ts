import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { type EndpointConfig, newEndpoint, type Protocol, type Role } from '../../core/contract/endpoint';
import { defaultFraming, type FramingSetting } from '../../core/contract/framing';
import type { LogRow } from '../../core/contract/log';
import type { Rule, RuleCondition } from '../../core/contract/rules';
import { newCondition, newRule, textDraft } from '../../core/rules/new-rule';
import { atEnd, startEndpoint, testTraffic, until } from './testing';
import type { Traffic } from './traffic-contract';

const reply = (text: string, delay = '') =>
  ({ kind: 'reply', draft: textDraft(text), delay, jitter: '' }) as const;

let ids = 0;
const rule = (change: Partial<RuleCondition>, ...actions: Rule['actions']): Rule => {
  ids += 1;
  return newRule(`r${ids}`, { when: newCondition(change), actions });
};

interface Kind {
  readonly role?: Role;
  readonly protocol?: Protocol;
  readonly port?: number;
  readonly framing?: Partial<FramingSetting>;
}

const endpoint = (id: string, rules: readonly Rule[], kind: Kind = {}): EndpointConfig => {
  const base = newEndpoint(id, kind.role ?? 'server');
  return {
    ...base,
    name: id,
    protocol: kind.protocol ?? 'tcp',
    port: String(kind.port ?? 0),
    autoReply: { ...base.autoReply, mode: 'rules', rules: [...rules] },
    framing: { ...defaultFraming(), ...kind.framing },
  };
};

const client = async (port: number) => {
  const socket: Socket = connect(port, '127.0.0.1');
  const got: Buffer[] = [];
  let ended: 'fin' | 'error' | null = null;
  socket.on('data', (chunk) => got.push(chunk)).on('end', () => (ended = 'fin'));
  socket.on('error', () => (ended = 'error'));
  atEnd(() => void socket.destroy());
  await new Promise((resolve) => socket.once('connect', resolve));
  const text = (): string => Buffer.concat(got).toString('latin1');
  return {
    socket,
    text,
    end: () => ended,
    says: (expected: string) => until(`${expected}, not ${text()}`, () => text() === expected),
  };
};

const events = async (traffic: Traffic): Promise<readonly (LogRow & { readonly kind: 'event' })[]> => {
  const view = await traffic.setView({ query: '', in: true, out: true, events: true, span: null });
  if (!view.ok) throw new Error(view.failure.code);
  const page = await traffic.page(view.value.view, 0, 500);
  return page.ok ? page.value.rows.flatMap((row) => (row.kind === 'event' ? [row] : [])) : [];
};

const lines = { kind: 'delimiter', delimiter: '\\n' } as const;

test('framed messages however they come; state, variables, counters', async () => {
  const traffic = await testTraffic();
  const login = rule(
    { trigger: 'regex', regex: '^login (\\w+)$' },
    { kind: 'state', state: 'in' },
    reply('hi {{$1}}\\n'),
  );
  const port = await startEndpoint(
    traffic,
    endpoint(
      's',
      [
        login,
        rule({ text: 'n?', how: 'equals', state: 'in' }, reply('{{counter}}\\n')),
        rule({ text: 'bye', state: 'in' }, reply('ciao\\n'), { kind: 'close' }),
        rule({ trigger: 'any' }, reply('who?\\n')),
      ],
      { framing: lines },
    ),
  );
  const one = await client(port);
  for (const byte of 'n?\nlogin ada\nn') one.socket.write(byte);
  await one.says('who?\nhi ada\n');
  one.socket.write('?\nn?\nbye\nn?\n');
  await one.says('who?\nhi ada\n1\n2\nciao\n');
  await until('close', () => one.end() === 'fin');
  const [status] = (await traffic.ruleStatus('s')).filter(({ id }) => id === login.id);
  expect(status).toMatchObject({ matches: 1, failures: 0, lastPeer: expect.stringContaining('127.0.0.1:') });
});

test('several answers, delays in order, half-close and reset', async () => {
  const traffic = await testTraffic();
  const port = await startEndpoint(
    traffic,
    endpoint('s', [
      rule({ text: 'slow' }, reply('a', '60'), reply('b'), { kind: 'finish' }),
      rule({ text: 'reset' }, { kind: 'reset' }),
    ]),
  );
  const one = await client(port);
  const began = performance.now();
  one.socket.write('slow');
  await one.says('ab');
  expect(performance.now() - began).toBeGreaterThan(55);
  await until('fin', () => one.end() === 'fin');
  const other = await client(port);
  other.socket.write('reset');
  await until('reset', () => other.end() === 'error');
});

test('answers to one chunk: one after the other, short and long, before what ends the connection; a row each', async () => {
  const traffic = await testTraffic();
  const long = 'L'.repeat(40_000);
  const port = await startEndpoint(
    traffic,
    endpoint(
      'a',
      [
        rule({ text: 'long', how: 'equals' }, reply(`${long};`)),
        rule({ text: 'quit', how: 'equals' }, reply('bye;'), { kind: 'close' }),
        rule({ trigger: 'any' }, reply('{{$message}};')),
      ],
      { framing: lines },
    ),
  );
  const one = await client(port);
  one.socket.write('one\ntwo\nlong\nthree\nquit\nnever\n');
  await one.says(`one;two;${long};three;bye;`);
  await until('the end', () => one.end() === 'fin');
  const view = await traffic.setView({ query: '', in: true, out: true, events: true, span: null });
  if (!view.ok) throw new Error(view.failure.code);
  const page = await traffic.page(view.value.view, 0, 500);
  const rows = page.ok ? page.value.rows : [];
  const sent = rows.flatMap((row) => (row.kind === 'data' && row.direction === 'out' ? [row.length] : []));
  expect(sent).toEqual([4, 4, 40_001, 6, 4]);
  const { statuses } = await traffic.standing(['a']);
  expect(statuses[0]).toMatchObject({ messagesOut: 5, bytesOut: 40_019, queued: 0 });
});

test('on connect, by a timer, and edited while it runs', async () => {
  const traffic = await testTraffic();
  const hello = rule({ trigger: 'connect' }, reply('hello '));
  const tick = rule({ trigger: 'timer', every: '5', nth: '-3' }, reply('.'));
  const first = endpoint('s', [
    rule({ trigger: 'start' }, { kind: 'variable', name: 'v', value: textDraft('one') }),
    hello,
    tick,
    rule({ text: 'v', state: '' }, reply('{{$v}}')),
  ]);
  const port = await startEndpoint(traffic, first);
  const one = await client(port);
  await one.says('hello ...');
  one.socket.write('v');
  await one.says('hello ...one');
  // The connection stays, and so does what it was told.
  const changed = await traffic.configure({
    ...endpoint('s', [rule({ trigger: 'any' }, reply('[{{$v}}]'))], { framing: lines }),
    port: first.port,
  });
  expect(changed).toEqual({ ok: true, value: null });
  one.socket.write('x\n');
  await one.says('hello ...one[one]');
  // A rule that is not whole leaves the ones before it in force.
  const broken = await traffic.configure(endpoint('s', [rule({ text: '' }, reply('x'))], { framing: lines }));
  expect(broken).toMatchObject({ failure: { code: 'ERULES_FAULTY', params: { number: 1 } } });
  one.socket.write('x\n');
  await one.says('hello ...one[one][one]');
});

test('forwarded to another endpoint and back', async () => {
  const traffic = await testTraffic();
  const back = await startEndpoint(
    traffic,
    endpoint('back', [rule({ trigger: 'any' }, reply('<{{$message}}>'))]),
  );
  const proxy = await startEndpoint(
    traffic,
    endpoint('front', [
      rule({ trigger: 'any' }, { kind: 'forward', to: 'out', draft: textDraft('{{$message}}') }),
    ]),
  );
  await startEndpoint(
    traffic,
    endpoint(
      'out',
      [rule({ trigger: 'any' }, { kind: 'forward', to: 'front', draft: textDraft('{{$message}}') })],
      {
        role: 'client',
        port: back,
      },
    ),
  );
  const one = await client(proxy);
  one.socket.write('through');
  await one.says('<through>');
});

test('what cannot be forwarded is told once, and that it was to be forwarded', async () => {
  const traffic = await testTraffic();
  const forward = { kind: 'forward', to: 'nobody', draft: textDraft('x') } as const;
  const port = await startEndpoint(
    traffic,
    endpoint('s', [rule({ trigger: 'any' }, forward)], { framing: lines }),
  );
  const one = await client(port);
  one.socket.write('a\nb\n');
  const told = await until('a row', async () => {
    const rows = (await events(traffic)).filter(({ happening }) => happening === 'forwardFailed');
    return rows.length > 0 ? rows : null;
  });
  expect(told).toMatchObject([{ params: { code: 'ERULE_FORWARD_STOPPED' } }]);
  await until('two failures', async () => ((await traffic.ruleStatus('s'))[0]?.failures === 2 ? true : null));
});

test('what is known at the start and cannot be made is told', async () => {
  const traffic = await testTraffic();
  const wrong = { kind: 'variable', name: 'v', value: textDraft('{{$none}}') } as const;
  await startEndpoint(traffic, endpoint('s', [rule({ trigger: 'start' }, wrong)]));
  const told = await until('a row', async () => {
    const rows = (await events(traffic)).filter(({ happening }) => happening === 'replyFailed');
    return rows.length > 0 ? rows : null;
  });
  expect(told).toMatchObject([{ params: { code: 'ETEMPLATE_VARIABLE', variable: 'none' } }]);
});

test('what cannot be made or cut is told once', async () => {
  const traffic = await testTraffic();
  const port = await startEndpoint(
    traffic,
    endpoint('s', [rule({ trigger: 'any' }, reply('{{$none}}'))], { framing: { ...lines, most: '4' } }),
  );
  const one = await client(port);
  one.socket.write('a\nb\ntoolong\nlonger\nc\n');
  const told = await until('rows', async () => {
    const rows = await events(traffic);
    const kinds = rows.map(({ happening }) => happening);
    return kinds.includes('framingFailed') && kinds.includes('replyFailed') ? rows : null;
  });
  const of = (kind: string) => told.filter(({ happening }) => happening === kind);
  expect(of('replyFailed')).toMatchObject([{ params: { code: 'ETEMPLATE_VARIABLE', variable: 'none' } }]);
  expect(of('framingFailed')).toMatchObject([{ params: { code: 'EFRAMING_LONG', max: 4 } }]);
  const [status] = await traffic.ruleStatus('s');
  expect(status).toMatchObject({ matches: 3, failures: 3 });
});

test('a message by silence', async () => {
  const traffic = await testTraffic();
  const port = await startEndpoint(
    traffic,
    endpoint('s', [rule({ trigger: 'any' }, reply('[{{$message}}]'))], {
      framing: { kind: 'idle', idle: '60' },
    }),
  );
  const one = await client(port);
  one.socket.setNoDelay(true);
  one.socket.write('a');
  one.socket.write('b');
  await one.says('[ab]');
});

test('UDP: each peer has its own state; each datagram is cut for itself', async () => {
  const traffic = await testTraffic();
  const port = await startEndpoint(
    traffic,
    endpoint(
      'u',
      [
        rule({ text: 'in' }, { kind: 'state', state: 'in' }, reply('ok')),
        rule({ trigger: 'any', state: 'in' }, reply('in: {{$message}}', '1')),
        rule({ trigger: 'any' }, reply('out')),
      ],
      { protocol: 'udp', framing: lines },
    ),
  );
  const peer = () => {
    const socket: Datagrams = createSocket('udp4');
    const got: string[] = [];
    socket.on('message', (bytes) => got.push(bytes.toString()));
    atEnd(() => void socket.close());
    return { got, send: (text: string) => socket.send(text, port, '127.0.0.1') };
  };
  const [one, other] = [peer(), peer()];
  one.send('in\nx\ny');
  other.send('x\n');
  await until('answers', () => one.got.length === 2 && other.got.length === 1);
  expect([one.got, other.got]).toEqual([['ok', 'in: x'], ['out']]);
});

test.each(['tcp', 'udp'] as const)(
  'a loop between two %s endpoints of this window is stopped, and said',
  async (protocol) => {
    const traffic = await testTraffic();
    const echo = rule({ trigger: 'any' }, reply('{{$message}}'));
    const port = await startEndpoint(traffic, endpoint('server', [echo], { protocol }));
    await startEndpoint(traffic, endpoint('client', [echo], { protocol, role: 'client', port }));
    const sent = await traffic.send('client', { to: 'all' }, { kind: 'bytes', bytes: Buffer.from('x') });
    expect(sent.ok).toBe(true);
    const told = await until('the loop', async () => {
      const rows = (await events(traffic)).filter(({ happening }) => happening === 'answersLoop');
      return rows.length > 0 ? rows : null;
    });
    expect(told).toMatchObject([{ severity: 'error', params: { answers: 100 } }]);
    const { statuses } = await traffic.standing(['server']);
    expect(statuses[0]?.messagesIn).toBeLessThan(110);
    // What is sent by hand still passes; it is not answered.
    await traffic.send('client', { to: 'all' }, { kind: 'bytes', bytes: Buffer.from('y') });
    await until('y', async () => ((await traffic.standing(['server'])).statuses[0]?.messagesIn ?? 0) > 50);
  },
);
