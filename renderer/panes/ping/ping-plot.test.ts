import { expect, test } from 'vitest';
import { heightOf, plotOf } from './ping-plot';

const room = { width: 600, height: 100 };

test('the highest bar reaches up to a round number; places are as wide as for sixty connects', () => {
  const plot = plotOf([1, 2, 3.7], room);
  expect(plot.most).toBe(4);
  expect(plot.bars).toBe('M0 100h9v-25.0h-9zM10 100h9v-50.0h-9zM20 100h9v-92.5h-9z');
  expect(plot.crosses).toBe('');
  expect(heightOf(plot, room, 2)).toBe(50);
  expect(heightOf(plot, room, 40)).toBe(0);
});

test('what failed is a cross in its own place, and no time', () => {
  const plot = plotOf([1, 'ECONNREFUSED'], room);
  expect(plot.most).toBe(1);
  expect(plot.crosses).toBe('M12.0 92L18.0 98M12.0 98L18.0 92');
});

test('nothing, and only failures', () => {
  expect(plotOf([], room)).toEqual({ most: 0, bars: '', crosses: '' });
  expect(plotOf(['EX', 'EX'], room)).toMatchObject({ most: 0, bars: '' });
  expect(heightOf({ most: 0 }, room, 0)).toBe(100);
});

test('three hundred fit', () => {
  const plot = plotOf(new Array<number>(300).fill(0.001), room);
  expect(plot.bars.split('z').length - 1).toBe(300);
  expect(plot.bars).toContain('M598 100h2');
});
