import { describe, expect, it } from 'vitest';
import { barsWithin, dragTo, holdAt, spanOfBars, startDrag } from './brush';

/** Ten bars of 100 µs and 10 pixels. */
const place = { from: 1000, width: 100, barWidth: 10, bars: 10 };
const span = { from: 1300, to: 1600 };

describe('a brush', () => {
  it('takes whole bars in either direction', () => {
    const drag = startDrag(place, null, 34);
    expect(dragTo(place, drag, 34)).toEqual({ from: 1300, to: 1400 });
    expect(dragTo(place, drag, 58)).toEqual({ from: 1300, to: 1600 });
    expect(dragTo(place, drag, 12)).toEqual({ from: 1100, to: 1400 });
    expect(dragTo(place, drag, -50)).toEqual({ from: 1000, to: 1400 });
    expect(dragTo(place, drag, 999)).toEqual({ from: 1300, to: 2000 });
  });

  it.each([
    [20, 'outside'],
    [27, 'from'],
    [34, 'from'],
    [45, 'inside'],
    [57, 'to'],
    [64, 'to'],
    [70, 'outside'],
  ])('at %d px is %s', (x, hold) => {
    expect(holdAt(place, span, x)).toBe(hold);
    expect(holdAt(place, null, x)).toBe('outside');
  });

  it('is stretched by its edges, across each other too', () => {
    const right = startDrag(place, span, 60);
    expect(dragTo(place, right, 85)).toEqual({ from: 1300, to: 1900 });
    expect(dragTo(place, right, 12)).toEqual({ from: 1100, to: 1300 });
    const left = startDrag(place, span, 30);
    expect(dragTo(place, left, 5)).toEqual({ from: 1000, to: 1600 });
    expect(dragTo(place, left, 71)).toEqual({ from: 1600, to: 1800 });
  });

  it('is moved by what is between them', () => {
    const drag = startDrag(place, span, 45);
    expect(dragTo(place, drag, 45)).toEqual(span);
    expect(dragTo(place, drag, 68)).toEqual({ from: 1500, to: 1800 });
  });

  it('counts the bars that are wholly within', () => {
    expect(barsWithin(place, span)).toEqual({ start: 3, end: 6 });
    expect(barsWithin(place, { from: 1310, to: 1590 })).toEqual({ start: 4, end: 5 });
    expect(barsWithin(place, { from: 0, to: 9999 })).toEqual({ start: 0, end: 10 });
    expect(spanOfBars(place, 5, 3)).toEqual(span);
  });
});
