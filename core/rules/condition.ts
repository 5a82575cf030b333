import type { How, Trigger } from '../contract/rule-choices';
import type { RuleCondition } from '../contract/rules';
import { RegexCaptures } from '../filter/regex-captures';
import { regexFault } from '../filter/regex-fault';
import { compileRegex } from '../filter/regex-machine';
import { encodeDraft } from '../payload/draft';
import type { RuleFault } from './fault';
import { textDraft } from './new-rule';
import { type BytePattern, byteNeeded, exactly, matcherOf, mayBegin, readHexPattern } from './pattern';
import { type Range, readRange } from './range';

/** What an expression captured, by name and by number. */
export type Captured = ReadonlyMap<string, Uint8Array>;

const NOTHING: Captured = new Map();
const EMPTY = new Uint8Array();

/** A condition that was read: asked for every message. */
export interface Condition {
  readonly trigger: RuleCondition['trigger'];
  readonly state: string;
  readonly length: Range | null;
  readonly nth: Range | null;
  /** Milliseconds between the ticks of a timer. */
  readonly everyMs: number;
  /** Names that it captures. */
  readonly captures: readonly string[];
  /** Null: the message does not have it. */
  match(message: Uint8Array): Captured | null;
  /** False: no message that begins with this byte matches, so that rules need not all be asked. */
  mayBegin(byte: number): boolean;
  /** A byte without which no message matches; null: there is none. */
  readonly needs: number | null;
}

type Matching = Pick<Condition, 'match' | 'captures' | 'mayBegin' | 'needs'>;

/** An expression is looked for in this many bytes: so long a message takes, at worst, is bounded. */
const LOOKED_AT = 65_536;

const any: Matching = { captures: [], mayBegin: () => true, needs: null, match: () => NOTHING };

const patterned = (pattern: BytePattern, how: How): Matching => {
  const test = matcherOf(pattern, how);
  return {
    captures: [],
    mayBegin: mayBegin(pattern, how),
    needs: byteNeeded(pattern),
    match: (message) => (test(message) ? NOTHING : null),
  };
};

const regex = ({ regex: source, ignoreCase }: RuleCondition): Matching | RuleFault => {
  if (source === '') return { field: 'regex', code: 'ERULE_PATTERN', at: 0, length: 0, params: {} };
  try {
    const options = { matchCase: !ignoreCase };
    const machine = compileRegex(source, options);
    const capturing = new RegexCaptures(source, options);
    const { groups } = capturing;
    return {
      mayBegin: (byte) => machine.mayBegin(byte),
      needs: null,
      captures: ['0', ...groups.flatMap((name, i) => [String(i + 1), ...(name === '' ? [] : [name])])],
      match: (message) => {
        const looked = message.length > LOOKED_AT ? message.subarray(0, LOOKED_AT) : message;
        if (!machine.test(looked)) return null;
        const found = capturing.match(looked);
        if (found === null) return null;
        const captured = new Map<string, Uint8Array>();
        for (const [i, bytes] of found.entries()) {
          captured.set(String(i), bytes ?? EMPTY);
          const name = groups[i - 1];
          if (name !== undefined && name !== '') captured.set(name, bytes ?? EMPTY);
        }
        return captured;
      },
    };
  } catch (error) {
    return { field: 'regex', ...regexFault(error, source) };
  }
};

const matchingOf = (condition: RuleCondition): Matching | RuleFault => {
  switch (condition.trigger) {
    case 'text': {
      const encoded = encodeDraft(textDraft(condition.text));
      if (!encoded.ok) return { field: 'text', ...encoded.error };
      if (encoded.bytes.length === 0 && condition.how !== 'equals') {
        return { field: 'text', code: 'ERULE_PATTERN', at: 0, length: 0, params: {} };
      }
      return patterned(exactly(encoded.bytes, condition.ignoreCase), condition.how);
    }
    case 'hex': {
      const read = readHexPattern(condition.hex);
      if (!read.ok) return { field: 'hex', ...read.error };
      if (read.pattern.bytes.length === 0) {
        return { field: 'hex', code: 'ERULE_PATTERN', at: 0, length: 0, params: {} };
      }
      return patterned(read.pattern, condition.how);
    }
    case 'regex':
      return regex(condition);
    default:
      return any;
  }
};

const rangeFault = (field: 'length' | 'nth', typed: string): RuleFault => ({
  field,
  code: 'ERULE_RANGE',
  at: 0,
  length: typed.length,
  params: { value: typed.trim() },
});

const LONGEST_MS = 86_400_000;

/** Those that wait for a message, which has a length. */
const MESSAGE_TRIGGERS: ReadonlySet<Trigger> = new Set(['any', 'text', 'hex', 'regex']);

/** Reads a condition, or says what is wrong with it first. */
export const readCondition = (condition: RuleCondition): Condition | RuleFault => {
  const { trigger } = condition;
  const matching = matchingOf(condition);
  if ('code' in matching) return matching;
  // What was typed for another trigger stays, and is not looked at: nobody would see what is wrong with it.
  const lengthTyped = MESSAGE_TRIGGERS.has(trigger) ? condition.length.trim() : '';
  const length = lengthTyped === '' ? null : readRange(lengthTyped);
  if (length === null && lengthTyped !== '') return rangeFault('length', condition.length);
  const nthTyped = trigger === 'start' ? '' : condition.nth.trim();
  const nth = nthTyped === '' ? null : readRange(nthTyped);
  if (nth === null && nthTyped !== '') return rangeFault('nth', condition.nth);
  // The first time is number 1.
  if (nth !== null && nth.most < 1) return { ...rangeFault('nth', condition.nth), code: 'ERULE_NTH' };
  const every = /^\d{1,9}$/.test(condition.every.trim()) ? Number(condition.every) : 0;
  if (trigger === 'timer' && (every < 1 || every > LONGEST_MS)) {
    const params = { value: condition.every.trim(), min: 1, max: LONGEST_MS };
    return { field: 'every', code: 'ERULE_EVERY', at: 0, length: condition.every.length, params };
  }
  const state = trigger === 'start' ? '' : condition.state.trim();
  return { trigger, state, length, nth, everyMs: every, ...matching };
};
