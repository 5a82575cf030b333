import { expect, it } from 'vitest';
import { keepSame } from './same';

it('keeps what is as it was, and takes the rest', () => {
  const before = { state: { phase: 'open', local: { port: 1 } }, count: 1, gone: true, list: [1] };
  const equal = structuredClone(before);
  expect(keepSame(before, { ...equal, list: before.list })).toBe(before);
  const next = keepSame<object>(before, { state: { phase: 'open', local: { port: 1 } }, count: 2 });
  expect(next).toEqual({ state: { phase: 'open', local: { port: 1 } }, count: 2 });
  expect(next).toHaveProperty('state', before.state);
  expect((next as typeof before).state).toBe(before.state);
});

it.each([
  [null, { a: 1 }],
  [{ a: 1 }, null],
  [{ a: null }, { a: { b: 1 } }],
  [{ a: 1 }, {}],
  [{}, { a: undefined }],
  [Number.NaN, 1],
])('%j becomes %j', (before, next) => expect(keepSame<unknown>(before, next)).toEqual(next));
