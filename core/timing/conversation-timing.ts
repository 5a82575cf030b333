import type { OwnWaits, TimingSummary, Wait } from '../contract/timing';
import { AnswerTimes } from './answer-times';
import { Largest } from './largest';
import { type TimedMessage, waitOf } from './message';
import { Repeats } from './repeats';

/** So many of the longest silences are kept. */
const LONGEST = 100;

type Said = Pick<TimedMessage, 'row' | 'at' | 'out'>;

/** What of a conversation's past its next message is measured by. */
export interface TurnState {
  /** The last message; null before the first. */
  readonly last: Said | null;
  /** The last message of the side that does not speak now: what it answers. Null while nobody was answered. */
  readonly request: Said | null;
}

export const NO_TURN: TurnState = { last: null, request: null };

/** The state behind a message. A side's turn is all that it says until the other one speaks. */
export const afterMessage = ({ last, request }: TurnState, message: Said): TurnState => ({
  last: message,
  request: last !== null && last.out !== message.out ? last : request,
});

export const ownWaits = (before: TurnState, message: Said): OwnWaits => {
  const { request } = afterMessage(before, message);
  return {
    previous: before.last === null ? null : waitOf(message, before.last),
    request: request === null ? null : waitOf(message, request),
  };
};

/**
 * How a conversation went in time, message by message and whatever its protocol is: an answer is the first message
 * of a side after the other one's, and took as long as that is since the last of them. Of one size however long the
 * conversation is.
 */
export class ConversationTiming {
  readonly #answers = { in: new AnswerTimes(), out: new AnswerTimes() };
  readonly #gaps = new Largest<Wait>(LONGEST, ({ ns }) => ns);
  readonly #repeats = new Repeats();
  #state = NO_TURN;
  #turn = 0;
  #messages = 0;
  #first: 'in' | 'out' | null = null;

  get state(): TurnState {
    return this.#state;
  }

  add(message: TimedMessage): void {
    const { last } = this.#state;
    const side = message.out ? 'out' : 'in';
    this.#messages += 1;
    this.#first ??= side;
    if (last !== null) {
      const wait = waitOf(message, last);
      this.#gaps.add(wait);
      if (last.out !== message.out) {
        this.#turn += 1;
        this.#answers[side].add(wait);
      }
    }
    this.#repeats.add(message, this.#turn);
    const { row, at, out } = message;
    this.#state = afterMessage(this.#state, { row, at, out });
  }

  get summary(): TimingSummary {
    const { unanswered, answered, newest } = this.#repeats;
    return {
      messages: this.#messages,
      first: this.#first,
      answers: { in: this.#answers.in.summary, out: this.#answers.out.summary },
      gaps: this.#gaps.values,
      repeats: { unanswered, answered, newest },
    };
  }
}
