import type { Failure } from '../contract/failure';
import { failureOfFault } from '../template/outgoing';
import type { Scope } from '../template/scope';
import type { Template } from '../template/template';
import type { CompiledAction, CompiledRule, RuleSet } from './compile';
import type { Captured } from './condition';
import { within } from './range';

/** What is to be done. Delays are in ms, after what comes before. */
export type Effect =
  | {
      readonly kind: 'reply';
      readonly rule: CompiledRule;
      readonly bytes: Uint8Array;
      readonly delayMs: number;
    }
  | { readonly kind: 'forward'; readonly rule: CompiledRule; readonly bytes: Uint8Array; readonly to: string }
  | { readonly kind: 'close' | 'finish' | 'reset'; readonly rule: CompiledRule }
  /** An answer could not be made. */
  | { readonly kind: 'failed'; readonly rule: CompiledRule; readonly failure: Failure };

/** What matched, and what follows from it. */
export interface Outcome {
  readonly matched: readonly CompiledRule[];
  readonly effects: readonly Effect[];
}

/** What belongs to an endpoint: variables that rules set, for all of its connections. */
export interface RuleHouse {
  /** Where templates take the rest from. */
  readonly scope: Scope;
  readonly variables: Map<string, Uint8Array>;
  /** From 0 to below 1. */
  random(): number;
}

/** What belongs to one connection. Kept while rules are edited. */
export interface RuleMemory {
  state: string;
  /** How often each rule has matched, by its id. */
  readonly counts: Map<string, number>;
  readonly peer: string;
}

export const newMemory = (peer: string): RuleMemory => ({ state: '', counts: new Map(), peer });

const NOTHING_CAPTURED: Captured = new Map();
const NOTHING: Outcome = { matched: [], effects: [] };
const EMPTY = new Uint8Array();

/** A longer message holds all bytes anyway. */
const MOST_NOTED = 2048;

/** Decides what rules answer. It holds no socket and no clock: what is to be done is told as effects. */
export class RuleMachine {
  readonly #house: RuleHouse;
  readonly #scope: Scope;
  #message = EMPTY as Uint8Array;
  #captured = NOTHING_CAPTURED;
  #memory = newMemory('');
  /** By byte, the number of the message that held it last. */
  readonly #seen = new Float64Array(256);
  #stamp = 0;
  readonly #byFirst = new Array<readonly CompiledRule[] | undefined>(256);

  constructor(
    readonly set: RuleSet,
    house: RuleHouse,
  ) {
    this.#house = house;
    this.#scope = { ...house.scope, variable: (name) => this.#variable(name) };
  }

  message(memory: RuleMemory, bytes: Uint8Array): Outcome {
    const [first] = bytes;
    const rules = first === undefined ? this.set.messages : this.#beginningWith(first);
    const outcome = this.#run(rules, memory, bytes, memory.counts, this.#note(bytes));
    // Nothing of it is kept longer than it takes.
    this.#message = EMPTY;
    return outcome;
  }

  /** Notes which bytes a message holds: one look at it spares most rules theirs. Answers whether it did. */
  #note(bytes: Uint8Array): boolean {
    if (bytes.length > MOST_NOTED) return false;
    this.#stamp += 1;
    for (let at = 0; at < bytes.length; at += 1) this.#seen[bytes[at] ?? 0] = this.#stamp;
    return true;
  }

  /** The rules that a message can match that begins with a byte: of a hundred, most are about another one. */
  #beginningWith(byte: number): readonly CompiledRule[] {
    const known = this.#byFirst[byte];
    if (known !== undefined) return known;
    const rules = this.set.messages.filter(({ condition }) => condition.mayBegin(byte));
    this.#byFirst[byte] = rules;
    return rules;
  }

  /** A connection is there. `counts` belong to the endpoint: the Nth connection is meant. */
  connected(memory: RuleMemory, counts: Map<string, number>): Outcome {
    return this.#run(this.set.connects, memory, EMPTY, counts);
  }

  tick(memory: RuleMemory, timer: CompiledRule): Outcome {
    return this.#run([timer], memory, EMPTY, memory.counts);
  }

  /** The endpoint has started, or its rules came to be. */
  started(): Outcome {
    const memory = newMemory('');
    return this.#run(this.set.starts, memory, EMPTY, memory.counts);
  }

  #variable(name: string): string | Uint8Array | undefined {
    const captured = this.#captured.get(name);
    if (captured !== undefined) return captured;
    if (name === 'message') return this.#message;
    if (name === 'state') return this.#memory.state;
    if (name === 'peer') return this.#memory.peer;
    return this.#house.variables.get(name) ?? this.#house.scope.variable(name);
  }

  #run(
    rules: readonly CompiledRule[],
    memory: RuleMemory,
    bytes: Uint8Array,
    counts: Map<string, number>,
    noted = false,
  ): Outcome {
    let matched: CompiledRule[] | null = null;
    const effects: Effect[] = [];
    for (const rule of rules) {
      const { condition } = rule;
      if (condition.state !== '' && condition.state !== memory.state) continue;
      if (condition.length !== null && !within(bytes.length, condition.length)) continue;
      if (noted && condition.needs !== null && this.#seen[condition.needs] !== this.#stamp) continue;
      const captured = condition.match(bytes);
      if (captured === null) continue;
      if (condition.nth !== null) {
        const count = (counts.get(rule.rule.id) ?? 0) + 1;
        counts.set(rule.rule.id, count);
        if (!within(count, condition.nth)) continue;
      }
      matched ??= [];
      matched.push(rule);
      this.#message = bytes;
      this.#captured = captured;
      this.#memory = memory;
      this.#act(rule, memory, effects);
      if (!rule.rule.goOn) break;
    }
    return matched === null ? NOTHING : { matched, effects };
  }

  #act(rule: CompiledRule, memory: RuleMemory, effects: Effect[]): void {
    for (const action of rule.actions) {
      switch (action.kind) {
        case 'state':
          memory.state = action.state;
          break;
        case 'close':
        case 'finish':
        case 'reset':
          effects.push({ kind: action.kind, rule });
          break;
        default: {
          const bytes = this.#render(action.template);
          if (!(bytes instanceof Uint8Array)) {
            effects.push({ kind: 'failed', rule, failure: bytes });
            return;
          }
          this.#made(rule, action, bytes, effects);
        }
      }
    }
  }

  #made(
    rule: CompiledRule,
    action: Extract<CompiledAction, { readonly template: Template }>,
    bytes: Uint8Array,
    effects: Effect[],
  ): void {
    if (action.kind === 'variable') {
      // A part of a buffer would keep all of it.
      this.#house.variables.set(action.name, Uint8Array.from(bytes));
    } else if (action.kind === 'forward') {
      effects.push({ kind: 'forward', rule, bytes, to: action.to });
    } else {
      const { delayMs, jitterMs } = action;
      const more = jitterMs === 0 ? 0 : Math.floor(this.#house.random() * (jitterMs + 1));
      effects.push({ kind: 'reply', rule, bytes, delayMs: delayMs + more });
    }
  }

  #render(template: Template): Uint8Array | Failure {
    const rendered = template.render(this.#scope);
    return rendered.ok ? rendered.bytes : failureOfFault(rendered.error);
  }
}
