import type { Draft } from '../contract/draft';
import { REPLY_DELAY_BOUNDS } from '../contract/option-bounds';
import { parseWhole } from '../contract/parse';
import type { Rule, RuleAction } from '../contract/rules';
import { compileTemplate, type Template } from '../template/template';
import { isVariableName } from '../template/variables';
import { type Condition, readCondition } from './condition';
import type { RuleFault } from './fault';

/** An action that was read. Times in ms. */
export type CompiledAction =
  | {
      readonly kind: 'reply';
      readonly template: Template;
      readonly delayMs: number;
      readonly jitterMs: number;
    }
  | { readonly kind: 'variable'; readonly name: string; readonly template: Template }
  | { readonly kind: 'state'; readonly state: string }
  | { readonly kind: 'forward'; readonly to: string; readonly template: Template }
  | { readonly kind: 'close' | 'finish' | 'reset' };

export interface CompiledRule {
  readonly rule: Rule;
  /** Its place in the list. */
  readonly index: number;
  readonly condition: Condition;
  readonly actions: readonly CompiledAction[];
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: RuleFault };

const templateOf = (draft: Draft, field: 'draft' | 'value', action: number): Read<Template> => {
  const compiled = compileTemplate(draft);
  return compiled.ok
    ? { ok: true, value: compiled.template }
    : { ok: false, fault: { field, action, ...compiled.error } };
};

const wait = (typed: string, field: 'delay' | 'jitter', action: number): Read<number> => {
  const read = parseWhole(typed, field === 'delay' ? 'ruleDelay' : 'ruleJitter', REPLY_DELAY_BOUNDS, 0);
  if (read.ok) return { ok: true, value: read.value };
  const params = read.failure.params ?? {};
  return {
    ok: false,
    fault: { field, action, code: 'EINVAL_NUMBER', at: 0, length: typed.length, params },
  };
};

const refused = (
  field: 'name' | 'to',
  action: number,
  code: 'ERULE_VARIABLE' | 'ERULE_FORWARD' | 'ERULE_NO_CONNECTION',
  typed: string,
): Read<never> => ({
  ok: false,
  fault: { field, action, code, at: 0, length: typed.length, params: { value: typed } },
});

/** Null: it does nothing. */
const readAction = (action: RuleAction, at: number, hasConnection: boolean): Read<CompiledAction | null> => {
  const { kind } = action;
  if (!hasConnection && kind !== 'variable' && kind !== 'forward' && kind !== 'ignore') {
    return refused('name', at, 'ERULE_NO_CONNECTION', '');
  }
  switch (kind) {
    case 'reply': {
      const template = templateOf(action.draft, 'draft', at);
      if (!template.ok) return template;
      const delay = wait(action.delay, 'delay', at);
      if (!delay.ok) return delay;
      const jitter = wait(action.jitter, 'jitter', at);
      if (!jitter.ok) return jitter;
      const value = { kind, template: template.value, delayMs: delay.value, jitterMs: jitter.value };
      return { ok: true, value };
    }
    case 'variable': {
      const name = action.name.trim();
      if (!isVariableName(name)) return refused('name', at, 'ERULE_VARIABLE', action.name);
      const template = templateOf(action.value, 'value', at);
      return template.ok ? { ok: true, value: { kind, name, template: template.value } } : template;
    }
    case 'state':
      return { ok: true, value: { kind, state: action.state.trim() } };
    case 'forward': {
      if (action.to === '') return refused('to', at, 'ERULE_FORWARD', '');
      const template = templateOf(action.draft, 'draft', at);
      return template.ok ? { ok: true, value: { kind, to: action.to, template: template.value } } : template;
    }
    case 'ignore':
      return { ok: true, value: null };
    default:
      return { ok: true, value: { kind } };
  }
};

export type ReadRule =
  | { readonly ok: true; readonly rule: CompiledRule }
  | { readonly ok: false; readonly fault: RuleFault };

/** Reads one rule, or says the first thing that is wrong with it. */
export const compileRule = (rule: Rule, index: number): ReadRule => {
  const condition = readCondition(rule.when);
  if ('code' in condition) return { ok: false, fault: condition };
  const actions: CompiledAction[] = [];
  for (const [at, action] of rule.actions.entries()) {
    const read = readAction(action, at, rule.when.trigger !== 'start');
    if (!read.ok) return read;
    if (read.value !== null) actions.push(read.value);
  }
  return { ok: true, rule: { rule, index, condition, actions } };
};

/** Rules that were read, by what they wait for. */
export interface RuleSet {
  readonly messages: readonly CompiledRule[];
  readonly connects: readonly CompiledRule[];
  readonly timers: readonly CompiledRule[];
  readonly starts: readonly CompiledRule[];
}

export interface FaultyRule {
  readonly rule: Rule;
  readonly index: number;
  readonly fault: RuleFault;
}

/** Reads the rules that are switched on. Those that are wrong are told and left out. */
export const compileRules = (
  rules: readonly Rule[],
): { readonly set: RuleSet; readonly faulty: readonly FaultyRule[] } => {
  const good: CompiledRule[] = [];
  const faulty: FaultyRule[] = [];
  for (const [index, rule] of rules.entries()) {
    if (!rule.on) continue;
    const read = compileRule(rule, index);
    if (read.ok) good.push(read.rule);
    else faulty.push({ rule, index, fault: read.fault });
  }
  const waitingFor = (trigger: string): readonly CompiledRule[] =>
    good.filter(({ condition }) => condition.trigger === trigger);
  const events = new Set<string>(['connect', 'timer', 'start']);
  return {
    set: {
      messages: good.filter(({ condition }) => !events.has(condition.trigger)),
      connects: waitingFor('connect'),
      timers: waitingFor('timer'),
      starts: waitingFor('start'),
    },
    faulty,
  };
};
