import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DRAFT_CODES } from './codes';
import { parseHex } from './hex';

const PAYLOAD = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n\xff\0ab cd ef';

const read = (text: string): string => {
  const parsed = parseHex(text);
  return parsed.ok
    ? Buffer.from(parsed.bytes).toString('latin1')
    : `${parsed.error.code} ${parsed.error.at}+${parsed.error.length}`;
};

// As the tools printed them. The text column's "ab cd ef" is hex too, and must not be read.
const XXD = `00000000: 4745 5420 2f20 4854 5450 2f31 2e31 0d0a  GET / HTTP/1.1..
00000010: 486f 7374 3a20 610d 0a0d 0aff 0061 6220  Host: a......ab 
00000020: 6364 2065 66                             cd ef
`;
const XXD_UPPER = `00000000: 47 45 54 20 2F 20 48 54 54 50 2F 31 2E 31 0D 0A  GET / HTTP/1.1..
00000010: 48 6F 73 74 3A 20 61 0D 0A 0D 0A FF 00 61 62 20  Host: a......ab 
00000020: 63 64 20 65 66                                   cd ef
`;
const HEXDUMP = `00000000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  |GET / HTTP/1.1..|
00000010  48 6f 73 74 3a 20 61 0d  0a 0d 0a ff 00 61 62 20  |Host: a......ab |
00000020  63 64 20 65 66                                    |cd ef|
00000025
`;
const OD = `0000000 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a
0000020 48 6f 73 74 3a 20 61 0d 0a 0d 0a ff 00 61 62 20
0000040 63 64 20 65 66
0000045
`;
const OD_HEX = `000000 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a  >GET / HTTP/1.1..<
000010 48 6f 73 74 3a 20 61 0d 0a 0d 0a ff 00 61 62 20  >Host: a......ab <
000020 63 64 20 65 66                                   >cd ef<
000025
`;
const OD_DECIMAL = `0000000 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a  >GET / HTTP/1.1..<
0000016 48 6f 73 74 3a 20 61 0d 0a 0d 0a ff 00 61 62 20  >Host: a......ab <
0000032 63 64 20 65 66                                   >cd ef<
0000037
`;
const WIRESHARK = `0000  47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a   GET / HTTP/1.1..
0010  48 6f 73 74 3a 20 61 0d 0a 0d 0a ff 00 61 62 20   Host: a......ab 
0020  63 64 20 65 66                                    cd ef
`;
const WIRESHARK_BARE = `0000   47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a
0010   48 6f 73 74 3a 20 61 0d 0a 0d 0a ff 00 61 62 20
0020   63 64 20 65 66
`;
const TCPDUMP = `\t0x0000:  4745 5420 2f20 4854 5450 2f31 2e31 0d0a  GET./.HTTP/1.1..
\t0x0010:  486f 7374 3a20 610d 0a0d 0aff 0061 6220  Host:.a......ab.
\t0x0020:  6364 2065 66                             cd.ef
`;

describe('dumps with offsets', () => {
  const dumps = { XXD, XXD_UPPER, HEXDUMP, OD, OD_HEX, OD_DECIMAL, WIRESHARK, WIRESHARK_BARE, TCPDUMP };
  test.each(Object.entries(dumps))('%s', (_, dump) => {
    expect(read(dump)).toBe(PAYLOAD);
    expect(read(dump.replaceAll('\n', '\r\n'))).toBe(PAYLOAD);
    expect(read(dump.trimEnd())).toBe(PAYLOAD);
    expect(read(`\n\n${dump}\n`)).toBe(PAYLOAD);
  });

  // A mail, a chat or an editor has squeezed the spaces before the text column.
  test.each(Object.entries(dumps))('%s without the padding of its last line', (_, dump) => {
    expect(read(dump.replace(/ {3,}(?=\S*cd[ .]ef)/, '  '))).toBe(PAYLOAD);
  });
  test.each([
    ['00000000  47 45 54 20  |GET |\n00000004  41 42  |AB|', 'GET AB'],
    ['00000000: 4745 5420  GET \n00000004: 6162  ab', 'GET ab'],
    ['0000   47 45 54 20   GET \n0004   61 62   ab', 'GET ab'],
    // No text column, though what follows the gap is as long as the bytes before it.
    [
      '0000  61 62 63 64 65 66 67 68  61 62 63 64 65 66 67 68\n0010  61 62 63 64 65 66 67 68  61 62 63',
      'abcdefghabcdefghabcdefghabc',
    ],
  ])('a last line that is shorter: %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['00000000: 6865 6c6c 6f                             hello', 'hello'],
    ['00000000  68 65 6c 6c 6f                                    |hello|\n00000005', 'hello'],
    ['0000   68 65 6c 6c 6f', 'hello'],
    ['0000  61 62 63 64 65   abcde', 'abcde'],
    // The text column is as long as the bytes, though it is hex as well.
    ['0000  61 62 20 63 64   ab cd', 'ab cd'],
    ['00000010  61 62  |ab|', 'ab'],
  ])('one line: %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    [
      '00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n*\n00000050  61 62 63                                          |abc|\n00000053\n',
    ],
    ['0000000 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n*\n0000120 61 62 63\n0000123\n'],
  ])('a star repeats the line before it', (text) => {
    expect(read(text)).toBe(`${'\0'.repeat(80)}abc`);
  });

  test('a star at the end, and one after other lines', () => {
    const zeros = '00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|';
    expect(read(`00000000  ${zeros}\n*\n00000060\n`)).toBe('\0'.repeat(96));
    const ones = zeros.replaceAll('00', '01');
    expect(read(`00000000  ${ones}\n00000010  ${zeros}\n*\n00000040\n`)).toBe(
      '\x01'.repeat(16) + '\0'.repeat(48),
    );
  });

  test('an offset that starts again begins another dump', () => {
    const one = '0000   61 62 63 64 65 66 67 68 61 62 63 64 65 66 67 68\n0010   69\n';
    expect(read(`${one}\n${one}`)).toBe('abcdefghabcdefghiabcdefghabcdefghi');
  });

  test('what a text column holds is never read', () => {
    const line = (offset: string, text: string): string =>
      `${offset}  ${[...text].map((c) => c.charCodeAt(0).toString(16)).join(' ')}  ${text}`;
    const text = ['00 01 02 03 04 0', 'deadbeefdeadbeef', '||  41  42  |  >'];
    expect(read(text.map((one, i) => line(`00${i}0`, one)).join('\n'))).toBe(text.join(''));
  });
});

describe('dumps that are wrong', () => {
  test.each([
    // A slip in the first line, in a later one, half a byte.
    [XXD.replace('4745', '47g5'), 'EDRAFT_HEX_DIGIT 12+1'],
    [WIRESHARK.replace('63 64', '63 6x'), `EDRAFT_HEX_ODD ${WIRESHARK.indexOf('63 64') + 3}+1`],
    [WIRESHARK.replace('48 6f', '48 zf'), `EDRAFT_HEX_DIGIT ${WIRESHARK.indexOf('48 6f') + 3}+1`],
    // A line in the middle is short.
    [WIRESHARK_BARE.replace('48 6f ', ''), `EDRAFT_HEX_DUMP ${WIRESHARK_BARE.indexOf('0010')}+48`],
    // Something else between the lines.
    [WIRESHARK.replace('0020', 'note\n0020'), `EDRAFT_HEX_DIGIT ${WIRESHARK.indexOf('0020')}+1`],
    // Words in the computer's own byte order.
    ['0000000 4547 2054\n0000004\n', 'EDRAFT_HEX_WORDS 8+4'],
    ['0000000 062510 066154\n0000004\n', 'EDRAFT_HEX_WORDS 8+6'],
    // Repeats for 16 GB.
    ['00000000  00 00 00 00  |....|\n*\n400000000\n', 'EDRAFT_HEX_LARGE 32+9'],
    ['00000000  00 00 00 00  |....|\n*\n00000007\n', 'EDRAFT_HEX_DUMP 32+8'],
    ['00000000  00 00 00 00  |....|\n*\n', 'EDRAFT_HEX_DUMP 30+1'],
    ['0000  61 62\n0002  63 64\n0001  65\n', 'EDRAFT_HEX_DUMP 24+4'],
  ])('%j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

test.each([
  ['0102 0304\n0506 0708', '\x01\x02\x03\x04\x05\x06\x07\x08'],
  ['0000 0000\n0000 0000', '\0'.repeat(8)],
  ['1234\n5678', '\x12\x34\x56\x78'],
  ['000102 03\n000405 06', '\x00\x01\x02\x03\x00\x04\x05\x06'],
])('plain hex on several lines is no dump: %j', (text, expected) => {
  expect(read(text)).toBe(expected);
});

const FORMATS: readonly ((at: number, hex: readonly string[], text: string, pad: boolean) => string)[] = [
  (at, hex, text, pad) =>
    `${at.toString(16).padStart(8, '0')}  ${pair(hex, ' ').padEnd(pad ? 49 : 0)} |${text}|`,
  (at, hex, text, pad) =>
    `${at.toString(16).padStart(8, '0')}: ${pair(hex, '')
      .trimEnd()
      .padEnd(pad ? 39 : 0)}  ${text}`,
  (at, hex, text, pad) =>
    `${at.toString(8).padStart(7, '0')} ${hex.join(' ').padEnd(pad ? 48 : 0)} >${text}<`,
  (at, hex, text, pad) =>
    `${at.toString(16).padStart(4, '0')}  ${hex.join(' ').padEnd(pad ? 48 : 0)}  ${text}`,
];
const pair = (hex: readonly string[], between: string): string =>
  between === ''
    ? hex.map((byte, at) => (at % 2 === 1 ? `${byte} ` : byte)).join('')
    : `${hex.slice(0, 8).join(' ')}  ${hex.slice(8).join(' ')}`;

test('a dump of any bytes is read back, its last line padded or not', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 17, maxLength: 60 }),
      fc.constantFrom(...FORMATS),
      fc.boolean(),
      (bytes, format, pad) => {
        const lines: string[] = [];
        for (let at = 0; at < bytes.length; at += 16) {
          const part = bytes.slice(at, at + 16);
          const hex = [...part].map((byte) => byte.toString(16).padStart(2, '0'));
          const text = [...part].map((byte) =>
            byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
          );
          lines.push(format(at, hex, text.join(''), pad || at + 16 < bytes.length));
        }
        expect(read(lines.join('\n'))).toBe(Buffer.from(bytes).toString('latin1'));
      },
    ),
    { numRuns: 2000 },
  );
});

test('whatever looks like a dump, reading answers', () => {
  const part = fc.constantFrom(
    ...['0000', '0002', '0004', '00000000', '00000010', '0x0000:', ': ', '  ', ' ', '\t', '\n', '\r\n'],
    ...['48', '65 6c', '6c6f', 'g', '|He|', '>He<', '*\n', '-', '|', '\u3000'],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
      const text = parts.join('');
      const parsed = parseHex(text);
      if (parsed.ok) return;
      expect(DRAFT_CODES).toContain(parsed.error.code);
      expect(parsed.error.at).toBeGreaterThanOrEqual(0);
      expect(parsed.error.at + parsed.error.length).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 5000 },
  );
});
