import { describe, expect, it } from 'vitest';
import { type HexSelection, rangeOf, selectionAfter } from './hex-selection';

const shape = { length: 100, perLine: 16, pageLines: 3 };
const at = (caret: number, anchor = caret): HexSelection => ({ anchor, caret });
const press = (key: string, now: HexSelection | null, held: 'shift' | 'control' | 'none' = 'none') =>
  selectionAfter({ key, shift: held === 'shift', control: held === 'control' }, now, shape);

describe('a selection of bytes', () => {
  it('covers both of its ends, whichever way it was made', () => {
    expect(rangeOf(at(9, 12))).toEqual({ start: 9, end: 13 });
    expect(rangeOf(at(12, 9))).toEqual({ start: 9, end: 13 });
    expect(rangeOf(at(5))).toEqual({ start: 5, end: 6 });
  });

  it.each([
    ['ArrowLeft', 20, 19],
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 99, 99],
    ['ArrowUp', 20, 4],
    ['ArrowUp', 4, 0],
    ['ArrowDown', 20, 36],
    ['ArrowDown', 90, 99],
    ['PageDown', 20, 68],
    ['PageUp', 20, 4],
    ['Home', 20, 16],
    ['End', 20, 31],
    ['End', 97, 99],
  ])('%s moves the caret from %d to %d', (key, from, to) => {
    expect(press(key, at(from))).toEqual(at(to));
  });

  it('goes to the ends of the payload with Ctrl', () => {
    expect(press('Home', at(50), 'control')).toEqual(at(0));
    expect(press('End', at(50), 'control')).toEqual(at(99));
  });

  it('grows and shrinks with Shift and keeps its anchor', () => {
    const grown = press('ArrowDown', at(20), 'shift');
    expect(grown).toEqual(at(36, 20));
    expect(press('ArrowUp', grown ?? null, 'shift')).toEqual(at(20));
    expect(press('ArrowLeft', at(20), 'shift')).toEqual(at(19, 20));
  });

  it('takes everything with Ctrl+A and ends with Escape', () => {
    expect(press('a', null, 'control')).toEqual(at(99, 0));
    expect(press('Escape', at(3))).toBeNull();
    expect(press('Escape', null)).toBeUndefined();
  });

  it('begins at the first byte', () => {
    expect(press('ArrowDown', null)).toEqual(at(0));
    expect(press('x', null)).toBeUndefined();
    expect(
      selectionAfter({ key: 'ArrowDown', shift: false, control: false }, null, { ...shape, length: 0 }),
    ).toBe(undefined);
  });
});
