import { create } from 'zustand';
import type { FramingSetting } from '../../core/contract/framing';
import { MAX_RULES } from '../../core/contract/rule-choices';
import type { Rule } from '../../core/contract/rules';
import { newRule } from '../../core/rules/new-rule';
import { type PresetName, presetOf } from '../../core/rules/presets';
import { forgetDryRun } from './dry-run';
import { configure, endpointById } from './endpoints';

interface RulesState {
  /** The endpoint whose rules are edited; null: none. */
  readonly id: string | null;
  /** The rule whose form is shown. */
  readonly selected: string | null;
  /** What was there before rules were replaced or deleted, until something else is changed. */
  readonly undo: Before | null;
}

interface Before {
  readonly rules: readonly Rule[];
  readonly framing: FramingSetting;
}

const CLOSED: RulesState = { id: null, selected: null, undo: null };

export const useRules = create<RulesState>()(() => CLOSED);

export const openRules = (id: string): void =>
  useRules.setState({ id, selected: rulesOf(id)[0]?.id ?? null, undo: null });
export const closeRules = (): void => useRules.setState(CLOSED);
export const selectRule = (selected: string | null): void => useRules.setState({ selected });

const rulesOf = (id: string): readonly Rule[] => endpointById(id)?.autoReply.rules ?? [];

const beforeOf = (id: string): Before | null => {
  const endpoint = endpointById(id);
  return endpoint === undefined ? null : { rules: endpoint.autoReply.rules, framing: endpoint.framing };
};

const setRules = (id: string, rules: readonly Rule[], undo: Before | null = null): void => {
  useRules.setState({ undo });
  // What was tried was tried with other rules.
  forgetDryRun();
  configure(id, (endpoint) => ({
    ...endpoint,
    autoReply: { ...endpoint.autoReply, rules: [...rules] },
  }));
};

const newId = (): string => crypto.randomUUID();

/** Adds a rule behind the selected one, and selects it. */
export const addRule = (id: string): void => {
  const rules = [...rulesOf(id)];
  if (rules.length >= MAX_RULES) return;
  const made = newRule(newId());
  const at = rules.findIndex((rule) => rule.id === useRules.getState().selected);
  rules.splice(at === -1 ? rules.length : at + 1, 0, made);
  setRules(id, rules);
  selectRule(made.id);
};

export const duplicateRule = (id: string, rule: string): void => {
  const rules = [...rulesOf(id)];
  const at = rules.findIndex((one) => one.id === rule);
  const original = rules[at];
  if (original === undefined || rules.length >= MAX_RULES) return;
  const made = { ...original, id: newId() };
  rules.splice(at + 1, 0, made);
  setRules(id, rules);
  selectRule(made.id);
};

export const deleteRule = (id: string, rule: string): void => {
  const rules = rulesOf(id);
  const at = rules.findIndex((one) => one.id === rule);
  const rest = rules.filter((one) => one.id !== rule);
  setRules(id, rest, beforeOf(id));
  selectRule((rest[at] ?? rest[at - 1])?.id ?? null);
};

export const changeRule = (id: string, changed: Rule): void =>
  setRules(
    id,
    rulesOf(id).map((rule) => (rule.id === changed.id ? changed : rule)),
  );

/** Puts a rule to another place, from 0. */
export const moveRule = (id: string, rule: string, to: number): void => {
  const rules = [...rulesOf(id)];
  const from = rules.findIndex((one) => one.id === rule);
  const [moved] = from === -1 ? [] : rules.splice(from, 1);
  if (moved === undefined) return;
  rules.splice(Math.max(0, Math.min(to, rules.length)), 0, moved);
  setRules(id, rules);
};

/** Puts a preset's rules in the place of what is there; the framing follows. Undo brings both back. */
export const takePreset = (id: string, name: PresetName, nameOf: (english: string) => string): void => {
  const before = beforeOf(id);
  const preset = presetOf(name);
  const rules = preset.rules.map((rule) => ({ ...rule, id: newId(), name: nameOf(rule.name) }));
  configure(id, (endpoint) => ({
    ...endpoint,
    framing: { ...endpoint.framing, most: '', ...preset.framing },
  }));
  setRules(id, rules, before?.rules.length === 0 ? null : before);
  selectRule(rules[0]?.id ?? null);
};

export const undoRules = (id: string): void => {
  const { undo } = useRules.getState();
  if (undo === null) return;
  configure(id, (endpoint) => ({ ...endpoint, framing: undo.framing }));
  setRules(id, undo.rules);
  selectRule(undo.rules[0]?.id ?? null);
};
