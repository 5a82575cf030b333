import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../core/contract/result';
import { type BytesQuestion, createByteFeed, PIECE_BYTES } from './inspector-bytes';

/** A payload whose byte at n is n mod 251, so that no two pieces look alike. */
const byteAt = (offset: number): number => offset % 251;

const harness = (total: number) => {
  const asked: { readonly offset: number; readonly length: number; readonly row: number }[] = [];
  let let_go: (() => void)[] = [];
  const question: BytesQuestion = (range) =>
    new Promise((resolve) => {
      asked.push(range);
      let_go.push(() =>
        resolve(
          ok({ total, bytes: Uint8Array.from({ length: range.length }, (_, i) => byteAt(range.offset + i)) }),
        ),
      );
    });
  let changes = 0;
  const feed = createByteFeed(question, () => {
    changes += 1;
  });
  const answer = async (): Promise<void> => {
    const now = let_go;
    let_go = [];
    for (const go of now) go();
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { feed, asked, answer, changes: () => changes };
};

describe('the bytes of the selected row', () => {
  it('come in pieces, one question at a time, and join across pieces', async () => {
    const { feed, asked, answer } = harness(1_000_000);
    feed.open(7, 1_000_000);
    const start = PIECE_BYTES * 2 - 3;
    feed.want(start, start + 6);
    expect(asked).toEqual([{ row: 7, offset: PIECE_BYTES, length: PIECE_BYTES }]);
    expect(feed.slice(start, start + 6)).toBeNull();
    await answer();
    expect(asked).toHaveLength(2);
    expect(feed.slice(start, start + 6)).toBeNull();
    await answer();
    expect([...(feed.slice(start, start + 6) ?? [])]).toEqual(
      [0, 1, 2, 3, 4, 5].map((i) => byteAt(start + i)),
    );
  });

  it('end where the payload ends', async () => {
    const { feed, asked, answer } = harness(10);
    feed.open(0, 10);
    feed.want(0, 400);
    expect(asked).toEqual([{ row: 0, offset: 0, length: 10 }]);
    await answer();
    expect(feed.slice(0, 10)).toHaveLength(10);
    expect(feed.slice(0, 11)).toBeNull();
    expect(feed.slice(5, 5)).toHaveLength(0);
  });

  it('of a former row are dropped', async () => {
    const { feed, asked, answer } = harness(10);
    feed.open(0, 10);
    feed.want(0, 10);
    feed.open(1, 10);
    feed.want(0, 10);
    await answer();
    expect(feed.slice(0, 10)).toBeNull();
    expect(asked.map(({ row }) => row)).toEqual([0, 1]);
    await answer();
    expect(feed.slice(0, 10)).not.toBeNull();
  });

  it('of 100 MB stay bounded while one scrolls through', async () => {
    const { feed, answer } = harness(100_000_000);
    feed.open(0, 100_000_000);
    feed.want(0, 10);
    await answer();
    for (let piece = 1; piece < 100; piece += 1) {
      feed.want(piece * PIECE_BYTES, piece * PIECE_BYTES + 10);
      await answer();
    }
    expect(feed.slice(0, 10)).toBeNull();
    expect(feed.slice(99 * PIECE_BYTES, 99 * PIECE_BYTES + 10)).not.toBeNull();
  });

  it('that cannot be had are said, and not asked for in a loop', async () => {
    let asked = 0;
    const failures: unknown[] = [];
    const feed = createByteFeed(
      async () => {
        asked += 1;
        return fail({ code: 'EIO' });
      },
      (failure) => failures.push(failure?.failure.code),
    );
    feed.open(0, 10);
    feed.want(0, 10);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(asked).toBe(1);
    expect(failures).toEqual(['EIO']);
  });
});
