interface Item<T> {
  readonly due: number;
  readonly bytes: number;
  readonly value: T;
}

/**
 * Answers that wait for their time, first in first out: an answer never overtakes the one before it, even when the
 * delay is shortened meanwhile. One timer for the whole line.
 */
export interface DelayLine<T> {
  /** `delay` in ms. */
  push(value: T, bytes: number, delay: number): void;
  /** Forgets what waits. */
  clear(): void;
  readonly count: number;
  readonly bytes: number;
}

export const createDelayLine = <T>(deliver: (value: T) => void): DelayLine<T> => {
  let items: Item<T>[] = [];
  let head = 0;
  let bytes = 0;
  let timer: NodeJS.Timeout | null = null;

  const run = (): void => {
    timer = null;
    for (let item = items[head]; item !== undefined && item.due <= performance.now(); item = items[head]) {
      head += 1;
      bytes -= item.bytes;
      deliver(item.value);
    }
    arm();
  };
  const arm = (): void => {
    if (head > 1024 && head * 2 > items.length) {
      items = items.slice(head);
      head = 0;
    }
    const next = items[head];
    if (next === undefined || timer !== null) return;
    timer = setTimeout(run, Math.max(1, Math.ceil(next.due - performance.now())));
  };

  return {
    push: (value, size, delay) => {
      const last = items.length > head ? items[items.length - 1] : undefined;
      items.push({ due: Math.max(performance.now() + delay, last?.due ?? 0), bytes: size, value });
      bytes += size;
      arm();
    },
    clear: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      items = [];
      head = 0;
      bytes = 0;
    },
    get count() {
      return items.length - head;
    },
    get bytes() {
      return bytes;
    },
  };
};
