import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffBytes } from './diff-bytes';
import { MOST_RUNS } from './runs';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** Runs as they are read: `same abc`, `changed x>yz`, `left q`, `right r`. */
const said = (a: string, b: string): readonly string[] =>
  diffBytes(bytesOf(a), bytesOf(b)).runs.map(({ kind, left, leftLength, right, rightLength }) => {
    const [one, two] = [a.slice(left, left + leftLength), b.slice(right, right + rightLength)];
    return `${kind} ${kind === 'same' || kind === 'left' ? one : kind === 'right' ? two : `${one}>${two}`}`;
  });

/** What must hold of all runs: they are both sides, in order, and what they call the same is. Where one is not. */
const untrue = (a: Uint8Array, b: Uint8Array): string | null => {
  let [left, right] = [0, 0];
  let before = '';
  for (const run of diffBytes(a, b).runs) {
    const { kind, leftLength, rightLength } = run;
    const lengths = `${leftLength > 0} ${rightLength > 0}`;
    const wanted = { same: 'true true', changed: 'true true', left: 'true false', right: 'false true' }[kind];
    const holds =
      run.left === left &&
      run.right === right &&
      lengths === wanted &&
      !(kind === 'same' && before === 'same') &&
      (kind !== 'same' ||
        Buffer.compare(a.subarray(left, left + leftLength), b.subarray(right, right + rightLength)) === 0);
    if (!holds) return JSON.stringify(run);
    left += leftLength;
    right += rightLength;
    before = kind;
  }
  return left === a.length && right === b.length ? null : 'the end';
};

const isTrue = (a: Uint8Array, b: Uint8Array): void => {
  expect(untrue(a, b)).toBeNull();
};

describe('two byte sequences', () => {
  test('that are equal, empty, or only on one side', () => {
    expect(said('abc', 'abc')).toEqual(['same abc']);
    expect(said('', '')).toEqual([]);
    expect(said('', 'abc')).toEqual(['right abc']);
    expect(said('abc', '')).toEqual(['left abc']);
  });

  test('of one length are held field against field', () => {
    expect(said('00010006aa03', '00020006ab03')).toEqual([
      'same 000',
      'changed 1>2',
      'same 0006a',
      'changed a>b',
      'same 03',
    ]);
  });

  test('are aligned where something was put in or taken away', () => {
    expect(said('GET /a HTTP/1.1', 'GET /long/a HTTP/1.1')).toEqual([
      'same GET /',
      'right long/',
      'same a HTTP/1.1',
    ]);
    expect(said('one two three four', 'one three fourty')).toEqual([
      'same one t',
      'left wo t',
      'same hree four',
      'right ty',
    ]);
    // What is long and the same goes before single bytes from anywhere.
    expect(said('GET /one HTTP/1.1', 'GET /longer/one HTTP/1.0')).toEqual([
      'same GET /',
      'right longer/',
      'same one HTTP/1.',
      'changed 1>0',
    ]);
    expect(said('head=1;body', 'header=22;body')).toEqual(['same head', 'changed =1>er=22', 'same ;body']);
  });

  test('are both whole in the runs, whatever they are', () => {
    const bytes = fc.uint8Array({ maxLength: 300, max: 3 });
    fc.assert(fc.property(bytes, bytes, isTrue));
    const edits = fc.array(fc.tuple(fc.nat(2000), fc.nat(50), fc.uint8Array({ maxLength: 50 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2000, maxLength: 20_000 }), edits, (a, changes) => {
        let b = Buffer.from(a);
        for (const [at, removed, put] of changes)
          b = Buffer.concat([b.subarray(0, at), put, b.subarray(at + removed)]);
        isTrue(a, b);
      }),
      { numRuns: 30 },
    );
  });
});

/** Bytes that look like nothing, the same in each run. */
const noise = (length: number, seed: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
};

describe('long ones', () => {
  const MIB = 1024 * 1024;

  test('are aligned around what was put in and taken away', () => {
    const a = noise(2 * MIB, 1);
    const b = Buffer.concat([
      a.subarray(0, 500_000),
      noise(1000, 2),
      a.subarray(500_000, 1_200_000),
      a.subarray(1_200_777),
    ]);
    const { runs, coarse } = diffBytes(a, b);
    isTrue(a, b);
    expect(coarse).toBe(false);
    expect(runs.map(({ kind }) => kind)).toEqual(['same', 'right', 'same', 'left', 'same']);
  });

  test('that have nothing in common are told so, in bounded time and with bounded runs', () => {
    const [a, b] = [noise(MIB, 1), noise(MIB + 5, 99)];
    const { runs, coarse } = diffBytes(a, b);
    expect(coarse).toBe(true);
    expect(runs.length).toBeLessThanOrEqual(MOST_RUNS);
    isTrue(a, b);
  });

  test('of the same few bytes over and over have nothing to hold on to, and end all the same', () => {
    const a = new Uint8Array(MIB);
    const b = new Uint8Array(MIB + 100).map((_, i) => (i % 1000 === 0 ? 1 : 0));
    isTrue(a, b);
    expect(diffBytes(a, b).runs.length).toBeLessThanOrEqual(MOST_RUNS);
  });

  test('with more differences than runs keep what is behind them as one', () => {
    const a = new Uint8Array(MIB);
    const b = a.map((_, i) => (i % 8 === 0 ? 1 : 0));
    const { runs, coarse } = diffBytes(a, b);
    expect(coarse).toBe(true);
    expect(runs).toHaveLength(MOST_RUNS);
    isTrue(a, b);
  });
});
