import type { Failure } from '../../core/contract/failure';

/** More than this is not queued for one peer: a peer that never reads would otherwise take all memory. In bytes. */
export const QUEUE_LIMIT = 256 * 1024 * 1024;

/** Counts the bytes of one peer that the system has not taken yet, and those that it never will. */
export interface SendQueue {
  readonly bytes: number;
  /** Bytes of messages that failed. */
  readonly lost: number;
  add(bytes: number): void;
  /** A message was taken, or has failed. */
  settle(bytes: number, taken: boolean): void;
  /** A failure when that much more would be too much. A single larger message passes when nothing waits. */
  refuses(bytes: number): Failure | null;
}

export const createSendQueue = (changed: () => void): SendQueue => {
  let queued = 0;
  let lost = 0;
  return {
    get bytes() {
      return queued;
    },
    get lost() {
      return lost;
    },
    add: (bytes) => {
      queued += bytes;
    },
    settle: (bytes, taken) => {
      queued -= bytes;
      if (!taken) lost += bytes;
      changed();
    },
    refuses: (bytes) =>
      queued > 0 && queued + bytes > QUEUE_LIMIT
        ? { code: 'EQUEUE_FULL', params: { queued, max: QUEUE_LIMIT } }
        : null,
  };
};
