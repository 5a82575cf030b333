import { describe, expect, test } from 'vitest';
import { boundsOf } from './bounds';
import { parseFilter } from './parse';

const bounds = (text: string) => {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  const { rows, times } = boundsOf(parsed.filter);
  return [rows.from, rows.to, times.from, times.to];
};

const INF = Number.POSITIVE_INFINITY;
const noon = Date.UTC(2026, 10, 22, 12) * 1000;

describe('bounds of a filter', () => {
  test.each([
    ['hello', [-INF, INF, -INF, INF]],
    ['row == 5', [4, 5, -INF, INF]],
    ['row > 5 && len > 3', [4, INF, -INF, INF]],
    ['row >= 5 row < 9', [4, 9, -INF, INF]],
    ['row in {3..5 8}', [2, 8, -INF, INF]],
    ['row == 5 || row == 9', [4, 9, -INF, INF]],
    ['row == 5 || hello', [-INF, INF, -INF, INF]],
    ['!(row == 5)', [-INF, INF, -INF, INF]],
    ['row != 5', [-INF, INF, -INF, INF]],
    ['frame.time >= "2026-11-22 12:00Z" && row <= 7', [-INF, 7, noon - 1, INF]],
    ['frame.time < "2026-11-22 12:00Z"', [-INF, INF, -INF, noon + 2]],
    ['frame.time == "2026-11-22 12:00Z"', [-INF, INF, noon - 1, noon + 2]],
  ])('%s', (text, wanted) => expect(bounds(text)).toEqual(wanted));
});
