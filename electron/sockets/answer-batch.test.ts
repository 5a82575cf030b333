import { expect, test } from 'vitest';
import { AnswerBatch, type Outgoing } from './answer-batch';

const message = (text: string): Outgoing => ({ bytes: Buffer.from(text), at: 0n });

const batchOf = () => {
  const writes: string[] = [];
  const batch = new AnswerBatch((messages) =>
    writes.push(messages.map(({ bytes }) => Buffer.from(bytes).toString()).join('+')),
  );
  return { batch, writes };
};

test('answers of one turn leave in one write, when the turn is over', () => {
  const { batch, writes } = batchOf();
  batch.together(() => {
    expect(batch.takes(message('a'))).toBe(true);
    expect(batch.takes(message('b'))).toBe(true);
    expect(writes).toEqual([]);
  });
  expect(writes).toEqual(['a+b']);
});

test('outside of a turn nothing is kept back, and a long answer never is', () => {
  const { batch, writes } = batchOf();
  expect(batch.takes(message('a'))).toBe(false);
  batch.together(() => {
    expect(batch.takes(message('x'.repeat(16_385)))).toBe(false);
    expect(batch.takes(message('x'.repeat(16_384)))).toBe(true);
  });
  expect(writes).toHaveLength(1);
});

test('what must not be overtaken is written before, and work that fails loses nothing', () => {
  const { batch, writes } = batchOf();
  expect(() =>
    batch.together(() => {
      batch.takes(message('a'));
      batch.flush();
      batch.takes(message('b'));
      throw new Error('of a rule');
    }),
  ).toThrow('of a rule');
  expect(writes).toEqual(['a', 'b']);
  expect(batch.takes(message('c'))).toBe(false);
});
