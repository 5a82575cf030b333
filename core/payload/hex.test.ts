import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyAs } from './copy-as';
import { formatHex, parseHex } from './hex';

const read = (text: string): string => {
  const parsed = parseHex(text);
  return parsed.ok
    ? formatHex(parsed.bytes, '')
    : `${parsed.error.code} ${parsed.error.at}+${parsed.error.length}`;
};

describe('hex in any usual form', () => {
  test.each([
    ['', ''],
    [' \n\t ', ''],
    ['01 02', '0102'],
    ['0102', '0102'],
    ['DEADbeef', 'DEADBEEF'],
    ['01:02', '0102'],
    ['01-02', '0102'],
    ['01,02;03', '010203'],
    ['01_02', '0102'],
    ['0001.0203.0405', '000102030405'],
    ['0x01,0x02', '0102'],
    ['0X01 0x02', '0102'],
    ['0x0102', '0102'],
    ['0x010x02', '0102'],
    ['0x1, 0xA', '010A'],
    ['\\x01\\x02', '0102'],
    ['"\\x01\\x02" \\\n"\\x03"', '010203'],
    ['b"\\x01\\x02"', '0102'],
    ["b'\\x0a'", '0A'],
    ['{0x01, 0x02};', '0102'],
    ['[01, 02]', '0102'],
    ['01h 02H', '0102'],
    ['01\n02\r\n03', '010203'],
    ['01\u00a002\u300003', '010203'],
    ['\ufeff01', '01'],
    ['01 /* one */ 02 // two', '0102'],
    // Single digits: bytes when all are single, or with a prefix of their own.
    ['1 2 a', '01020A'],
    ['1:2:a', '01020A'],
    ['0x1 02', '0102'],
    // Hex that happens to look like the beginning of something else.
    ['b', 'EDRAFT_HEX_ODD 0+1'],
    ['be', 'BE'],
    ['0000 01 02', '00000102'],
    ['0102 0304', '01020304'],
    ['0102  0304', '01020304'],
  ])('%j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['const unsigned char x[3] = { 0x01, 0x02,\n 0x03 }; // 3 bytes', '010203'],
    ['/* Frame (2 bytes) */\nstatic const unsigned char pkt1[2] = {\n0x01, 0x02 /* .. */\n};', '0102'],
    // Wireshark shows the text in comments: a bracket in there closes nothing.
    ['char a[] = {\n0x61, 0x7d, /* a} */\n0x62 /* b */\n};', '617D62'],
    ['uint8_t data[] = {0xFF};\nunsigned int data_len = 1;', 'FF'],
    ['new Uint8Array([0x01, 0x02])', '0102'],
    ['Buffer.from([0x01])', '01'],
    ['new byte[] { 0x01, 0x02 }', '0102'],
    // In code a number without 0x is decimal: not guessed.
    ['int x[] = { 10, 20 };', 'EDRAFT_HEX_DECIMAL 12+2'],
    ['new Uint8Array([72, 10])', 'EDRAFT_HEX_DECIMAL 16+2'],
  ])('program code %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['4', 'EDRAFT_HEX_ODD 0+1'],
    ['123', 'EDRAFT_HEX_ODD 0+3'],
    ['01 2 03', 'EDRAFT_HEX_ODD 3+1'],
    ['01 2', 'EDRAFT_HEX_ODD 3+1'],
    ['0x123', 'EDRAFT_HEX_ODD 2+3'],
    ['01 0g', 'EDRAFT_HEX_DIGIT 4+1'],
    ['hello', 'EDRAFT_HEX_DIGIT 0+1'],
    ['01 中', 'EDRAFT_HEX_DIGIT 3+1'],
    ['01 😀', 'EDRAFT_HEX_DIGIT 3+2'],
    ['０１', 'EDRAFT_HEX_DIGIT 0+1'],
    ['01 \\n', 'EDRAFT_HEX_DIGIT 3+1'],
    ['0x', 'EDRAFT_HEX_PREFIX 0+2'],
    ['01 0x 02', 'EDRAFT_HEX_PREFIX 3+2'],
    ['\\x', 'EDRAFT_HEX_PREFIX 0+2'],
    ['01/02', 'EDRAFT_HEX_DIGIT 2+1'],
  ])('%j is refused', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('the place is told in characters, the digits in number', () => {
    expect(parseHex('01 02 0g')).toMatchObject({ error: { at: 7, params: { character: 8, found: 'g' } } });
    expect(parseHex('01 abc')).toMatchObject({ error: { params: { character: 4, digits: 3 } } });
  });

  test('any bytes in any way of writing them come back', () => {
    const ways: readonly ((bytes: readonly string[]) => string)[] = [
      (cells) => cells.join(' '),
      (cells) => cells.join(''),
      (cells) => cells.join(':'),
      (cells) => cells.map((cell) => `0x${cell}`).join(', '),
      (cells) => cells.map((cell) => `\\x${cell}`).join(''),
      (cells) => `{${cells.map((cell) => `0x${cell}`).join(',')}};`,
      (cells) => cells.map((cell) => `${cell}h`).join(' '),
      (cells) => cells.map((cell, i) => (i % 4 === 3 ? `${cell}\n` : `${cell} `)).join(''),
    ];
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 50 }),
        fc.constantFrom(...ways),
        fc.boolean(),
        (bytes, way, upper) => {
          const cells = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
          const parsed = parseHex(way(upper ? cells.map((cell) => cell.toUpperCase()) : cells));
          expect(parsed.ok && [...parsed.bytes]).toEqual([...bytes]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('what Porthole copies as hex, dump, array or Python it reads', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.constantFrom('hex', 'hexDump', 'cArray', 'jsUint8Array', 'pythonBytes'),
        fc.nat(100_000),
        (bytes, form, first) => {
          const parsed = parseHex(copyAs(bytes, form, 'utf-8', first));
          expect(parsed.ok && [...parsed.bytes]).toEqual([...bytes]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a comment that never ends, and many that could end in many ways, take no time', () => {
    expect(read('01 /* open')).toBe('01');
    // With work that grew as the square of this, the test would run into its timeout.
    expect(read(`${'/**/'.repeat(300_000)}x[`)).toBe('EDRAFT_HEX_DIGIT 1200000+1');
  });
});

describe('formatHex', () => {
  test.each([
    [[], ' ', ''],
    [[0], ' ', '00'],
    [[0, 171, 255], ' ', '00 AB FF'],
    [[1, 2], '', '0102'],
    [[1, 2], ', ', '01, 02'],
  ])('%j', (bytes, separator, expected) => {
    expect(formatHex(Uint8Array.from(bytes), separator)).toBe(expected);
  });

  test('blocks join without a seam', () => {
    const bytes = new Uint8Array(200_000).fill(0xa5);
    expect(formatHex(bytes)).toBe(new Array(200_000).fill('A5').join(' '));
  });
});

test('10 MB of hex are read well within a second', () => {
  const bytes = Uint8Array.from({ length: 3_500_000 }, (_, i) => i * 7);
  const text = formatHex(bytes);
  expect(text.length).toBeGreaterThan(10_000_000);
  // Processor time, which other programs on the machine do not change.
  const before = process.cpuUsage();
  const parsed = parseHex(text);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(1);
  expect(parsed.ok && parsed.bytes.length).toBe(3_500_000);
});
