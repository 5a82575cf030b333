import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../core/contract/log';
import { RowStore } from './log-rows';
import { logRow } from './log-testing';

const rows = (start: number, end: number): readonly LogRow[] =>
  Array.from({ length: end - start }, (_, index) => logRow(start + index));

describe('RowStore', () => {
  it('answers by position and names what is missing, once', () => {
    const store = new RowStore();
    expect(store.missing({ start: 10, end: 20 })).toEqual({ start: 10, end: 20 });
    store.put(10, rows(10, 15));
    expect(store.at(12)?.row).toBe(12);
    expect(store.at(15)).toBeUndefined();
    expect(store.missing({ start: 5, end: 14 })).toEqual({ start: 5, end: 10 });
    expect(store.missing({ start: 12, end: 20 })).toEqual({ start: 15, end: 20 });
    expect(store.missing({ start: 10, end: 15 })).toBeNull();
    expect(store.missing({ start: 3, end: 3 })).toBeNull();
  });

  it('covers a hole in the middle', () => {
    const store = new RowStore();
    store.put(0, rows(0, 5));
    store.put(8, rows(8, 12));
    expect(store.missing({ start: 0, end: 12 })).toEqual({ start: 5, end: 8 });
  });

  it('stays bounded through a whole capture, and keeps what was used last', () => {
    const store = new RowStore(100);
    store.put(0, rows(0, 40));
    for (let start = 40; start < 1000; start += 20) {
      store.touch({ start: 0, end: 10 });
      store.put(start, rows(start, start + 20));
      expect(store.size).toBeLessThanOrEqual(100);
    }
    expect(store.missing({ start: 0, end: 10 })).toBeNull();
    expect(store.at(999)?.row).toBe(999);
    expect(store.at(30)).toBeUndefined();
  });
});
