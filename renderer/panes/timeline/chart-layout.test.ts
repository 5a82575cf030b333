import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../../core/contract/timeline';
import { barAt, barOf, layOut, roundUp, xOf } from './chart-layout';

const line = (ins: readonly number[], outs: readonly number[], width = 1_000_000): Timeline => ({
  whole: { from: 0, to: ins.length * width },
  from: 0,
  width,
  finer: false,
  messagesIn: Float64Array.from(ins),
  messagesOut: Float64Array.from(outs),
  bytesIn: Float64Array.from(ins, (n) => n * 100),
  bytesOut: Float64Array.from(outs, (n) => n * 100),
});

const room = { width: 240, top: 4, bottom: 44, growing: false };
const bars = (path: string) =>
  [...path.matchAll(/M(\d+) (\d+)h(\d+)v(-?[\d.]+)/g)].map((match) => match.slice(1).map(Number));

describe('the layout of the bars', () => {
  it('stands what came in on the axis and hangs what went out below it, in one scale', () => {
    const { axisY, inPath, outPath, peakIn, peakOut } = layOut(line([0, 10, 20], [10, 0, 0]), 'messages', {
      ...room,
      width: 30,
    });
    expect([peakIn, peakOut]).toEqual([20, 10]);
    const [[, , , half = 0] = [], [x, y, across, full = 0] = []] = bars(inPath);
    expect([x, y, across]).toEqual([20, axisY, 9]);
    expect(axisY + full).toBeGreaterThanOrEqual(room.top);
    expect(full).toBeCloseTo(2 * half, 0);
    expect(bars(outPath)).toEqual([[0, axisY, 9, expect.closeTo(-half, 0)]]);
  });

  it('shows a single message beside a flood, and bytes when asked', () => {
    const flood = line([1, 1_000_000], [0, 0]);
    const [[, , , height] = []] = bars(layOut(flood, 'messages', room).inPath);
    expect(height).toBe(-1.5);
    expect(layOut(flood, 'bytes', room).peakIn).toBe(100_000_000);
  });

  it('makes no wall of a few bars, and leaves room where more will come', () => {
    expect(layOut(line([1], [1]), 'messages', room).barWidth).toBe(12);
    const many = line(new Array(101).fill(1), new Array(101).fill(0));
    expect(layOut(many, 'messages', room).barWidth).toBeCloseTo(240 / 101);
    expect(layOut(many, 'messages', { ...room, growing: true }).barWidth).toBeCloseTo(240 / 104);
  });

  it('leaves an empty capture without bars', () => {
    const { inPath, outPath, bars: count } = layOut(line([], []), 'messages', room);
    expect([inPath, outPath, count]).toEqual(['', '', 0]);
  });

  it('finds bars and places', () => {
    const place = layOut(line(new Array(40).fill(1), new Array(40).fill(0)), 'messages', room);
    expect(barAt(place, 13)).toBe(2);
    expect([barAt(place, -5), barAt(place, 500)]).toEqual([0, 39]);
    expect(barOf(place, 2_500_000)).toBe(2);
    expect(xOf(place, 2_500_000)).toBe(15);
  });
});

it.each([
  [0, 0],
  [0.025, 0.03],
  [1, 1],
  [3.1, 4],
  [612, 800],
  [20_000, 20_000],
  [20_001, 30_000],
])('%d is rounded up to %d', (value, rounded) => expect(roundUp(value)).toBeCloseTo(rounded, 10));
