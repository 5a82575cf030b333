import { describe, expect, test } from 'vitest';
import { newEndpoint } from '../../core/contract/endpoint';
import { type RequestName, requestSchemas } from '../../core/contract/requests';
import { answer, type Handlers } from './answer';

const names = Object.keys(requestSchemas) as RequestName[];

/** Handlers that say that they were reached. */
const reached: Handlers = Object.fromEntries(
  names.map((name) => [name, () => ({ ok: true, value: 'reached' })]),
) as unknown as Handlers;

const ask = (name: RequestName, argument: unknown, handlers = reached) =>
  answer(handlers, name, argument, () => undefined);

const garbage: readonly unknown[] = [
  null,
  0,
  -1,
  Number.NaN,
  '',
  'x',
  true,
  [],
  [1],
  { surprise: 1 },
  { id: 1 },
  { id: '' },
  { id: 'x'.repeat(10_000) },
  { row: -1, offset: 0, length: 1 },
  { row: 0, offset: 0, length: 2 ** 31 },
  { view: 0, start: 0, count: 1e9 },
  { role: 'root', copyOf: null },
  { __proto__: { role: 'server' } },
  new Date(),
  new Uint8Array(3),
];

describe('malformed arguments are refused before any handler runs', () => {
  // An empty change of the settings is a change: `{}` and objects that look like it are well-formed there.
  test.each(names)('%s', async (name) => {
    for (const argument of garbage) {
      const isEmptyObject = name === 'settings.update' && requestSchemas[name].safeParse(argument).success;
      if (isEmptyObject) expect(Object.keys(argument as object)).toEqual([]);
      else expect(await ask(name, argument)).toMatchObject({ ok: false, failure: { code: 'EBADREQUEST' } });
    }
  });
});

const good: Partial<Record<RequestName, unknown>> = {
  'app.snapshot': undefined,
  'endpoint.configure': newEndpoint('a', 'server'),
  'endpoint.start': { id: 'a' },
  'log.view': { query: '', in: true, out: true, events: false, span: { from: 5, to: 6 } },
  'log.timeline': { span: null, bars: 200 },
  'log.page': { view: 1, start: 0, count: 500 },
  'message.send': { id: 'a', target: { to: 'all' }, draft: { format: 'hex', hex: '00' } },
};

test.each(Object.entries(good))('a well-formed %s reaches its handler', async (name, argument) => {
  expect(await ask(name as RequestName, argument)).toEqual({ ok: true, value: 'reached' });
});

test.each([
  [{ ...newEndpoint('a', 'server'), extra: 1 }],
  [{ ...newEndpoint('../x', 'server') }],
  [{ ...newEndpoint('a', 'server'), port: 8888 }],
  [{ ...newEndpoint('a', 'server'), address: 'a'.repeat(301) }],
])('a configuration with something off is refused', async (config) => {
  expect(await ask('endpoint.configure', config)).toMatchObject({
    ok: false,
    failure: { code: 'EBADREQUEST' },
  });
});

test('what a handler throws becomes a value', async () => {
  const reports: string[] = [];
  const throwing = { ...reached, 'capture.live': () => Promise.reject(new Error('no disk')) } as Handlers;
  const result = await answer(throwing, 'capture.live', undefined, (name) => reports.push(name));
  expect(result).toMatchObject({ ok: false, failure: { code: 'EUNEXPECTED', detail: 'Error: no disk' } });
  expect(reports).toEqual(['capture.live']);
});
