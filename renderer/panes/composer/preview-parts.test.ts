import { expect, test } from 'vitest';
import { previewParts, SHOWN_BYTES } from './preview-parts';

const place = { start: 0, end: 0 };
const bytes = Uint8Array.of(0x01, 0x41, 0x42, 0x0d, 0x0a);

test('hex and text, cut where expressions made them', () => {
  const made = [{ from: 1, to: 3, place }];
  expect(previewParts(bytes, made, true)).toEqual([
    { from: 0, text: '01', made: false },
    { from: 1, text: '41 42', made: true },
    { from: 3, text: '0D 0A', made: false },
  ]);
  expect(previewParts(bytes, made, false).map(({ text }) => text)).toEqual(['\\x01', 'AB', '\\r\\n']);
});

test('an expression that made nothing is not shown', () => {
  expect(previewParts(bytes, [{ from: 2, to: 2, place }], true).map(({ from }) => from)).toEqual([0, 2]);
  expect(previewParts(new Uint8Array(), [], true)).toEqual([]);
});

test('no more than the first bytes', () => {
  const long = new Uint8Array(1000).fill(0x61);
  const parts = previewParts(long, [{ from: 200, to: 900, place }], false);
  expect(parts.map(({ text }) => text.length)).toEqual([200, SHOWN_BYTES - 200]);
});
