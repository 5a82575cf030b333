import { expect, test } from 'vitest';
import { withReport } from './report.mjs';
import { isMet, ratioOf } from './row.mjs';
import { markdownTable } from './table.mjs';

const row = {
  bench: 'tcp-sink',
  what: 'MB/s',
  porthole: 600,
  against: 'plain',
  reference: 1000,
  digits: 0,
  wanted: { of: 'ratio', at: 'least', limit: 0.5 },
};

test.each([
  ['a ratio above the least', row, true],
  ['a ratio below the least', { ...row, porthole: 499 }, false],
  ['a ratio below the most', { ...row, wanted: { of: 'ratio', at: 'most', limit: 1.5 } }, true],
  [
    'a ratio above the most',
    { ...row, porthole: 1501, wanted: { of: 'ratio', at: 'most', limit: 1.5 } },
    false,
  ],
  ['none lost', { ...row, porthole: 0, wanted: { of: 'porthole', at: 'most', limit: 0 } }, true],
  ['one lost', { ...row, porthole: 1, wanted: { of: 'porthole', at: 'most', limit: 0 } }, false],
  [
    'as many lost as its neighbour and a few more',
    {
      ...row,
      porthole: 9,
      reference: 7,
      wanted: { of: 'porthole', at: 'most', limit: 'reference', slack: 2 },
    },
    true,
  ],
  [
    'more lost than that',
    {
      ...row,
      porthole: 10,
      reference: 7,
      wanted: { of: 'porthole', at: 'most', limit: 'reference', slack: 2 },
    },
    false,
  ],
  [
    'as many lost',
    { ...row, porthole: 7, reference: 7, wanted: { of: 'porthole', at: 'most', limit: 'reference' } },
    true,
  ],
  [
    'more lost',
    { ...row, porthole: 8, reference: 7, wanted: { of: 'porthole', at: 'most', limit: 'reference' } },
    false,
  ],
  ['nothing wanted', { ...row, wanted: null }, null],
  ['what was not offered as it should be', { ...row, unfit: 'rate not reached' }, null],
  ['no reference', { ...row, reference: null }, null],
])('%s', (_name, given, expected) => {
  expect(isMet(given)).toBe(expected);
});

test('nothing is divided by zero', () => {
  expect(ratioOf({ ...row, reference: 0 })).toBeNull();
});

test('the table lines up, shows verdicts and says what is not installed', () => {
  const table = markdownTable([
    row,
    { ...row, unfit: 'rate not reached' },
    { ...row, porthole: 12345.6, digits: 1, reference: null, remark: 'not installed', wanted: null },
  ]);
  const lines = table.split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines[2]).toMatch(/\| +600 \| plain +\| +1,000 \| +0\.60 \| ratio at least 0\.5 +\| yes +\|/);
  expect(lines[3]).toMatch(/\| rate not reached \|$/);
  expect(lines[4]).toMatch(/12,345\.6 \| plain +\| +not installed \|/);
});

test('a report replaces what stood between the markers and nothing else', () => {
  const before = 'a\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nb\n';
  const after = 'a\n<!-- bench:begin -->\n\nnew\n\n<!-- bench:end -->\nb\n';
  expect(withReport(before, 'bench', 'new')).toBe(after);
  expect(withReport(after, 'bench', 'new')).toBe(after);
  expect(() => withReport(after, 'soak', 'new')).toThrow(/markers/);
});
