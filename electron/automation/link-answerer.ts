import { formatAddress } from '../../core/contract/address';
import type { Answerer, Link } from '../../core/contract/answering';
import type { Failure, Params } from '../../core/contract/failure';
import type { HappeningKind, Severity } from '../../core/contract/happening';
import type { Flow } from '../../core/contract/recorder';
import type { Result } from '../../core/contract/result';
import { type Effect, newMemory, type Outcome } from '../../core/rules/machine';
import type { AnswerPlan } from './answer-plan';
import type { Half, LoopGuard } from './loop-guard';
import { createMessageCutter, type MessageCutter, type NoMessage } from './message-cutter';
import type { RuleCounters } from './rule-counters';
import type { ScriptDeed } from './script/host';
import type { ScriptThread } from './script/script-thread';

/** What a link needs to know of its endpoint. */
export interface Household {
  readonly plan: AnswerPlan;
  readonly counters: RuleCounters;
  /** How often rules about connections have matched, by their id. */
  readonly connects: Map<string, number>;
  readonly guard: LoopGuard;
  /** What runs the endpoint's script, while there is one. */
  readonly script: ScriptThread | null;
  say(kind: HappeningKind, severity: Severity, params: Params, flow: Flow): void;
  forward(to: string, bytes: Uint8Array): Promise<Result<unknown>>;
  /** As on the endpoint's tab. */
  name(endpoint: string): string;
}

/** Answers on one connection, or to one UDP peer, as its endpoint's plan says at that moment. */
export class LinkAnswerer implements Answerer {
  readonly #memory;
  readonly #half: Half;
  #cutter: MessageCutter;
  #open = false;
  #halted = false;
  #noisy = false;
  #timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly house: Household,
    private readonly link: Link,
    private readonly gone: () => void,
  ) {
    this.#memory = newMemory(formatAddress(link.flow.remote));
    this.#half = house.guard.add(link.flow, () => this.#halt());
    this.#cutter = this.#cutAnew();
  }

  opened(): void {
    this.#open = true;
    const { plan, connects, guard } = this.house;
    if (plan.kind === 'script') this.introduce();
    if (plan.kind !== 'rules') return;
    guard.fresh(this.#half);
    this.#do(plan.machine.connected(this.#memory, connects));
    this.#startTimers();
  }

  received(bytes: Uint8Array): void {
    const { plan, guard } = this.house;
    guard.heard(this.#half, bytes.length);
    if (this.#halted) return;
    if (plan.kind === 'plain') {
      const answer = plan.responder?.(bytes) ?? null;
      if (answer !== null) this.#reply(answer.bytes, answer.delayMs);
      return;
    }
    if (plan.kind === 'script') this.#give('data', bytes);
    this.#cutter.push(bytes);
  }

  ended(): void {
    this.#cutter.end();
  }

  closed(): void {
    this.#open = false;
    this.#stopTimers();
    this.#cutter.stop();
    this.house.guard.remove(this.#half);
    this.house.script?.give({ event: 'close', connection: this.link.flow.id });
    this.gone();
  }

  /** Makes the connection known to a script, which may have started after it. */
  introduce(): void {
    if (!this.#open) return;
    const { id, remote, local } = this.link.flow;
    const [peer, own] = [formatAddress(remote), formatAddress(local)];
    this.house.script?.give({ event: 'open', connection: id, peer, local: own });
  }

  /** What a script does with this connection. */
  obey(deed: Extract<ScriptDeed, { connection: number }>): void {
    if (deed.does === 'send') {
      this.#reply(deed.bytes, 0);
      return;
    }
    this.link.afterReplies(() => {
      const acted = this.link.act(deed.how);
      if (!acted.ok && this.#open) this.#failed(acted.failure);
    });
  }

  get flow(): Flow {
    return this.link.flow;
  }

  /** The endpoint's plan is another one. State and counts of the connection stay as they are. */
  replan(framingChanged: boolean): void {
    this.#halted = false;
    if (framingChanged) {
      this.#cutter.stop();
      this.#cutter = this.#cutAnew();
    }
    this.#stopTimers();
    if (this.#open) this.#startTimers();
  }

  #cutAnew(): MessageCutter {
    const { plan } = this.house;
    this.#noisy = false;
    return createMessageCutter({
      framer: plan.kind === 'plain' ? null : (plan.framer?.() ?? null),
      idleMs: plan.kind === 'plain' ? 0 : plan.idleMs,
      datagrams: this.link.flow.transport === 'udp',
      onMessage: (bytes) => this.#message(bytes),
      onFault: (fault) => this.#noMessage(fault),
      // One write for each answer would cost more than finding it.
      together: (work) => this.link.together(work),
    });
  }

  #noMessage({ code, params }: NoMessage): void {
    if (this.#halted || this.#noisy) return;
    // Told once, and again only after a message that was one.
    this.#noisy = true;
    this.house.say('framingFailed', 'warning', { ...params, code }, this.link.flow);
  }

  #message(bytes: Uint8Array): void {
    if (this.#halted) return;
    const { plan } = this.house;
    this.#noisy = false;
    if (plan.kind === 'rules') this.#do(plan.machine.message(this.#memory, bytes));
    else if (plan.kind === 'script') this.#give('message', bytes);
  }

  #give(event: 'data' | 'message', bytes: Uint8Array): void {
    this.house.script?.give({ event, connection: this.link.flow.id, bytes });
  }

  #do({ matched, effects }: Outcome): void {
    if (matched.length === 0) return;
    const { counters } = this.house;
    for (const { rule } of matched) counters.matched(rule.id, this.#memory.peer);
    for (const effect of effects) this.#make(effect);
  }

  #make(effect: Effect): void {
    const { counters, guard } = this.house;
    switch (effect.kind) {
      case 'reply':
        counters.succeeded(effect.rule.rule.id);
        this.#reply(effect.bytes, effect.delayMs);
        break;
      case 'failed':
        if (counters.failed(effect.rule.rule.id)) this.#failed(effect.failure);
        break;
      case 'forward':
        this.link.afterReplies(() => {
          guard.forwarding(this.#half, effect.to, effect.bytes.length);
          void this.house.forward(effect.to, effect.bytes).then((sent) => {
            if (sent.ok) counters.succeeded(effect.rule.rule.id);
            else if (counters.failed(effect.rule.rule.id)) this.#failed(sent.failure, 'forwardFailed');
          });
        });
        break;
      default:
        this.link.afterReplies(() => {
          const acted = this.link.act(effect.kind);
          if (!acted.ok && this.#open && counters.failed(effect.rule.rule.id)) this.#failed(acted.failure);
        });
    }
  }

  #reply(bytes: Uint8Array, delayMs: number): void {
    if (this.#halted) return;
    const other = this.house.guard.answering(this.#half, bytes.length);
    if (other !== null) {
      other.halt();
      this.#halt();
      const { house, link } = this;
      const one = house.name(link.flow.endpoint.id);
      const params = { one, other: house.name(other.owner), answers: this.#half.answered };
      house.say('answersLoop', 'error', params, link.flow);
      return;
    }
    this.link.reply(bytes, delayMs);
  }

  #halt(): void {
    this.#halted = true;
    this.#stopTimers();
  }

  #failed({ code, params }: Failure, kind: 'replyFailed' | 'forwardFailed' = 'replyFailed'): void {
    this.house.say(kind, 'warning', { ...params, code }, this.link.flow);
  }

  #startTimers(): void {
    const { plan, guard } = this.house;
    if (plan.kind !== 'rules') return;
    this.#timers = plan.machine.set.timers.map((timer) =>
      setInterval(() => {
        guard.fresh(this.#half);
        this.#do(plan.machine.tick(this.#memory, timer));
      }, timer.condition.everyMs),
    );
  }

  #stopTimers(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }
}
