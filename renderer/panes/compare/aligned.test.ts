import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffBytes } from '../../../core/compare/diff-bytes';
import { aligned, partsOf, placeOf, sumOf } from './aligned';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const of = (a: string, b: string) => aligned(diffBytes(bytesOf(a), bytesOf(b)).runs);

describe('two sides by side', () => {
  test('have gaps where the other one has more', () => {
    const all = of('head=1;body', 'header=22;body');
    expect(all.places).toBe(14);
    expect(all.differences).toEqual([1]);
    const lines = [0, 1].map((line) =>
      partsOf(all, line, 8).map(({ kind, length, left, leftLength, right, rightLength }) => [
        kind,
        length,
        [left, leftLength],
        [right, rightLength],
      ]),
    );
    expect(lines).toEqual([
      [
        ['same', 4, [0, 4], [0, 4]],
        ['changed', 4, [4, 2], [4, 4]],
      ],
      [
        ['changed', 1, [6, 0], [8, 1]],
        ['same', 5, [6, 5], [9, 5]],
      ],
    ]);
    expect(placeOf(all, 'left', 6)).toBe(9);
    expect(placeOf(all, 'right', 8)).toBe(8);
    expect(sumOf(all.runs)).toEqual({ changed: 5, left: 0, right: 0 });
  });

  test('of nothing have no line', () => {
    expect(of('', '')).toMatchObject({ places: 0, differences: [] });
    expect(partsOf(of('', ''), 0, 8)).toEqual([]);
  });

  test('are whole, line after line', () => {
    const text = fc.string({ maxLength: 60, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(text, text, fc.constantFrom(4, 8, 16), (a, b, perLine) => {
        const all = of(a, b);
        let [left, right] = ['', ''];
        for (let line = 0; line * perLine < all.places; line += 1) {
          const parts = partsOf(all, line, perLine);
          const room = parts.reduce((sum, { length }) => sum + length, 0);
          expect(room).toBe(Math.min(perLine, all.places - line * perLine));
          for (const part of parts) {
            left += a.slice(part.left, part.left + part.leftLength);
            right += b.slice(part.right, part.right + part.rightLength);
          }
        }
        expect([left, right]).toEqual([a, b]);
        for (let at = 0; at < a.length; at += 1) {
          const place = placeOf(all, 'left', at);
          const part = partsOf(all, Math.floor(place / 4), 4).find(
            ({ left: first, leftLength }) => at >= first && at < first + leftLength,
          );
          expect(part).toBeDefined();
        }
      }),
      { numRuns: 60 },
    );
  });
});
