import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StreamIntake } from './stream-intake';

/** What a stream of these chunks becomes; `wants`: exact reads, one asked for when the one before is there. */
const rowsOf = (chunks: readonly Buffer[], readSize: number, wants: readonly number[]) => {
  const rows: Buffer[] = [];
  const left = [...wants];
  const waiting = [...chunks];
  const intake = new StreamIntake({
    take: (bytes) => void rows.push(bytes),
    satisfied: (rest) => {
      if (rest !== null) waiting.unshift(rest);
    },
  });
  for (let chunk = waiting.shift(); chunk !== undefined; chunk = waiting.shift()) {
    const want = intake.waits ? undefined : left.shift();
    if (want !== undefined) intake.want(want);
    intake.received(chunk, 0n, readSize);
  }
  intake.flush(0n);
  return rows;
};

const stream = fc.array(
  fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  { maxLength: 12 },
);

test('no byte is lost, doubled or moved, however it is read', () => {
  fc.assert(
    fc.property(
      stream,
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.integer({ min: 1, max: 60 })),
      (chunks, size, wants) => {
        expect(Buffer.concat(rowsOf(chunks, size, wants))).toEqual(Buffer.concat(chunks));
      },
    ),
  );
});

test('no row is larger than the read size', () => {
  fc.assert(
    fc.property(stream, fc.integer({ min: 1, max: 50 }), (chunks, size) => {
      expect(rowsOf(chunks, size, []).every((row) => row.length <= size)).toBe(true);
    }),
  );
});

test('exact reads have exactly their size, whatever the chunks; only the last may be shorter', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (chunks, wants) => {
      const rows = rowsOf(chunks, Number.POSITIVE_INFINITY, wants);
      const exact = rows.slice(0, wants.length);
      exact.slice(0, -1).forEach((row, index) => {
        expect(row.length).toBe(wants[index]);
      });
    }),
  );
});

test('after it is closed everything is counted and nothing taken', () => {
  const rows: Buffer[] = [];
  const intake = new StreamIntake({ take: (bytes) => void rows.push(bytes), satisfied: () => undefined });
  intake.want(10);
  intake.received(Buffer.from('abc'), 0n, 100);
  intake.close(0n);
  intake.received(Buffer.from('defg'), 0n, 100);
  expect(rows.map(String)).toEqual(['abc']);
  expect(intake.discarded).toBe(4);
});
