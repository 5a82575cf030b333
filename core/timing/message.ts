import type { Wait } from '../contract/timing';

/** A message of a conversation, as its timing sees it. */
export interface TimedMessage {
  /** Its number in the capture. */
  readonly row: number;
  /** ns since the conversation's first message; negative where a clock was set back. */
  readonly at: number;
  readonly out: boolean;
  /** Payload bytes. */
  readonly bytes: number;
  /** Equal for equal bytes. */
  readonly fingerprint: number;
}

/** The time from one message to another; a clock that was set back in between makes it 0. */
export const waitOf = (
  { row, at }: Pick<TimedMessage, 'row' | 'at'>,
  before: Pick<TimedMessage, 'row' | 'at'>,
): Wait => ({ row, before: before.row, ns: Math.max(0, at - before.at), at });
