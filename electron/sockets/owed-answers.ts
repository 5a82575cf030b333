import { createDelayLine } from './delay-line';

/**
 * An answering endpoint whose peer does not read would keep every answer in memory. Above this many bytes owed the
 * connection is not read any more, as any echo server with blocking sockets would do; it is read again below half.
 */
const OWED_LIMIT = 16 * 1024 * 1024;
/** The same for the number of answers that wait for their delay: tiny ones weigh more than their bytes. */
const OWED_ANSWERS = 65_536;

/** Answers on their way to one peer. */
export interface OwedAnswers {
  /** `delay` in ms; without one, and with none before it, the answer is written at once. */
  add(bytes: Uint8Array, delay: number): void;
  /** Does something when all that was added before is written: at once where nothing waits. */
  after(work: () => void): void;
  /** Forgets those that wait for their time. */
  clear(): void;
  /** Answers that wait for their time. */
  readonly waiting: number;
  /** More is owed than a `share` of what may be; `queued` are the bytes written that the system has not taken. */
  exceeds(share: number, queued: number): boolean;
}

export const createOwedAnswers = (write: (bytes: Uint8Array) => void): OwedAnswers => {
  const line = createDelayLine<Uint8Array | (() => void)>((one) =>
    typeof one === 'function' ? one() : write(one),
  );
  return {
    add: (bytes, delay) => {
      if (delay === 0 && line.count === 0) write(bytes);
      else line.push(bytes, bytes.length, delay);
    },
    after: (work) => {
      if (line.count === 0) work();
      else line.push(work, 0, 0);
    },
    clear: () => line.clear(),
    get waiting() {
      return line.count;
    },
    exceeds: (share, queued) => queued + line.bytes > OWED_LIMIT * share || line.count > OWED_ANSWERS * share,
  };
};
