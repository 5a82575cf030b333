import type { Framer } from '../framing/framer';
import type { Frame } from '../framing/framing';
import type { RuleSet } from './compile';
import { type Effect, newMemory, type RuleHouse, RuleMachine, type RuleMemory } from './machine';

/** Something that was received once. */
export interface DryMessage {
  /** Its number in the log. */
  readonly row: number;
  /** Which conversation it belongs to. */
  readonly flow: number;
  readonly datagram: boolean;
  readonly peer: string;
  readonly bytes: Uint8Array;
  /** In ms, for messages that end by silence. */
  readonly atMs: number;
}

/** What rules would have done about a message. */
export interface DryAnswer {
  readonly message: Uint8Array;
  /** Where its last byte was received. */
  readonly row: number;
  /** Places of the rules, from 0. Empty: no rule matched. */
  readonly rules: readonly number[];
  readonly effects: readonly Effect[];
}

const NOTHING = new Uint8Array(0);

interface Conversation {
  readonly memory: RuleMemory;
  readonly framer: Framer | null;
  /** The last of what was received. */
  row: number;
}

/** Tells what rules would answer, message by message, in the order in which these came. Nothing is sent. */
export class DryRun {
  readonly #machine: RuleMachine;
  readonly #framer: (() => Framer) | null;
  readonly #conversations = new Map<number, Conversation>();
  readonly #connects = new Map<string, number>();

  /** @param framer null: what came is the message */
  constructor(set: RuleSet, framer: (() => Framer) | null, house: RuleHouse) {
    this.#machine = new RuleMachine(set, house);
    this.#framer = framer;
    this.#machine.started();
  }

  /** One answer for each message that it makes whole: those that end within it, and one that silence ended before. */
  take({ row, flow, datagram, peer, bytes, atMs }: DryMessage): readonly DryAnswer[] {
    let conversation = this.#conversations.get(flow);
    if (conversation === undefined) {
      conversation = { memory: newMemory(peer), framer: this.#framer?.() ?? null, row };
      this.#conversations.set(flow, conversation);
      this.#machine.connected(conversation.memory, this.#connects);
    }
    const { framer } = conversation;
    if (framer === null) return [this.#answer(conversation, bytes, row)];
    const ended = this.#answers(conversation, framer.push(NOTHING, atMs));
    conversation.row = row;
    const frames = framer.push(bytes, atMs);
    const own = this.#answers(conversation, datagram ? [...frames, ...framer.end()] : frames);
    return [...ended, ...own];
  }

  /** Time has come so far, and nothing more was received: silence has ended what was waited for. */
  silence(atMs: number): readonly DryAnswer[] {
    return [...this.#conversations.values()].flatMap((conversation) =>
      this.#answers(conversation, conversation.framer?.push(NOTHING, atMs) ?? []),
    );
  }

  #answers(conversation: Conversation, frames: readonly Frame[]): readonly DryAnswer[] {
    return frames.flatMap((frame) =>
      frame.kind === 'message' ? [this.#answer(conversation, frame.bytes, conversation.row)] : [],
    );
  }

  #answer({ memory }: Conversation, message: Uint8Array, row: number): DryAnswer {
    const { matched, effects } = this.#machine.message(memory, message);
    return { message, row, rules: matched.map(({ index }) => index), effects };
  }
}
