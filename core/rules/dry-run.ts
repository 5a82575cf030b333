import type { Framer } from '../framing/framer';
import type { RuleSet } from './compile';
import { type Effect, newMemory, type RuleHouse, RuleMachine, type RuleMemory } from './machine';

/** Something that was received once. */
export interface DryMessage {
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
  /** Places of the rules, from 0. Empty: no rule matched. */
  readonly rules: readonly number[];
  readonly effects: readonly Effect[];
}

interface Conversation {
  readonly memory: RuleMemory;
  readonly framer: Framer | null;
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

  /** One answer for each message that ends within it. */
  take({ flow, datagram, peer, bytes, atMs }: DryMessage): readonly DryAnswer[] {
    let conversation = this.#conversations.get(flow);
    if (conversation === undefined) {
      conversation = { memory: newMemory(peer), framer: this.#framer?.() ?? null };
      this.#conversations.set(flow, conversation);
      this.#machine.connected(conversation.memory, this.#connects);
    }
    const { memory, framer } = conversation;
    const frames =
      framer === null
        ? null
        : datagram
          ? [...framer.push(bytes, atMs), ...framer.end()]
          : framer.push(bytes, atMs);
    const messages =
      frames === null ? [bytes] : frames.flatMap((frame) => (frame.kind === 'message' ? [frame.bytes] : []));
    return messages.map((message) => {
      const { matched, effects } = this.#machine.message(memory, message);
      return { rules: matched.map(({ index }) => index), effects };
    });
  }
}
