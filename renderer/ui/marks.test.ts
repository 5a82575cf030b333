import { describe, expect, it } from 'vitest';
import { cutAtMarks, type Mark, withError } from './marks';

const escapeMark = (start: number, end: number): Mark => ({ start, end, kind: 'escape' });

describe('cutting a text at its marks', () => {
  it('keeps every character, in order', () => {
    const text = 'a\\r\\nb\\q';
    const parts = cutAtMarks(text, [escapeMark(1, 3), escapeMark(3, 5), { start: 6, end: 8, kind: 'error' }]);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.map((part) => part.kind)).toEqual([null, 'escape', 'escape', null, 'error']);
  });

  it('has nothing for an empty text', () => expect(cutAtMarks('', [])).toEqual([]));
});

describe('the place of an error', () => {
  it('replaces what it touches and keeps the order', () =>
    expect(withError([escapeMark(0, 2), escapeMark(4, 6)], { at: 1, length: 2 })).toEqual([
      { start: 1, end: 3, kind: 'error' },
      escapeMark(4, 6),
    ]));

  it('is nothing without a length', () =>
    expect(withError([escapeMark(0, 2)], { at: 2, length: 0 })).toEqual([escapeMark(0, 2)]));
});
