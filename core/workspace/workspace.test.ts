import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newEndpoint } from '../contract/endpoint';
import { newWorkspace, type WorkspaceContent, workspaceSchema } from '../contract/workspace';
import { newCondition, newRule } from '../rules/new-rule';
import { readWorkspace } from './read';
import { WORKSPACE_SHAPE } from './shape';
import { fill } from './sparse';
import { anyWorkspace } from './testing';
import { join, split, writeWorkspace } from './write';

let made = 0;
const newId = (): string => {
  made += 1;
  return `made-${made}`;
};
const read = (text: string) => {
  const result = readWorkspace(text, newId);
  if (result.kind !== 'workspace') throw new Error(`it is ${result.kind}`);
  return {
    ...result,
    said: result.faults.map(
      ({ line, column, field, failure }) => `${line}:${column} ${field} ${failure.code}`,
    ),
  };
};

test('what is written is read again, to the last character', () => {
  fc.assert(
    fc.property(anyWorkspace, (content) => {
      const text = writeWorkspace(content);
      const again = read(text);
      expect(again.said).toEqual([]);
      expect(again.content).toEqual(content);
      expect(writeWorkspace(again.content)).toBe(text);
    }),
  );
});

/** Lines that are in one of the two and not in the other. */
const changedLines = (one: string, other: string): number => {
  const counts = new Map<string, number>();
  for (const line of one.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of other.split('\n')) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
};

const content = (change: Partial<WorkspaceContent> = {}): WorkspaceContent => ({
  ...newWorkspace(newId),
  ...change,
});
const plc = { ...newEndpoint('plc', 'server'), name: 'PLC', port: '502' };

test('a change of one field is a change of few lines, however large the workspace is', () => {
  const source = Array.from({ length: 50 }, (_, line) => `on('data', () => send(${line}));`).join('\n');
  fc.assert(
    fc.property(fc.nat(19), fc.nat(7), (at, what) => {
      const endpoints = Array.from({ length: 20 }, (_, i) => ({
        ...newEndpoint(`e${i}`, 'client'),
        name: `E ${i}`,
        autoReply: { ...plc.autoReply, script: { source }, rules: [newRule('a'), newRule('b')] },
      }));
      const before = content({ endpoints });
      const change = (one: (typeof endpoints)[number]): (typeof endpoints)[number] =>
        [
          { ...one, port: '1' },
          { ...one, name: 'other' },
          { ...one, options: { ...one.options, noDelay: false } },
          { ...one, options: { ...one.options, backlog: '1', ttl: '2' } },
          { ...one, composer: { ...one.composer, text: 'hello' } },
          {
            ...one,
            autoReply: { ...one.autoReply, script: { source: source.replace('send(7)', 'send(8)') } },
          },
          { ...one, autoReply: { ...one.autoReply, rules: [newRule('a', { on: false }), newRule('b')] } },
          { ...one, tls: { ...one.tls, verify: false } },
        ][what] ?? one;
      const after = { ...before, endpoints: endpoints.map((one, i) => (i === at ? change(one) : one)) };
      const changed = changedLines(writeWorkspace(before), writeWorkspace(after));
      expect(changed).toBeGreaterThan(0);
      expect(changed).toBeLessThanOrEqual(4);
    }),
  );
});

test('the order of an object’s history does not show', () => {
  const { id, role, ...rest } = plc;
  const turned = { ...rest, role, id, options: Object.fromEntries(Object.entries(plc.options).reverse()) };
  expect(writeWorkspace(content({ endpoints: [turned as typeof plc] }))).toBe(
    writeWorkspace(content({ endpoints: [plc] })),
  );
});

test('it reads as a person would have written it', () => {
  const rules = [
    newRule('r', { name: 'ping', when: newCondition({ text: 'ping' }), actions: [{ kind: 'close' }] }),
  ];
  const endpoint = {
    ...plc,
    autoReply: { ...plc.autoReply, mode: 'rules' as const, rules, script: { source: 'a\nb' } },
  };
  expect(JSON.parse(writeWorkspace(content({ endpoints: [endpoint] })))).toEqual({
    porthole: 'workspace',
    version: 2,
    endpoints: [
      {
        id: 'plc',
        role: 'server',
        name: 'PLC',
        protocol: 'tcp',
        address: '127.0.0.1',
        port: '502',
        autoReply: {
          mode: 'rules',
          rules: [
            {
              id: 'r',
              name: 'ping',
              on: true,
              when: { trigger: 'text', text: 'ping' },
              actions: [{ kind: 'close' }],
            },
          ],
          script: { source: { lines: ['a', 'b'] } },
        },
      },
    ],
  });
});

test('what was sent and where keys go is kept apart, and put together again', () => {
  const history = [
    {
      format: 'text' as const,
      text: 'password',
      encoding: 'utf-8' as const,
      lineEnding: 'none' as const,
      raw: false,
    },
  ];
  const keyLog = { file: 'f', name: 'keys.log' };
  const whole = content({
    endpoints: [{ ...plc, composer: { ...plc.composer, history }, tls: { ...plc.tls, keyLog } }],
  });
  const text = writeWorkspace(whole);
  expect(text).not.toContain('password');
  expect(text).not.toContain('keys.log');
  expect(join(read(text).content, split(whole).own)).toEqual(whole);
});

test('a file of version 1 is read, with what was sent', () => {
  const { tls: _tls, groups: _groups, framing: _framing, ...old } = newEndpoint('a', 'server');
  const { rules: _rules, script: _script, ...autoReply } = old.autoReply;
  const { ttl: _ttl, ipv6Only: _six, ...options } = old.options;
  const history = [{ format: 'hex', hex: '00' }];
  const endpoints = [{ ...old, options, autoReply, composer: { ...old.composer, history } }];
  const { version, content: migrated, said } = read(JSON.stringify({ version: 1, endpoints }));
  expect([version, said]).toEqual([1, []]);
  expect(split(migrated).own.history).toEqual({ a: history });
  expect(split(migrated).shared.endpoints).toEqual([newEndpoint('a', 'server')]);
});

test('one of a later version is not read', () => {
  expect(readWorkspace('{"porthole": "workspace", "version": 3}', newId)).toEqual({
    kind: 'newer',
    version: 3,
  });
});

test.each(['', 'hello', '{"half a', '[1]', '{"name": "porthole"}', '\0\x01'])('%j holds nothing', (text) => {
  expect(readWorkspace(text, newId)).toMatchObject({ kind: 'nothing' });
});

const file = (endpoint: string, more = ''): string => `{
  "version": 2,
  "endpoints": [
    { "id": "a", "role": "client", "name": "First" },
    ${endpoint}
  ]${more}
}`;

test.each([
  ['a number as typed', '{ "id": "b", "role": "server", "port": 502 }', [], { port: '502' }],
  [
    'a wrong value',
    '{ "id": "b", "role": "server", "name": "PLC", "port": true }',
    ['5:59 endpoints › PLC › port EFIELD_TEXT'],
    { name: 'PLC', port: '8888' },
  ],
  [
    'a wrong choice',
    '{ "id": "b", "role": "host" }',
    ['5:26 endpoints › #2 › role EFIELD_CHOICE'],
    { role: 'server' },
  ],
  [
    'a field that nobody knows',
    '{ "id": "b", "role": "server", "prot": "1" }',
    ['5:36 endpoints › #2 › prot EFIELD_UNKNOWN'],
    { id: 'b' },
  ],
  [
    'an id that is there twice',
    '{ "id": "a", "role": "server" }',
    ['5:13 endpoints › #2 › id EFIELD_TWICE'],
    { role: 'server' },
  ],
  ['no id', '{ "role": "server", "name": "x" }', [], { name: 'x' }],
  [
    'a wrong option',
    '{ "id": "b", "role": "server", "options": { "noDelay": "yes", "backlog": "5" } }',
    ['5:60 endpoints › #2 › options › noDelay EFIELD_SWITCH'],
    { options: { noDelay: true, backlog: '5' } },
  ],
  [
    'options that are none',
    '{ "id": "b", "role": "server", "options": [] }',
    ['5:47 endpoints › #2 › options EFIELD_GROUP'],
    { options: { backlog: '511' } },
  ],
  [
    'an action of no kind',
    '{ "id": "b", "role": "server", "autoReply": { "rules": [{ "id": "r", "actions": [{ "kind": "fly" }, { "kind": "close" }] }] } }',
    [
      '5:96 endpoints › #2 › autoReply › rules › #1 › actions › #1 › kind EFIELD_FORM',
      '5:86 endpoints › #2 › autoReply › rules › #1 › actions › #1 EFIELD_FORM',
    ],
    { autoReply: { rules: [{ id: 'r', actions: [{ kind: 'close' }] }] } },
  ],
  ['a missing comma', '{ "id": "b" "role": "server" }', ['5:17 endpoints › #2 EJSON_COMMA'], { id: 'b' }],
  [
    'a text that does not end',
    '{ "id": "b", "role": "server", "name": "PLC }',
    ['5:44 endpoints › #2 EJSON_STRING'],
    { id: 'b' },
  ],
])('%s: %s', (_what, endpoint, said, kept) => {
  const { said: found, content: whole } = read(file(endpoint));
  expect(found.toSorted()).toEqual(expect.arrayContaining(said.slice(0, 1)));
  expect(whole.endpoints).toHaveLength(2);
  expect(whole.endpoints[0]).toEqual({ ...newEndpoint('a', 'client'), name: 'First' });
  expect(whole.endpoints[1]).toMatchObject(kept);
});

test('an item that is none is left out, and the others stay', () => {
  const { content: whole, said } = read(
    file('17, { "id": "c", "role": "server" }', ',\n "library": {}, "sequences": [5]'),
  );
  expect(whole.endpoints.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(said).toEqual([
    '5:5 endpoints › #2 EFIELD_GROUP',
    '7:13 library EFIELD_LIST',
    '7:31 sequences › #1 EFIELD_GROUP',
  ]);
});

/** The places of all values in a workspace, as paths. */
const pathsOf = (value: unknown, path: readonly (string | number)[] = []): (string | number)[][] => [
  ...(path.length > 0 ? [[...path]] : []),
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) =>
        pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : []),
];

const replaced = (value: unknown, path: readonly (string | number)[], by: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item, at) => (at === key ? replaced(item, rest, by) : item));
  const fields = value as Record<string, unknown>;
  return { ...fields, [key]: replaced(fields[String(key)], rest, by) };
};

test('damaged at any one field it is read, and everything outside of that field’s section is as it was', () => {
  const nonsense = fc.constantFrom<unknown>(
    null,
    true,
    -1,
    'x'.repeat(70),
    [],
    {},
    [{}],
    { lines: [1] },
    1e300,
  );
  fc.assert(
    fc.property(anyWorkspace, fc.nat(), nonsense, (whole, which, by) => {
      const written = JSON.parse(writeWorkspace(whole)) as Record<string, unknown>;
      const { porthole: _porthole, version: _version, ...sections } = written;
      const paths = pathsOf(sections);
      const path = paths[which % Math.max(1, paths.length)];
      if (path === undefined) return;
      const damaged = read(JSON.stringify(replaced(written, path, by), null, 2));
      expect(workspaceSchema.safeParse(damaged.content).success).toBe(true);
      for (const section of [
        'endpoints',
        'variables',
        'library',
        'sequences',
        'decodeAs',
        'protocols',
      ] as const) {
        if (section !== path[0]) expect(damaged.content[section]).toEqual(whole[section]);
      }
      // Of a list, the other items are as they were.
      const [section, at] = path;
      if ((section !== 'endpoints' && section !== 'library') || typeof at !== 'number') return;
      const others = whole[section].filter((_item, index) => index !== at);
      expect(damaged.content[section]).toEqual(expect.arrayContaining([...others]));
    }),
    { numRuns: 300 },
  );
});

test('what is left out of a file of version 2 means what it meant', () => {
  // A default that changes is a change of the format; one that is added is none.
  const endpoint = fill(
    { id: 'a' },
    (WORKSPACE_SHAPE.parts({}).endpoints as { each: typeof WORKSPACE_SHAPE }).each,
    newId,
  );
  expect(endpoint).toMatchObject({
    role: 'server',
    name: '',
    protocol: 'tcp',
    address: '127.0.0.1',
    port: '8888',
    path: '',
    groups: [],
    options: {
      backlog: '511',
      connectTimeout: '10000',
      idleTimeout: '',
      stayOpen: false,
      noDelay: true,
      keepAlive: false,
      keepAliveDelay: '60000',
      reconnect: false,
      reconnectDelay: '500',
      reconnectLimit: '30000',
      broadcast: false,
      reuseAddress: false,
      multicastLoop: true,
      acceptMode: 'serve',
      pauseMode: 'refuse',
      family: 'any',
      happyEyeballs: true,
    },
    tls: {
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.3',
      verify: true,
      clientCertificates: 'none',
      accepted: [],
      resume: true,
      handshakeTimeout: '10000',
      keyLog: null,
    },
    framing: {
      kind: 'raw',
      delimiter: '\\r\\n',
      start: '\\x02',
      end: '\\x03',
      keep: false,
      length: '8',
      offset: '0',
      size: '2',
      order: 'be',
      adjustment: '0',
      includesHeader: false,
      idle: '20',
    },
    autoReply: {
      mode: 'off',
      delay: '0',
      rules: [],
      reply: { format: 'text', text: '', encoding: 'utf-8', lineEnding: 'none', raw: false },
      script: { source: '' },
    },
    composer: {
      format: 'text',
      text: '',
      hex: '',
      encoding: 'utf-8',
      lineEnding: 'none',
      raw: false,
      repeatEvery: '1000',
      datagramSize: '1024',
      history: [],
    },
  });
  expect(newCondition()).toMatchObject({ trigger: 'text', how: 'starts', ignoreCase: false, every: '1000' });
});
