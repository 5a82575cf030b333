import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float16, formatFloat } from './floats';
import { interpret, type Reading } from './interpret';

const readings = (hex: string): readonly Reading[] => interpret(new Uint8Array(Buffer.from(hex, 'hex')));
const value = (hex: string, kind: string, order: 'le' | 'be' | null): string | undefined =>
  readings(hex).find((reading) => reading.kind === kind && reading.order === order)?.value;

describe('integers', () => {
  test.each([
    ['ff', null, '255', '-1'],
    ['7f', null, '127', '127'],
    ['0102', 'le', '513', '513'],
    ['0102', 'be', '258', '258'],
    ['800000', 'be', '8388608', '-8388608'],
    ['000080', 'le', '8388608', '-8388608'],
    ['ffffffff', 'le', '4294967295', '-1'],
    ['0100000000', 'be', '4294967296', '4294967296'],
    ['800000000000', 'be', '140737488355328', '-140737488355328'],
    ['fffffffffffffe', 'be', '72057594037927934', '-2'],
    // Beyond what a double holds.
    ['0020000000000001', 'be', '9007199254740993', '9007199254740993'],
    ['ffffffffffffffff', 'le', '18446744073709551615', '-1'],
    ['8000000000000000', 'be', '9223372036854775808', '-9223372036854775808'],
  ] as const)('%s %s', (hex, order, unsigned, signed) => {
    expect(value(hex, 'unsigned', order)).toBe(unsigned);
    expect(value(hex, 'signed', order)).toBe(signed);
  });

  test('of every width, as DataView and BigInt have it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 8 }), (bytes) => {
        const big = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
        const found = interpret(bytes).find(({ kind, order }) => kind === 'unsigned' && order !== 'le');
        expect(found).toMatchObject({ bits: bytes.length * 8, value: big.toString() });
        const reversed = interpret(bytes.toReversed()).find(
          ({ kind, order }) => kind === 'unsigned' && order !== 'be',
        );
        expect(reversed?.value).toBe(big.toString());
      }),
    );
  });

  test('a single byte has no order; nothing and nine bytes have no readings', () => {
    expect(readings('41').map(({ kind, order, bits }) => [kind, order, bits])).toEqual([
      ['unsigned', null, 8],
      ['signed', null, 8],
    ]);
    expect(readings('')).toEqual([]);
    expect(readings('000000000000000000')).toEqual([]);
  });

  test('a range within a larger buffer is read, not the buffer', () => {
    const buffer = Uint8Array.of(9, 9, 0x3f, 0x80, 0, 0, 9);
    expect(
      interpret(buffer.subarray(2, 6)).find(({ kind, order }) => kind === 'float' && order === 'be')?.value,
    ).toBe('1');
  });
});

describe('floats', () => {
  test.each([
    ['3c00', 'be', '1'],
    ['003c', 'le', '1'],
    ['c000', 'be', '-2'],
    ['7bff', 'be', '65500'],
    ['0001', 'be', '6e-8'],
    ['2e66', 'be', '0.1'],
    ['8000', 'be', '-0'],
    ['7c00', 'be', 'Infinity'],
    ['fe00', 'be', 'NaN'],
    ['3dcccccd', 'be', '0.1'],
    ['cdcccc3d', 'le', '0.1'],
    ['7f7fffff', 'be', '3.4028235e+38'],
    ['00000001', 'be', '1e-45'],
    ['ff800000', 'be', '-Infinity'],
    ['3fb999999999999a', 'be', '0.1'],
    ['7fefffffffffffff', 'be', '1.7976931348623157e+308'],
    ['0000000000000080', 'le', '-0'],
  ] as const)('%s %s is %s', (hex, order, expected) => {
    expect(value(hex, 'float', order)).toBe(expected);
  });

  test('binary16 in its shortest form reads back as itself', () => {
    for (let bits = 0; bits < 0x1_0000; bits += 7) {
      const number = float16(bits);
      if (Number.isNaN(number)) continue;
      const text = formatFloat(number, 16);
      const parsed = Number(text);
      // No other binary16 is nearer to the text.
      for (const other of [bits - 1, bits + 1]) {
        if ((other & 0x7fff) >= 0x7c00 || other < 0 || !Number.isFinite(number)) continue;
        expect(Math.abs(float16(other) - parsed)).toBeGreaterThanOrEqual(Math.abs(number - parsed));
      }
    }
  });

  test('binary32 reads back as itself', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (number) => {
        expect(Math.fround(Number(formatFloat(number, 32)))).toBe(number);
      }),
    );
  });
});

// As Python's datetime computes them.
describe('times', () => {
  test.each([
    ['6921e2e0', 'unixSeconds', 'be', '2025-11-22T16:20:48Z'],
    ['e0e22169', 'unixSeconds', 'le', '2025-11-22T16:20:48Z'],
    ['000000006921e2e0', 'unixSeconds', 'be', '2025-11-22T16:20:48Z'],
    ['0000019aac5e447b', 'unixMilliseconds', 'be', '2025-11-22T16:20:50.427Z'],
    ['00000f1f96f00000', 'unixMicroseconds', 'le', undefined],
    ['00064431503b8115', 'unixMicroseconds', 'be', '2025-11-22T16:20:50.427157Z'],
    ['187a60a168703a6f', 'unixNanoseconds', 'be', '2025-11-22T16:20:50.427157103Z'],
    // NTP of 2025, and of 2036, when its seconds begin again.
    ['eccc616080000000', 'ntp', 'be', '2025-11-22T16:20:48.500000000Z'],
    ['0000000000000000', 'ntp', 'be', '2036-02-07T06:28:16.000000000Z'],
    ['01dc5bcbf6320687', 'fileTime', 'be', '2025-11-22T16:20:48.1234567Z'],
    ['5b765a96', 'dosDateTime', 'be', '2025-11-22T11:20:44'],
    ['965a765b', 'dosDateTime', 'le', '2025-11-22T11:20:44'],
    // 31 February, and hour 25.
    ['5a5f0000', 'dosDateTime', 'be', undefined],
    ['5b76c800', 'dosDateTime', 'be', undefined],
    // Before 1980 and after 2099 nothing is guessed.
    ['00000001', 'unixSeconds', 'be', undefined],
    ['00000000f4865700', 'unixSeconds', 'be', undefined],
  ] as const)('%s as %s %s', (hex, kind, order, expected) => {
    expect(value(hex, kind, order)).toBe(expected);
  });
});
