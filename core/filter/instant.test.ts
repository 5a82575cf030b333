import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInstant } from './instant';

const SECOND = 1_000_000_000n;
const local = (...parts: [number, number, number, number?, number?, number?]): bigint =>
  BigInt(new Date(...parts).getTime()) * 1_000_000n;

describe('readInstant', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0n],
    ['1970-01-01 00:00:00.000000001Z', 1n],
    ['1970-01-01 00:00:01.5 Z', (3n * SECOND) / 2n],
    ['1969-12-31T23:59:59.9Z', -SECOND / 10n],
    ['1970-01-01T08:00:00+08:00', 0n],
    ['1969-12-31T20:30-0330', 0n],
    ['2026-11-22 12:04:31.402118007', local(2026, 10, 22, 12, 4, 31) + 402_118_007n],
    ['2026-11-22 12:04', local(2026, 10, 22, 12, 4)],
    ['2026-11-22', local(2026, 10, 22)],
    ['2024-02-29', local(2024, 1, 29)],
  ])('%j', (text, nanos) => expect(readInstant(text)).toBe(nanos));

  test.each([
    '',
    '12:04:31',
    '2026-11-22 12',
    '2026-11-22 24:00',
    '2026-11-22 12:60',
    '2026-11-22 12:04:60',
    '2026-13-01',
    '2026-02-29',
    '2026-11-22 12:04:31.1234567890',
    '1500-01-01',
    '2300-01-01',
    '22.11.2026',
    '2026-11-22 12:04:31 UTC',
  ])('%j is none', (text) => expect(readInstant(text)).toBeNull());

  test('any moment of UTC is read back', () => {
    const from = Date.UTC(1700, 0, 1);
    fc.assert(
      fc.property(
        fc.integer({ min: from, max: Date.UTC(2260, 0, 1) }),
        fc.integer({ min: 0, max: 999_999 }),
        (ms, nanos) => {
          const text = new Date(ms).toISOString().replace('Z', `${String(nanos).padStart(6, '0')}Z`);
          expect(readInstant(text)).toBe(BigInt(ms) * 1_000_000n + BigInt(nanos));
        },
      ),
    );
  });
});
