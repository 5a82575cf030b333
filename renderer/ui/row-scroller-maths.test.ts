import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampTop,
  dragScroll,
  ease,
  isNotch,
  MIN_THUMB,
  maxTop,
  nextAnchor,
  pageRows,
  reveal,
  rowAfterKey,
  rowsPerView,
  type ScrollSpace,
  slotOf,
  thumb,
  topOfThumb,
  visibleRange,
  wheelRows,
} from './row-scroller-maths';

const space = (count: number, height = 240): ScrollSpace => ({ count, height, rowHeight: 24 });
const anySpace = fc.record({
  count: fc.integer({ min: 0, max: 2_000_000_000 }),
  height: fc.integer({ min: 0, max: 3000 }),
  rowHeight: fc.integer({ min: 12, max: 40 }),
});

describe('the position', () => {
  it('ends where the last row touches the lower edge', () => {
    expect(maxTop(space(100))).toBe(90);
    expect(maxTop(space(100, 250))).toBeCloseTo(100 - 250 / 24, 9);
    expect(maxTop(space(7))).toBe(0);
    expect(clampTop(space(100), 1e9)).toBe(90);
    expect(clampTop(space(100), -3)).toBe(0);
  });

  it('shows every row exactly once and in reach, also past what browsers can lay out', () => {
    const huge = space(10_000_000);
    expect(10_000_000 * 24).toBeGreaterThan(16_777_216);
    expect(visibleRange(huge, maxTop(huge))).toEqual({ first: 9_999_990, end: 10_000_000 });
    expect(visibleRange(huge, 5_000_000.5)).toEqual({ first: 5_000_000, end: 5_000_011 });
  });

  it('never names a row that does not exist, and always fills the view', () => {
    fc.assert(
      fc.property(anySpace, fc.double({ min: -10, max: 3e9, noNaN: true }), (any, top) => {
        const { first, end } = visibleRange(any, top);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(any.count);
        expect(end - first).toBeLessThanOrEqual(Math.ceil(rowsPerView(any)) + 1);
        expect(end - first).toBeGreaterThanOrEqual(Math.min(any.count, Math.floor(rowsPerView(any))));
      }),
    );
  });
});

describe('reveal', () => {
  it.each([
    ['already in view', 20, 25, 20],
    ['above', 20, 10, 10],
    ['half hidden above', 20.5, 20, 20],
    ['below', 20, 40, 31],
    ['half hidden below', 19.5, 29, 20],
  ])('%s', (_, top, row, expected) => {
    expect(reveal(space(100), top, row)).toBe(expected);
  });

  it('leaves the row wholly visible wherever it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, at, of) => {
          const any = space(count, 251);
          const row = Math.floor(of * (count - 1));
          const top = reveal(any, at * maxTop(any), row);
          expect(top).toBeLessThanOrEqual(row);
          expect(row + 1).toBeLessThanOrEqual(top + rowsPerView(any) + 1e-6);
        },
      ),
    );
  });
});

describe('the thumb', () => {
  it('is absent when everything fits', () => {
    expect(thumb(space(10), 0, 240)).toBeNull();
  });

  it('is as large as the share in view, and never too small to catch', () => {
    expect(thumb(space(20), 0, 240)?.size).toBe(120);
    expect(thumb(space(10_000_000), 0, 240)?.size).toBe(MIN_THUMB);
  });

  it('stands at the ends exactly when the rows do', () => {
    const huge = space(10_000_000);
    expect(thumb(huge, 0, 240)?.offset).toBe(0);
    expect(thumb(huge, maxTop(huge), 240)?.offset).toBe(240 - MIN_THUMB);
    expect(topOfThumb(huge, 240 - MIN_THUMB, 240)).toBe(maxTop(huge));
    expect(topOfThumb(huge, -5, 240)).toBe(0);
  });

  it('is the inverse of its position', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 11, max: 1e9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, at) => {
          const any = space(count);
          const top = at * maxTop(any);
          const back = topOfThumb(any, thumb(any, top, 240)?.offset ?? Number.NaN, 240);
          expect(Math.abs(back - top)).toBeLessThan(1e-6 * Math.max(1, count));
        },
      ),
    );
  });
});

describe('wheel and keys', () => {
  it('reads pixels, lines and pages', () => {
    expect(wheelRows(space(100), 120, 0)).toBe(5);
    expect(wheelRows(space(100), -3, 1)).toBe(-3);
    expect(wheelRows(space(100), 1, 2)).toBe(9);
  });

  it('tells a notched wheel from a touchpad', () => {
    expect(isNotch(120, 0)).toBe(true);
    expect(isNotch(3, 1)).toBe(true);
    expect(isNotch(-4.5, 0)).toBe(false);
  });

  it('pages by one less than fit, and always by something', () => {
    expect(pageRows(space(100))).toBe(9);
    expect(pageRows(space(100, 20))).toBe(1);
  });

  it.each([
    ['ArrowDown', 4, 5],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 4, 3],
    ['PageDown', 4, 13],
    ['PageUp', 4, 0],
    ['Home', 4, 0],
    ['End', 4, 99],
    ['ArrowDown', -1, 0],
    ['ArrowUp', -1, 0],
    ['x', 4, undefined],
  ])('%s goes from row %i to %s', (key, row, to) => expect(rowAfterKey(space(100), key, row)).toBe(to));

  it('eases towards the target, arrives, and never overshoots', () => {
    const any = space(1000);
    let top = 0;
    for (let frame = 0; frame < 60 && top !== 50; frame += 1) {
      const next = ease(any, top, 50, 16.7);
      expect(next).toBeGreaterThan(top);
      expect(next).toBeLessThanOrEqual(50);
      top = next;
    }
    expect(top).toBe(50);
  });
});

describe('drawing', () => {
  const range = (first: number) => ({ first, end: first + 20 });

  it('keeps its anchor while one scrolls nearby, in both directions', () => {
    expect(nextAnchor(100, range(100), range(101))).toBe(100);
    expect(nextAnchor(100, range(100), range(90))).toBe(100);
  });

  it('moves it with a jump, so that every element keeps its place', () => {
    const before = range(105);
    const after = range(50_000);
    const anchor = nextAnchor(100, before, after);
    expect(after.first - anchor).toBe(before.first - 100);
    expect(slotOf(after.first, anchor, 21)).toBe(slotOf(before.first, 100, 21));
  });

  it('keeps CSS lengths small through 10 million rows, by steps and by jumps', () => {
    let anchor = 0;
    let now = range(0);
    for (let step = 1; now.first < 10_000_000; step += 1) {
      const next = range(now.first + (step % 50 === 0 ? 9_999 : 11));
      anchor = nextAnchor(anchor, now, next);
      now = next;
      expect(Math.abs(now.first - anchor)).toBeLessThan(5000);
    }
  });

  it('gives rows in view different elements, before the anchor too', () => {
    for (const first of [0, 7, 93, 100, 4000]) {
      const slots = Array.from({ length: 20 }, (_, index) => slotOf(first + index, 100, 21));
      expect(new Set(slots).size).toBe(20);
      for (const slot of slots) expect(slot).toBeGreaterThanOrEqual(0);
    }
  });

  it('scrolls a dragged selection only beyond the edges, faster further out', () => {
    expect(dragScroll(space(100), 100)).toBe(0);
    expect(dragScroll(space(100), -40)).toBe(-1);
    expect(dragScroll(space(100), 280)).toBe(1);
    expect(dragScroll(space(100), 99_999)).toBe(20);
  });
});
