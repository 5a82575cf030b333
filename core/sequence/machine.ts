import type { Failure } from '../contract/failure';
import type { Otherwise } from '../contract/sequence-choices';
import type { Captured, Condition } from '../rules/condition';
import { within } from '../rules/range';
import { failureOfFault } from '../template/outgoing';
import type { Scope } from '../template/scope';
import type { CompiledStep } from './compile';

/** What the shell has to do for a step before the next one. */
export type Task =
  | { readonly kind: 'send'; readonly step: number; readonly bytes: Uint8Array }
  | { readonly kind: 'wait'; readonly step: number; readonly ms: number }
  | {
      readonly kind: 'expect';
      readonly step: number;
      readonly withinMs: number;
      readonly otherwise: Otherwise;
    }
  /** The step is done already: it needed nothing but itself. */
  | { readonly kind: 'none'; readonly step: number }
  | { readonly kind: 'failed'; readonly step: number; readonly failure: Failure }
  | { readonly kind: 'over' };

const EMPTY = new Uint8Array();
/** Bytes of a stream without framing that are kept while they are looked at; older ones go. */
const MOST_UNREAD = 1024 * 1024;

/** What has come and was not expected yet: messages, or the bytes of a stream that has none. */
class Inbox<M> {
  #messages: { readonly bytes: Uint8Array; readonly mark: M }[] = [];
  bytes = 0;

  constructor(private readonly joins: boolean) {}

  clear(): void {
    this.#messages = [];
    this.bytes = 0;
  }

  add(bytes: Uint8Array, mark: M): void {
    this.bytes += bytes.length;
    const last = this.joins ? this.#messages.pop() : undefined;
    if (last === undefined) {
      this.#messages.push({ bytes, mark });
      return;
    }
    const joined = new Uint8Array(last.bytes.length + bytes.length);
    joined.set(last.bytes);
    joined.set(bytes, last.bytes.length);
    this.#messages.push({ bytes: joined.length > MOST_UNREAD ? joined.slice(-MOST_UNREAD) : joined, mark });
  }

  /** The first that matches; those before it are gone with it. Those that do not match stay only where they grow. */
  take(match: (bytes: Uint8Array) => Captured | null): {
    readonly bytes: Uint8Array;
    readonly captured: Captured;
    readonly mark: M;
  } | null {
    for (const [at, { bytes, mark }] of this.#messages.entries()) {
      const captured = match(bytes);
      if (captured === null) continue;
      this.#messages.splice(0, at + 1);
      return { bytes, captured, mark };
    }
    if (!this.joins) this.#messages = [];
    return null;
  }
}

const fits = ({ length, match }: Condition, bytes: Uint8Array): Captured | null =>
  within(bytes.length, length) ? match(bytes) : null;

/**
 * Goes through the steps of a sequence. Pure: time, sockets and pausing are the shell's. `M` is what the shell knows
 * of a message beside its bytes.
 */
export class SequenceMachine<M> {
  readonly #inbox: Inbox<M>;
  readonly #counts = new Map<number, number>();
  readonly #variables = new Map<string, Uint8Array>();
  readonly #scope: Scope;
  #at = 0;
  #message: Uint8Array = EMPTY;
  #captured: Captured = new Map();

  /** @param joins what comes is a stream without messages: it is looked at as a whole */
  constructor(
    private readonly steps: readonly CompiledStep[],
    scope: Scope,
    joins: boolean,
  ) {
    this.#inbox = new Inbox(joins);
    this.#scope = { ...scope, variable: (name) => this.#variable(name) ?? scope.variable(name) };
  }

  #variable(name: string): Uint8Array | undefined {
    if (name === 'message') return this.#message;
    return this.#captured.get(name) ?? this.#variables.get(name);
  }

  /** Bytes that came since something was sent last. */
  get unread(): number {
    return this.#inbox.bytes;
  }

  received(bytes: Uint8Array, mark: M): void {
    this.#inbox.add(bytes, mark);
  }

  /** Begins the next step, and says what it needs. */
  next(): Task {
    const step = this.#at;
    const one = this.steps[step];
    if (one === undefined) return { kind: 'over' };
    this.#at += 1;
    switch (one.kind) {
      case 'send': {
        const made = one.template.render(this.#scope);
        if (!made.ok) return { kind: 'failed', step, failure: failureOfFault(made.error) };
        // What came before it answers something else.
        this.#inbox.clear();
        return { kind: 'send', step, bytes: made.bytes };
      }
      case 'wait':
        return { kind: 'wait', step, ms: one.ms };
      case 'expect':
        return { kind: 'expect', step, withinMs: one.withinMs, otherwise: one.otherwise };
      case 'set': {
        const made = one.template.render(this.#scope);
        if (!made.ok) return { kind: 'failed', step, failure: failureOfFault(made.error) };
        this.#variables.set(one.name, made.bytes);
        return { kind: 'none', step };
      }
      case 'repeat': {
        const count = this.#counts.get(step) ?? 0;
        if (one.times !== null && count >= one.times) {
          // Inside of another repeat it begins anew the next time.
          this.#counts.delete(step);
          this.#at = one.end + 1;
        } else this.#counts.set(step, count + 1);
        return { kind: 'none', step };
      }
      case 'if':
        if ((fits(one.condition, this.#message) === null) !== one.not) this.#at = one.otherwise + 1;
        return { kind: 'none', step };
      case 'else':
        this.#at = one.end;
        return { kind: 'none', step };
      case 'end':
        if (one.back !== null) this.#at = one.back;
        return { kind: 'none', step };
      case 'note':
        return { kind: 'none', step };
    }
  }

  /** Whether what the step expects has come; with what the shell knows of the message. */
  met(step: number): { readonly mark: M } | null {
    const one = this.steps[step];
    if (one?.kind !== 'expect') return null;
    const found = this.#inbox.take((bytes) => fits(one.condition, bytes));
    if (found === null) return null;
    this.#message = found.bytes;
    this.#captured = found.captured;
    return { mark: found.mark };
  }
}
