/** An answer that is longer is written by itself: putting it together with others would cost more than a write. In bytes. */
const LONG_ANSWER = 16_384;

/** A message on its way out, and when it went. */
export interface Outgoing {
  readonly bytes: Uint8Array;
  readonly at: bigint;
}

/**
 * Answers that are given in one turn leave in one write: a chunk of a thousand small requests would cost a thousand
 * system calls otherwise. Outside of `together` nothing is kept back.
 */
export class AnswerBatch {
  #answers: Outgoing[] | null = null;

  /** `write` is given the messages of one write, at least one. */
  constructor(private readonly write: (messages: readonly Outgoing[]) => void) {}

  /** The answers that `work` gives leave when it is done. */
  together(work: () => void): void {
    this.#answers ??= [];
    try {
      work();
    } finally {
      this.flush();
      this.#answers = null;
    }
  }

  /** Answers whether it keeps the message for the write to come. */
  takes(message: Outgoing): boolean {
    if (this.#answers === null || message.bytes.length > LONG_ANSWER) return false;
    this.#answers.push(message);
    return true;
  }

  /** Writes what was kept so far: before anything that must not overtake it. */
  flush(): void {
    const answers = this.#answers ?? [];
    if (answers.length === 0) return;
    this.#answers = [];
    this.write(answers);
  }
}
