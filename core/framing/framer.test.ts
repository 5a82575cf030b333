import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFramer, type Framer } from './framer';
import type { Frame, Framing } from './framing';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits.replaceAll(' ', ''), 'hex'));

const framerFor = (framing: Framing, most?: number): Framer => {
  const made = createFramer(framing, most);
  if (!made.ok) throw new Error(made.code);
  return made.framer;
};

const framesOf = (framing: Framing, chunks: readonly Uint8Array[], most?: number): readonly Frame[] => {
  const framer = framerFor(framing, most);
  return [...chunks.flatMap((chunk) => framer.push(chunk, 0)), ...framer.end()];
};

/** Messages as text, faults as their codes. */
const cut = (framing: Framing, stream: Uint8Array, most?: number): readonly string[] =>
  framesOf(framing, [stream], most).map((frame) =>
    frame.kind === 'fault' ? frame.code : Buffer.from(frame.bytes).toString('latin1'),
  );

const LINES: Framing = { kind: 'delimiter', delimiter: bytes('\r\n'), keep: false };
const MODBUS: Framing = {
  kind: 'length',
  offset: 4,
  size: 2,
  order: 'be',
  adjustment: 0,
  includesHeader: false,
};
const MARKED: Framing = { kind: 'markers', start: bytes('\x02'), end: bytes('\x03'), keep: false };

describe('messages', () => {
  test.each<[string, Framing, Uint8Array, readonly string[]]>([
    ['lines', LINES, bytes('one\r\n\r\ntwo\rx\r\nrest'), ['one', '', 'two\rx']],
    ['kept delimiter', { ...LINES, keep: true }, bytes('a\r\nb\r\n'), ['a\r\n', 'b\r\n']],
    [
      'a delimiter that begins anew within itself',
      { kind: 'delimiter', delimiter: bytes('aab'), keep: false },
      bytes('xaaabyaab'),
      ['xa', 'y'],
    ],
    ['fixed', { kind: 'fixed', length: 3 }, bytes('abcdefgh'), ['abc', 'def']],
    [
      'length field',
      MODBUS,
      hex('0001 0000 0002 ffee 0002 0000 0000 0003'),
      ['\0\x01\0\0\0\x02\xff\xee', '\0\x02\0\0\0\0'],
    ],
    [
      'length with header, low byte first',
      { kind: 'length', offset: 0, size: 2, order: 'le', adjustment: 0, includesHeader: true },
      hex('0400 aabb 0200'),
      ['\x04\0\xaa\xbb', '\x02\0'],
    ],
    [
      'length with adjustment',
      { kind: 'length', offset: 1, size: 1, order: 'be', adjustment: 2, includesHeader: false },
      hex('68 01 aabbcc 68 00 ddee'),
      ['\x68\x01\xaa\xbb\xcc', '\x68\0\xdd\xee'],
    ],
    ['slip', { kind: 'slip' }, hex('c0 61 db dc 62 c0 c0 db dd c0'), ['a\xc0b', '\xdb']],
    ['cobs', { kind: 'cobs' }, hex('03 11 22 02 33 00 01 01 00 00 02 41 00'), ['\x11\x22\0\x33', '\0', 'A']],
    ['markers', MARKED, bytes('\x02ab\x03\x02\x03'), ['ab', '']],
    ['markers kept', { ...MARKED, keep: true }, bytes('\x02ab\x03'), ['\x02ab\x03']],
    [
      'json',
      { kind: 'json' },
      bytes('{"a":"}\\"]"} [1,[2]]"s" 12 true\n{}'),
      ['{"a":"}\\"]"}', '[1,[2]]', '"s"', '12', 'true', '{}'],
    ],
    [
      'regex',
      { kind: 'regex', source: '(OK|ERR)\\r\\n' },
      bytes('x OK\r\nERR\r\nOK'),
      ['x OK\r\n', 'ERR\r\n'],
    ],
  ])('%s', (_, framing, stream, messages) => {
    expect(cut(framing, stream)).toEqual(messages);
  });

  test('raw: every chunk; idle: what came without a pause', () => {
    expect(framesOf({ kind: 'raw' }, [bytes('a'), bytes('bc')]).map(({ end }) => end)).toEqual([1, 3]);
    const idle = framerFor({ kind: 'idle', ms: 10 });
    expect(idle.push(bytes('a'), 0)).toEqual([]);
    expect(idle.push(bytes('b'), 9)).toEqual([]);
    expect(idle.push(bytes('c'), 19)).toMatchObject([
      { kind: 'message', bytes: bytes('ab'), start: 0, end: 2 },
    ]);
    // What it would be is known before; it goes on all the same.
    expect(idle.endsAt).toBe(29);
    expect(idle.underWay()).toMatchObject({ bytes: bytes('c'), start: 2, end: 3 });
    expect(idle.push(bytes('d'), 28)).toEqual([]);
    expect(idle.endsAt).toBe(38);
    expect(idle.end()).toMatchObject([{ bytes: bytes('cd'), start: 2, end: 4 }]);
    expect(idle.endsAt).toBeNull();
    expect(idle.underWay()).toBeNull();
  });
});

describe('what is no message', () => {
  test.each<[string, Framing, Uint8Array, readonly string[]]>([
    ['noise before a start', MARKED, bytes('xy\x02a\x03z'), ['EFRAMING_NOISE', 'a', 'EFRAMING_NOISE']],
    [
      'a start that begins anew within itself',
      { kind: 'markers', start: bytes('aab'), end: bytes('!'), keep: false },
      bytes('aaabx!'),
      ['EFRAMING_NOISE', 'x'],
    ],
    ['slip with a wrong escape', { kind: 'slip' }, hex('db 00 c0 41 c0'), ['EFRAMING_SLIP', 'A']],
    ['cobs beyond its end', { kind: 'cobs' }, hex('05 11 00 02 41 00'), ['EFRAMING_COBS', 'A']],
    ['no json', { kind: 'json' }, bytes('}{}'), ['EFRAMING_JSON', '{}']],
    [
      'a length below its header',
      { ...MODBUS, offset: 0, includesHeader: true },
      hex('0001 0004 4142'),
      ['EFRAMING_LENGTH', '\0\x04AB'],
    ],
  ])('%s', (_, framing, stream, frames) => {
    expect(cut(framing, stream)).toEqual(frames);
  });

  test('one that is too long is left out up to its end, and told once', () => {
    expect(cut(LINES, bytes('short\r\nfar too long\r\nnext\r\n'), 8)).toEqual([
      'short',
      'EFRAMING_LONG',
      'next',
    ]);
    const long = Uint8Array.from([0, 0, 0, 0, 0, 200, ...new Uint8Array(200), ...hex('0000 0000 0001 41')]);
    expect(cut(MODBUS, long, 100)).toEqual(['EFRAMING_LONG', '\0\0\0\0\0\x01A']);
  });

  test.each<Framing>([
    { kind: 'delimiter', delimiter: new Uint8Array(), keep: false },
    { kind: 'fixed', length: 0 },
    { kind: 'fixed', length: 1.5 },
    { kind: 'idle', ms: 0 },
    { kind: 'regex', source: 'a*' },
    { kind: 'regex', source: 'a$' },
    { kind: 'markers', start: bytes('a'), end: new Uint8Array(), keep: true },
  ])('%j is no framing', (framing) => {
    expect(createFramer(framing).ok).toBe(false);
  });
});

const anyFraming = fc.constantFrom<Framing>(
  LINES,
  { kind: 'delimiter', delimiter: bytes('aa'), keep: true },
  { kind: 'fixed', length: 4 },
  { kind: 'length', offset: 0, size: 1, order: 'be', adjustment: 0, includesHeader: false },
  { kind: 'length', offset: 1, size: 2, order: 'le', adjustment: -1, includesHeader: true },
  { kind: 'slip' },
  { kind: 'cobs' },
  MARKED,
  { kind: 'markers', start: bytes('ab'), end: bytes('\r'), keep: true },
  { kind: 'json' },
  { kind: 'regex', source: 'a[bc]+\\r' },
);
const anyStream = fc
  .array(fc.constantFrom(...bytes('abc\r\n\x02\x03\x00\x01\x04\xc0\xdb\xdc{}"[]\\ 1')), { maxLength: 80 })
  .map((list) => Uint8Array.from(list));

test('any split of a stream gives the same messages', () => {
  fc.assert(
    fc.property(anyFraming, anyStream, fc.array(fc.nat(80)), (framing, stream, places) => {
      const borders = [0, ...places.map((place) => Math.min(place, stream.length)), stream.length].sort(
        (a, b) => a - b,
      );
      const chunks = borders.slice(1).map((end, i) => stream.slice(borders[i], end));
      const expected = framesOf(framing, [stream], 20);
      expect(framesOf(framing, chunks, 20)).toEqual(expected);
      expect(
        framesOf(
          framing,
          [...stream].map((byte) => Uint8Array.of(byte)),
          20,
        ),
      ).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});

test('frames stand in order and within the stream', () => {
  fc.assert(
    fc.property(anyFraming, anyStream, (framing, stream) => {
      let at = 0;
      for (const { start, end } of framesOf(framing, [stream], 20)) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThanOrEqual(start);
        at = end;
      }
      expect(at).toBeLessThanOrEqual(stream.length);
    }),
    { numRuns: 1000 },
  );
});

test('a framer that is made of where another stood goes on as that one would have', () => {
  const framings = fc.oneof(anyFraming, fc.constant<Framing>({ kind: 'idle', ms: 5 }));
  fc.assert(
    fc.property(framings, fc.array(anyStream, { maxLength: 6 }), fc.nat(5), (framing, chunks, cut) => {
      const first = framerFor(framing, 12);
      const at = Math.min(cut, chunks.length);
      chunks.slice(0, at).forEach((chunk, i) => void first.push(chunk, i * 4));
      const made = createFramer(framing, 12, first.stand());
      if (!made.ok) throw new Error(made.code);
      const second = made.framer;
      expect([second.begun, second.stand().at]).toEqual([first.begun, first.stand().at]);
      // What is given again is told by nobody twice.
      const places = chunks.map((_, i) => chunks.slice(0, i).reduce((sum, { length }) => sum + length, 0));
      let fed = first.stand().at;
      chunks.slice(0, at).forEach((chunk, i) => {
        const from = places[i] ?? 0;
        if (from + chunk.length <= fed) return;
        expect(second.push(chunk.subarray(fed - from), i * 4)).toEqual([]);
        fed = from + chunk.length;
      });
      chunks.slice(at).forEach((chunk, i) => {
        expect(second.push(chunk, (at + i) * 4)).toEqual(first.push(chunk, (at + i) * 4));
      });
      expect(second.end()).toEqual(first.end());
    }),
    { numRuns: 2000 },
  );
});
