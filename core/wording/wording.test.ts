import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HAPPENINGS } from '../contract/happening';
import { OPTION_BOUNDS } from '../contract/option-bounds';
import { failureText, sentence, vocabularies } from '.';
import { fill, placeholdersOf } from './fill';
import { networkFailures } from './network';
import { settingFailures } from './settings';
import { socketFailures } from './sockets';
import { systemFailures } from './system';

const english = vocabularies.en;
const chinese = vocabularies['zh-CN'];

describe('both languages say the same', () => {
  test('with the same keys', () => {
    for (const part of ['failures', 'happenings', 'variants', 'fields'] as const) {
      expect(Object.keys(chinese[part]).sort()).toEqual(Object.keys(english[part]).sort());
    }
  });

  const sentences = (words: typeof english): [string, string][] => [
    ...Object.entries(words.failures).flatMap(([code, { cause, advice }]): [string, string][] => [
      [`${code} cause`, cause],
      [`${code} advice`, advice],
    ]),
    ...Object.entries({ ...words.happenings, ...words.variants }),
    ['unknown cause', words.unknownFailure.cause],
  ];
  const translated = new Map(sentences(chinese));

  test.each(sentences(english))('%s', (key, text) => {
    const other = translated.get(key) ?? '';
    expect(placeholdersOf(other)).toEqual(placeholdersOf(text));
    // What looks like a placeholder is one.
    for (const one of [text, other])
      expect(one.replace(/\{\{\w+(, (number|field))?\}\}/g, '')).not.toMatch(/[{}]{2}/);
    expect(other).not.toBe('');
  });

  test('in Chinese characters', () => {
    const plain = [...translated].filter(([, text]) => !/\p{Script=Han}/u.test(text)).map(([key]) => key);
    expect(plain).toEqual(['failed', 'note']);
  });
});

test('every kind of row and every typed option has words', () => {
  expect(Object.keys(english.happenings).sort()).toEqual([...HAPPENINGS].sort());
  expect(Object.keys(english.fields)).toEqual(expect.arrayContaining(Object.keys(OPTION_BOUNDS)));
  const kinds = new Set<string>(HAPPENINGS);
  expect(Object.keys(english.variants).filter((key) => !kinds.has(key.split('.')[0] ?? ''))).toEqual([]);
});

/** Sources of the two rooms, tests aside. */
const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|testing\.ts$/.test(name))
    .filter((name) => !/(^|\/)wording(\/|\.ts$)/.test(join(folder, name)))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Codes that are looked for and never told to a person under that name, a journal field, and an algorithm. */
const NEVER_TOLD = new Set([
  'ERRNO',
  'EXDEV',
  'EEXIST',
  'ENOTDIR',
  'ENOTEMPTY',
  'EUNKNOWN',
  'ECDSA',
  'EAGAIN',
  'EINTR',
]);

test('every code that the sources name has words', () => {
  const root = join(import.meta.dirname, '../..');
  const used = new Set(
    ['core', 'electron']
      .flatMap((room) => sources(join(root, room)))
      .flatMap((text) => [...text.matchAll(/'(E[A-Z0-9]+(?:_[A-Z0-9]+)*)'/g)].map((match) => match[1] ?? '')),
  );
  expect(used.size).toBeGreaterThan(60);
  const has = new Set(Object.keys(english.failures).map((key) => key.split('.')[0]));
  expect([...used].filter((code) => !has.has(code) && !NEVER_TOLD.has(code))).toEqual([]);
});

test('a failure: title with the number, cause, advice', () => {
  const failure = {
    code: 'ECONNREFUSED',
    errno: 111,
    syscall: 'connect',
    params: { host: '127.0.0.1', port: 8888, remote: '127.0.0.1:8888' },
  };
  expect(failureText('en', failure)).toEqual({
    title: 'ECONNREFUSED (111)',
    cause: '127.0.0.1:8888 was reached, but nothing listens on that port.',
    advice: 'Start the server, and check its port. A firewall that rejects looks the same.',
  });
  expect(failureText('zh-CN', failure).cause).toBe(
    '已到达 127.0.0.1:8888，但该端口没有程序在监听，连接被拒绝。',
  );
});

test('a variant is taken when its param is there', () => {
  const params = { host: '0.0.0.0', port: 8888 };
  expect(failureText('en', { code: 'EADDRINUSE', params }).cause).toBe(
    'Port 8888 on 0.0.0.0 is already in use.',
  );
  const owned = { code: 'EADDRINUSE', params: { ...params, program: 'python3', pid: 4211 } };
  expect(failureText('en', owned).cause).toBe(
    'Port 8888 on 0.0.0.0 is already in use by python3 (process 4211).',
  );
  expect(failureText('zh-CN', owned).cause).toBe('0.0.0.0 上的端口 8888 已被 python3（进程 4211）占用。');
});

test.each([
  [{ host: '0.0.0.0', port: 80 }, 'Ports below 1024'],
  [{ datagram: 5, remote: '10.0.0.255:9' }, 'switch Broadcast on'],
  [{ remote: '10.0.0.9:80', host: '10.0.0.9', port: 80, ms: 1 }, 'firewall'],
  [{ name: 'secret.txt' }, 'rights of the file'],
  [{ folder: '/data' }, 'press Record again'],
  [{}, 'rights of your user'],
])('a refused permission is about what was wanted: %j', (params, advice) => {
  expect(failureText('en', { code: 'EACCES', params }).advice).toContain(advice);
});

test('a code without words is told in the words of the system', () => {
  expect(
    failureText('en', { code: 'EXOTIC', errno: 200, detail: 'listen EXOTIC: too strange' }),
  ).toMatchObject({
    title: 'EXOTIC (200)',
    cause: 'The system answered EXOTIC: listen EXOTIC: too strange',
  });
  for (const code of ['constructor', '__proto__', 'toString']) {
    expect(failureText('en', { code, detail: 'x' }).cause).toBe(`The system answered ${code}: x`);
  }
});

test('a field is named in the language', () => {
  const failure = {
    code: 'EINVAL_NUMBER',
    params: { field: 'repeatEvery', value: 'x', min: 1, max: 86_400_000 },
  };
  expect(failureText('en', failure)).toMatchObject({
    cause: '“x” cannot be used for the interval of the repeat (ms).',
    advice: 'Type a whole number from 1 to 86,400,000.',
  });
  expect(failureText('zh-CN', failure).cause).toBe('“x”不能用作重复间隔（毫秒）。');
});

test.each([
  ['listening', { local: '127.0.0.1:8888' }, 'Listening on 127.0.0.1:8888'],
  [
    'closedByPeer',
    { seconds: 1.5, bytesIn: 12345, bytesOut: 0 },
    'Closed by the peer after 1.5 s: 12,345 B in, 0 B out',
  ],
  [
    'refused',
    { code: 'ECONNREFUSED', errno: 111 },
    'Refused by [::1]:9: nothing listens there (ECONNREFUSED 111)',
  ],
  ['failed', { code: 'ENETDOWN' }, 'ENETDOWN: The network interface is down.'],
  ['repeatStarted', { everyMs: 5, count: 10 }, 'Repeating every 5 ms, 10 times'],
  ['repeatStarted', { everyMs: 5 }, 'Repeating every 5 ms until stopped'],
  ['dropped', { system: 17 }, expect.stringMatching(/^17 datagrams lost by the system/)],
] as const)('%s with %j', (kind, params, text) => {
  expect(sentence('en', { kind, peer: '[::1]:9', params })).toEqual(text);
});

test('a value is plain text: nothing in it is escaped or filled', () => {
  const formats = { field: (key: string) => key };
  const params = { a: '<b>{{b}}</b> & $& $1', b: 'secret', n: 1234567.89 };
  expect(fill('en', '{{a}} {{n, number}} {{n}} {{gone}}', params, formats)).toBe(
    '<b>{{b}}</b> & $& $1 1,234,567.89 1234567.89 –',
  );
  expect(fill('en', '{{constructor}}', params, formats)).toBe('–');
});

test.each([systemFailures, networkFailures, socketFailures, settingFailures])(
  'every entry in English has both sentences, whole ones',
  ({ en }) => {
    for (const { cause, advice } of Object.values(en)) {
      expect(cause).toMatch(/[.]$|\{\{detail\}\}$/);
      expect(advice).toMatch(/[.%]$|\{\{detail\}\}$|eth0\.$/);
    }
  },
);
