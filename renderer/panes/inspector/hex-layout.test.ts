import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaAt, byteAt, columnAt, columnLeft, hexLayout } from './hex-layout';

describe('hexLayout', () => {
  it.each([
    [200, 4],
    [330, 8],
    [533, 16],
    [700, 16],
    [760, 24],
    [1000, 32],
    [3000, 64],
  ])('at %d px shows %d bytes per line', (width, perLine) => {
    expect(hexLayout(width, 7.2, 100).perLine).toBe(perLine);
  });

  it('never needs more width than there is, from four bytes on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 220, max: 4000 }),
        fc.integer({ min: 0, max: 2 ** 40 }),
        (width, length) => {
          const layout = hexLayout(width, 7.2, length);
          if (layout.perLine > 4) expect(layout.width).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe('finding the byte under the pointer', () => {
  const layout = hexLayout(533, 7.2, 1000);

  it('finds every byte at its own place, in both areas', () => {
    for (let column = 0; column < layout.perLine; column += 1) {
      for (const area of ['hex', 'text'] as const) {
        const middle = columnLeft(layout, area, column) + (area === 'hex' ? layout.charWidth : 3);
        expect(areaAt(layout, middle)).toBe(area);
        expect(columnAt(layout, area, middle)).toBe(column);
      }
    }
  });

  it('leaves a wider gap between groups of eight', () => {
    const step = columnLeft(layout, 'hex', 7) - columnLeft(layout, 'hex', 6);
    expect(columnLeft(layout, 'hex', 8) - columnLeft(layout, 'hex', 7)).toBeCloseTo(step + layout.space, 9);
  });

  it('takes the nearest byte outside of an area', () => {
    expect(columnAt(layout, 'hex', -100)).toBe(0);
    expect(columnAt(layout, 'hex', 5000)).toBe(15);
    expect(columnAt(layout, 'text', 0)).toBe(0);
    expect(columnAt(layout, 'text', 5000)).toBe(15);
  });

  it('stays within the payload', () => {
    expect(byteAt(layout, 'hex', 5000, 62, 1000)).toBe(999);
    expect(byteAt(layout, 'hex', 5000, 61.9, 1000)).toBe(61 * 16 + 15);
    expect(byteAt(layout, 'hex', 5000, 900, 1000)).toBe(999);
    expect(byteAt(layout, 'hex', 5000, -2, 1000)).toBe(0);
  });
});
