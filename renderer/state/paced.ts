/** What a person can follow, in ms between two numbers. */
export const PACE_MS = 100;

/** Rows that are drawn ten times a second take the numbers along, so they are waited for a little longer. */
const SLACK_MS = 30;

export interface Paced<T> {
  /** Applies the value, at once when the one before has been there for `PACE_MS`, else when that time is over. */
  readonly offer: (value: T) => void;
  /** Applies it whatever the time. */
  readonly now: (value: T) => void;
}

/** What waits to be applied, all over the window. */
const waiting = new Set<() => void>();

/** Applies everything that waits, because the window is drawn now anyway: one drawing is cheaper than two. */
export const flushPaced = (): void => {
  for (const apply of [...waiting]) apply();
};

/**
 * Numbers change 30 times a second while messages pour in, which nobody can read and which costs the sockets their
 * processor. The first change is seen at once, then the newest ten times a second, and the last one always.
 */
export const paced = <T>(apply: (value: T) => void): Paced<T> => {
  let last = Number.NEGATIVE_INFINITY;
  let next: { readonly value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (value: T): void => {
    clearTimeout(timer);
    timer = undefined;
    next = null;
    waiting.delete(flush);
    last = performance.now();
    apply(value);
  };
  const flush = (): void => {
    if (next !== null) now(next.value);
  };
  return {
    now,
    offer: (value) => {
      const rest = last + PACE_MS - performance.now();
      if (rest <= 0) return now(value);
      next = { value };
      waiting.add(flush);
      timer ??= setTimeout(flush, rest + SLACK_MS);
    },
  };
};
