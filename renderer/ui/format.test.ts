import { describe, expect, it } from 'vitest';
import { formatSpan, makeFormats } from './format';

const en = makeFormats('en');
const zh = makeFormats('zh-CN');

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [14, '14 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [48_123, '48.1 kB'],
    [99_940, '99.9 kB'],
    [99_960, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [3_200_000, '3.2 MB'],
    [5_100_000_000, '5.1 GB'],
    [2.5e15, '2,500 TB'],
  ])('%d', (bytes, shown) => expect(en.bytes(bytes)).toBe(shown));

  it('keeps the symbols in Chinese', () => {
    expect(zh.bytes(14)).toBe('14 B');
    expect(zh.bytes(48_123)).toBe('48.1 kB');
    expect(zh.rate(48_123)).toBe('48.1 kB/s');
  });
});

describe('how long ago', () => {
  it.each([
    [0, 'now', '现在'],
    [999, 'now', '现在'],
    [-5, 'now', '现在'],
    [5_900, '5s ago', '5秒前'],
    [7_200_000, '2h ago', '2小时前'],
  ])('%d ms', (ms, english, chinese) => {
    expect(en.ago(ms)).toBe(english);
    expect(zh.ago(ms)).toBe(chinese);
  });
});

describe('spans of time', () => {
  it.each([
    [-5, '00:00:00'],
    [999, '00:00:00'],
    [252_000, '00:04:12'],
    [86_399_000, '23:59:59'],
    [266_400_000, '3d 02:00:00'],
  ])('%d ms', (ms, shown) => expect(formatSpan(ms)).toBe(shown));
});

describe('numbers', () => {
  it('groups by the language', () => expect(en.count(12_408)).toBe('12,408'));
  it.each([
    [9.84, '9.8/s'],
    [1234.5, '1,235/s'],
  ])('%d a second', (value, shown) => expect(en.perSecond(value)).toBe(shown));
  it.each([
    [250, '250 ms'],
    [1500, '1.5s'],
  ])('%d ms', (ms, shown) => expect(en.milliseconds(ms)).toBe(shown));
});
