import { expect, it } from 'vitest';
import { keepSame } from './same';

it('keeps what is as it was, and takes the rest', () => {
  const before = { state: { phase: 'open', local: { port: 1 } }, count: 1, gone: true, list: [1, { a: 1 }] };
  const equal = structuredClone(before);
  expect(keepSame(before, equal)).toBe(before);
  const next = keepSame<object>(before, { state: { phase: 'open', local: { port: 1 } }, count: 2 });
  expect(next).toEqual({ state: { phase: 'open', local: { port: 1 } }, count: 2 });
  expect(next).toHaveProperty('state', before.state);
  expect((next as typeof before).state).toBe(before.state);
});

it('keeps the parts of a list', () => {
  const before = [{ id: 1 }, { id: 2 }];
  const next = keepSame<object[]>(before, [{ id: 1 }, { id: 3 }, { id: 2 }]);
  expect(next).toEqual([{ id: 1 }, { id: 3 }, { id: 2 }]);
  expect(next[0]).toBe(before[0]);
  expect(keepSame<object[]>(before, [])).toEqual([]);
});

it.each([
  [null, { a: 1 }],
  [{ a: 1 }, null],
  [{ a: null }, { a: { b: 1 } }],
  [{ a: 1 }, {}],
  [{}, { a: undefined }],
  [Number.NaN, 1],
])('%j becomes %j', (before, next) => expect(keepSame<unknown>(before, next)).toEqual(next));
