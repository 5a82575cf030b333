import { beforeEach, expect, it, vi } from 'vitest';
import { create } from 'zustand';
import { ok } from '../../core/contract/result';
import { decodeAhead, treeAhead } from './decode-ahead';
import { useDecodeAs } from './decode-as';
import { useLog } from './log';
import { logRow } from './log-testing';
import { usePulse } from './pulse';

const asked: number[] = [];
/** Rows of which the dissectors have at hand what they need. */
let atHand = (_row: number): boolean => true;
let fields = 3;

vi.mock('./bridge', () => ({
  ask: (name: string, { row }: { readonly row: number }) => {
    if (name === 'dissect.ahead') asked.push(row);
    return Promise.resolve(ok(atHand(row) ? { row, fields: Array.from({ length: fields }) } : null));
  },
  hear: () => () => {},
}));
vi.mock('./log', () => ({
  useLog: create(() => ({
    selectedAt: null as number | null,
    source: 0,
    selected: null,
    screen: { start: 15, end: 30 },
  })),
  // Of the view every second row of the capture is shown; of its places those from 0 to 49 are loaded.
  logRowAt: (place: number) => (place < 0 || place > 49 ? undefined : logRow(place * 2)),
}));

const grow = (): void =>
  usePulse.setState(({ capture }) => ({ capture: { ...capture, rows: capture.rows + 1 } }));

beforeEach(() => {
  asked.length = 0;
  atHand = () => true;
  fields = 3;
  grow();
  useLog.setState({ selectedAt: 20, screen: { start: 15, end: 30 } });
});

it('decodes what is shown beside the selected row, the nearest first, once', async () => {
  await decodeAhead(() => true);
  expect(asked.slice(0, 4)).toEqual([42, 38, 44, 36]);
  // Of the screen all but the selected one, and one more at each end.
  expect(asked).toHaveLength(16);
  expect([...asked].sort((a, b) => a - b)).toEqual([
    28,
    30,
    32,
    34,
    36,
    38,
    ...[42, 44, 46, 48, 50, 52, 54, 56, 58, 60],
  ]);
  expect(treeAhead(42)).toMatchObject({ row: 42 });
  expect(treeAhead(62)).toBeUndefined();
  useLog.setState({ selectedAt: 21 });
  await decodeAhead(() => true);
  // Only the row that was selected before has no tree yet.
  expect(asked.slice(16)).toEqual([40]);
});

it('ends with the rows that are loaded, and when something else is wanted', async () => {
  useLog.setState({ selectedAt: 48, screen: { start: 40, end: 60 } });
  let left = 3;
  await decodeAhead(() => {
    left -= 1;
    return left > 0;
  });
  expect(asked).toEqual([98, 94, 92]);
  expect([98, 94, 92].map((row) => treeAhead(row) !== undefined)).toEqual([true, true, false]);
});

it('keeps nothing that has to be read for, and nothing that takes long', async () => {
  atHand = (row) => row !== 42;
  await decodeAhead(() => true);
  expect(treeAhead(42)).toBeUndefined();
  expect(treeAhead(44)).toBeDefined();
  grow();
  asked.length = 0;
  fields = 5000;
  await decodeAhead(() => true);
  expect(asked).toEqual([42, 38]);
  expect(treeAhead(38)).toBeUndefined();
});

it.each([
  ['a message comes', grow],
  ['another capture is shown', () => useLog.setState(({ source }) => ({ source: source + 1 }))],
  ['the dissectors are told something else', () => useDecodeAs.setState(({ told }) => ({ told: told + 1 }))],
])('forgets the trees when %s', async (_what, happen) => {
  await decodeAhead(() => true);
  expect(treeAhead(42)).toBeDefined();
  happen();
  expect(treeAhead(42)).toBeUndefined();
});
