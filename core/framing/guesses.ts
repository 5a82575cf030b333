import type { FramingSetting } from '../contract/framing';
import type { DetectSide } from './detect';
import { type LengthGuess, lengthGuesses } from './length-guesses';

/** A framing to be tried. */
export interface FramingGuess {
  readonly setting: Partial<FramingSetting> & Pick<FramingSetting, 'kind'>;
  /** What its certainty is multiplied with: 1 for one that does not fit by itself. */
  readonly weight: number;
  /** Among equally certain ones the higher comes first: what says more of a message is less likely to fit by chance. */
  readonly rank: number;
  /** Whether what it cuts makes sense, 0 to 1, where it does not matter how the stream came in pieces. */
  readonly sense?: (messages: readonly Uint8Array[]) => number;
}

const RANK = { json: 6, stuffed: 5, length: 4, markers: 3, delimiter: 2, fixed: 1, idle: 0 } as const;

const isAlphanumeric = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** Bytes as a setting writes them. */
const written = (bytes: readonly number[]): string =>
  bytes
    .map((byte) => {
      if (byte === 0x0d) return '\\r';
      if (byte === 0x0a) return '\\n';
      const printable = byte > 0x20 && byte < 0x7f && byte !== 0x5c;
      return printable ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');

/** The value that at least `least` of all have; null: none. */
const common = <T>(values: readonly T[], least: number): T | null => {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of counts) if (count > 1 && count >= least * values.length) return value;
  return null;
};

/** The byte at a place of each piece; negative: from its end. */
const bytesAt = ({ bytes, ends }: DetectSide, place: number): readonly number[] =>
  ends.flatMap((end, i) => {
    const start = ends[i - 1] ?? 0;
    const at = place < 0 ? end + place : start + place;
    return at >= start && at < end ? [bytes[at] ?? 0] : [];
  });

const has = (sides: readonly DetectSide[], wanted: readonly number[]): boolean =>
  sides.some(({ bytes }) => {
    const [first = 0] = wanted;
    for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
      if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
    return false;
  });

const isText = (byte: number): boolean => (byte >= 0x20 && byte !== 0x7f) || (byte >= 0x09 && byte <= 0x0d);

/** The share of messages that are readable, and no crumbs. */
const readable = (messages: readonly Uint8Array[]): number => {
  const good = messages.filter((message) => message.every(isText)).length;
  const bytes = messages.reduce((sum, { length }) => sum + length, 0);
  return messages.length === 0 || bytes < 3 * messages.length ? 0 : good / messages.length;
};

const CR_LF = [0x0d, 0x0a];
/** Ends of lines and records, those first that hold others. */
const ENDS: readonly (readonly number[])[] = [[...CR_LF, ...CR_LF], CR_LF, [0x0a], [0x0d], [0], [0x1e]];
const SEPARATORS: readonly (readonly number[])[] = [[0x03], [0x04], [0x17], [0x3b], [0x0c], [0x7c]];

/** Carriage returns and line feeds stand in pairs alone. */
const onlyPairs = ({ bytes }: DetectSide): boolean =>
  bytes.every((byte, at) =>
    byte === 0x0a
      ? bytes[at - 1] === 0x0d
      : byte !== 0x0d || at + 1 === bytes.length || bytes[at + 1] === 0x0a,
  );

const delimiters = (sides: readonly DetectSide[]): readonly FramingGuess[] => {
  const guess = (bytes: readonly number[], rank: number, isEnd: boolean): FramingGuess => ({
    setting: { kind: 'delimiter', delimiter: written(bytes) },
    weight: 1,
    rank: RANK.delimiter + rank,
    ...(isEnd && { sense: readable }),
  });
  const known = [
    ...ENDS.map((bytes, i) => guess(bytes, 0.5 - i / 20, true)),
    ...SEPARATORS.map((bytes) => guess(bytes, 0, false)),
  ].filter((_, i) => has(sides, [...ENDS, ...SEPARATORS][i] ?? []));
  const isHalf = ({ setting }: FramingGuess): boolean =>
    ['\\r', '\\n'].includes(setting.delimiter ?? '') && sides.every(onlyPairs);
  const seen = sides.flatMap((side) => {
    const last = common(bytesAt(side, -1), 0.8);
    if (last === null || isAlphanumeric(last)) return [];
    const before = common(bytesAt(side, -2), 0.8);
    const alone = guess([last], -0.1, false);
    return before === null || isAlphanumeric(before) ? [alone] : [alone, guess([before, last], -0.2, false)];
  });
  return [...known, ...seen].filter((one) => !isHalf(one));
};

const PAIRS: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[0x02], [0x03]],
  [[0x01], [0x04]],
  [[0x0b], [0x1c, 0x0d]],
  [[0x24], CR_LF],
  [[0x21], CR_LF],
  [[0x3a], CR_LF],
  [[0x3c], [0x3e]],
  [[0x5b], [0x5d]],
  [[0x28], [0x29]],
];

const markers = (sides: readonly DetectSide[]): readonly FramingGuess[] => {
  const seen = sides.flatMap((side): (readonly [readonly number[], readonly number[]])[] => {
    const first = common(bytesAt(side, 0), 0.8);
    const last = common(bytesAt(side, -1), 0.8);
    const usable = first !== null && last !== null && first !== last && last !== 0;
    return usable && !isAlphanumeric(first) && !isAlphanumeric(last) ? [[[first], [last]]] : [];
  });
  return [...PAIRS, ...seen]
    .filter(([start, end]) => has(sides, start) && has(sides, end))
    .map(([start, end]) => ({
      setting: { kind: 'markers', start: written(start), end: written(end) },
      weight: 1,
      rank: RANK.markers,
      // What stands outside of its markers counts against it already.
      sense: (messages) => (messages.length > 2 ? 1 : 0),
    }));
};

/** The share of columns in which most messages have the same byte. */
const columns = (messages: readonly Uint8Array[]): number => {
  const length = messages[0]?.length ?? 0;
  if (messages.length < 4 || length === 0) return 0;
  const some = messages.slice(0, 200);
  let alike = 0;
  for (let column = 0; column < length; column += 1)
    if (
      common(
        some.map((message) => message[column] ?? 0),
        0.9,
      ) !== null
    )
      alike += 1;
  return alike / length >= 0.2 ? 0.8 : 0;
};

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const fixeds = (sides: readonly DetectSide[]): readonly FramingGuess[] => {
  const lengths = sides.map(({ ends }) => ends.map((end, i) => end - (ends[i - 1] ?? 0)));
  const usual = lengths.flatMap((own) => common(own, 0.5) ?? []);
  const shared = lengths.flat().reduce(gcd, 0);
  const tried = new Set([...usual, ...(shared >= 4 ? [shared] : [])]);
  return [...tried]
    .filter((length) => length > 1 && length <= 65_536)
    .map((length) => ({
      setting: { kind: 'fixed', length: String(length) },
      weight: 0.95,
      rank: RANK.fixed,
      sense: columns,
    }));
};

const byLength = ({ setting, varies, rank }: LengthGuess): FramingGuess => ({
  setting: { kind: 'length', ...setting },
  // A field that always says the same may be any byte.
  weight: varies ? 1 : 0.6,
  rank: RANK.length + rank,
  // It has led from message to message up to the end.
  sense: (messages) => (varies && messages.length > 4 ? 0.9 : 0),
});

const parses = (message: Uint8Array): boolean => {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(message));
    return true;
  } catch {
    return false;
  }
};

const jsons = (sides: readonly DetectSide[]): readonly FramingGuess[] =>
  sides.every(({ bytes }) => bytes[0] === 0x7b || bytes[0] === 0x5b)
    ? [
        {
          setting: { kind: 'json' },
          weight: 1,
          rank: RANK.json,
          sense: (messages) => messages.filter(parses).length / Math.max(1, messages.length) / 0.85,
        },
      ]
    : [];

const ESCAPES = [
  [0xdb, 0xdc],
  [0xdb, 0xdd],
];

const stuffed = (sides: readonly DetectSide[]): readonly FramingGuess[] => {
  const guesses: FramingGuess[] = [];
  const escapes = ESCAPES.some((pair) => has(sides, pair));
  if (has(sides, [0xc0]))
    guesses.push({
      setting: { kind: 'slip' },
      weight: 1,
      rank: RANK.stuffed,
      sense: (messages) => (escapes && messages.length > 2 ? 1 : 0),
    });
  if (sides.every((side) => has([side], [0])))
    guesses.push({
      setting: { kind: 'cobs' },
      weight: 1,
      rank: RANK.stuffed,
      // Hardly anything else can be decoded so.
      sense: (messages) =>
        messages.reduce((sum, { length }) => sum + length, 0) > 2 * messages.length && messages.length > 2
          ? 1
          : 0,
    });
  return guesses;
};

/** Silences that stand out from all others are between messages. */
const idles = (sides: readonly DetectSide[]): readonly FramingGuess[] => {
  const gaps = sides
    .flatMap(({ times }) => times.slice(1).map((time, i) => time - (times[i] ?? 0)))
    .sort((a, b) => a - b);
  let best = { ratio: 6, ms: 0 };
  for (const [i, gap] of gaps.entries()) {
    const next = gaps[i + 1] ?? 0;
    const ratio = next / Math.max(gap, 0.2);
    const isAmidst = i + 1 >= gaps.length / 5 && i + 1 <= gaps.length - 1;
    if (isAmidst && next >= 2 && ratio > best.ratio)
      best = { ratio, ms: Math.max(1, Math.round(Math.sqrt(Math.max(gap, 0.2) * next))) };
  }
  return best.ms === 0
    ? []
    : [
        {
          setting: { kind: 'idle', idle: String(best.ms) },
          weight: 0.5,
          rank: RANK.idle,
          sense: (messages) => (messages.length > 1 ? 1 : 0),
        },
      ];
};

/** Everything that is worth a try for these sides; each setting once. */
export const candidatesFor = (sides: readonly DetectSide[]): readonly FramingGuess[] => {
  const all = [
    ...jsons(sides),
    ...stuffed(sides),
    ...lengthGuesses(sides).map(byLength),
    ...markers(sides),
    ...delimiters(sides),
    ...fixeds(sides),
    ...idles(sides),
  ];
  const seen = new Set<string>();
  return all.filter(({ setting }) => {
    const key = JSON.stringify(setting);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
