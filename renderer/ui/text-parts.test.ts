import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partAfter, partAt, partBefore, partIn, type TextPart } from './text-parts';

const LINES = 'The quick brown fox jumps over the lazy dog.\n'.repeat(3000);

const forward = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  for (let part: TextPart | null = partAt(text, 0); part !== null; part = partAfter(text, part))
    parts.push(part);
  return parts;
};

test.each([
  ['lines', LINES],
  ['one line', 'x'.repeat(100_000)],
  ['pairs', '😀'.repeat(30_000)],
  ['a pair on a cut', `x${'😀'.repeat(30_000)}`],
])('parts of %s make up the text, forwards and backwards', (_what, text) => {
  const parts = forward(text);
  expect(parts.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
  for (const { start, end } of parts) {
    expect(end).toBeGreaterThan(start);
    expect(Buffer.from(text.slice(start, end)).toString()).toBe(text.slice(start, end));
  }
  const back: TextPart[] = [];
  for (let part = partBefore(text, { start: text.length, end: text.length }); part !== null; ) {
    back.unshift(part);
    part = partBefore(text, part);
  }
  expect(back.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
});

test('parts end behind a line break where one is near', () => {
  for (const { end } of forward(LINES).slice(0, -1)) expect(LINES[end - 1]).toBe('\n');
});

test('the part of a place holds it', () => {
  fc.assert(
    fc.property(fc.nat(LINES.length - 1), (place) => {
      const { start, end } = partAt(LINES, place);
      expect(start).toBeLessThanOrEqual(place);
      expect(end).toBeGreaterThan(place);
    }),
  );
});

test('a part that no longer fits gives way', () => {
  const part = { start: 100, end: 200 };
  expect(partIn(LINES, part)).toBe(part);
  expect(partIn(LINES, { start: LINES.length, end: LINES.length + 5 }, 0)).toEqual(partAt(LINES, 0));
  expect(partIn(LINES, { start: 0, end: 60_000 }, 59_999)).toEqual(partAt(LINES, 59_999));
});
