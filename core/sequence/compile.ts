import type { Draft } from '../contract/draft';
import type { Failure } from '../contract/failure';
import type { Library } from '../contract/library';
import { parseWhole } from '../contract/parse';
import { fail, ok, type Result } from '../contract/result';
import type { Sequence, SequenceStep } from '../contract/sequence';
import type { Otherwise } from '../contract/sequence-choices';
import { type Condition, readCondition } from '../rules/condition';
import { failureOfRule } from '../rules/fault';
import { failureOfFault } from '../template/outgoing';
import { compileTemplate, type Template } from '../template/template';
import { isVariableName } from '../template/variables';
import type { SequenceCode } from './codes';

/** A step that was read. Places are those of the sequence's own list. */
export type CompiledStep =
  | { readonly kind: 'send'; readonly template: Template }
  | { readonly kind: 'wait'; readonly ms: number }
  | {
      readonly kind: 'expect';
      readonly condition: Condition;
      readonly withinMs: number;
      readonly otherwise: Otherwise;
    }
  | { readonly kind: 'set'; readonly name: string; readonly template: Template }
  /** `times` null: until stopped. `end`: the place of its End. */
  | { readonly kind: 'repeat'; readonly times: number | null; readonly end: number }
  /** `otherwise`: the place of its Else or End, behind which it goes on when it does not hold. */
  | { readonly kind: 'if'; readonly condition: Condition; readonly not: boolean; readonly otherwise: number }
  /** Reached at the end of what the If is for. */
  | { readonly kind: 'else'; readonly end: number }
  /** `back`: the place of the repeat that it closes; null: it closes an If. */
  | { readonly kind: 'end'; readonly back: number | null }
  | { readonly kind: 'note' };

/** What is wrong with a step, by its place. */
export interface StepFault {
  readonly step: number;
  readonly failure: Failure;
}

const DAY_MS = 86_400_000;
const TIMES = { min: 1, max: 1_000_000_000 };

/** What an empty field means. In ms. */
export const DEFAULT_WITHIN_MS = 1000;

type Read = CompiledStep | Failure;

const isFailure = (read: Read): read is Failure => 'code' in read;

const own = (code: SequenceCode, step: number, value = ''): Failure => ({
  code,
  params: { step: step + 1, value },
});

/** What belongs together: a Repeat or If, its End, and the Else between them. */
export interface Block {
  readonly opening: number;
  readonly otherwise: number | null;
  readonly end: number;
}

/** For each place the block that it opens, parts or closes; null where it does none of these, or what it needs is missing. */
export const blocksOf = (steps: readonly Pick<SequenceStep, 'kind'>[]): readonly (Block | null)[] => {
  const found: (Block | null)[] = steps.map(() => null);
  const open: { readonly opening: number; otherwise: number | null }[] = [];
  for (const [at, { kind }] of steps.entries()) {
    if (kind === 'repeat' || kind === 'if') open.push({ opening: at, otherwise: null });
    const last = open.at(-1);
    if (last === undefined) continue;
    // Of two the second has no place; nor has one in a Repeat.
    const parts = kind === 'else' && steps[last.opening]?.kind === 'if' && last.otherwise === null;
    if (parts) last.otherwise = at;
    if (kind !== 'end') continue;
    open.pop();
    const block = { ...last, end: at };
    for (const place of [block.opening, block.otherwise, block.end]) if (place !== null) found[place] = block;
  }
  return found;
};

/** How deep each step stands in repeats and branches. */
export const depthsOf = (steps: readonly SequenceStep[]): readonly number[] => {
  let depth = 0;
  return steps.map(({ kind }) => {
    if (kind === 'end') depth = Math.max(0, depth - 1);
    const own = kind === 'else' ? Math.max(0, depth - 1) : depth;
    if (kind === 'repeat' || kind === 'if') depth += 1;
    return own;
  });
};

const templateOf = (draft: Draft): Template | Failure => {
  const compiled = compileTemplate(draft);
  return compiled.ok ? compiled.template : failureOfFault(compiled.error);
};

const readStep = (
  step: SequenceStep,
  at: number,
  block: Block | null,
  all: readonly SequenceStep[],
  saved: (id: string) => Draft | undefined,
): Read => {
  switch (step.kind) {
    case 'send': {
      const draft = step.message === '' ? step.draft : saved(step.message);
      if (draft === undefined) return own('ESEQUENCE_MESSAGE', at);
      const template = templateOf(draft);
      return 'code' in template ? template : { kind: 'send', template };
    }
    case 'wait': {
      const ms = parseWhole(step.ms, 'sequenceWait', { min: 0, max: DAY_MS }, 0);
      return ms.ok ? { kind: 'wait', ms: ms.value } : ms.failure;
    }
    case 'expect': {
      const condition = readCondition(step.match);
      if ('code' in condition) return failureOfRule(condition);
      const within = parseWhole(step.within, 'sequenceWithin', { min: 1, max: DAY_MS }, DEFAULT_WITHIN_MS);
      if (!within.ok) return within.failure;
      return { kind: 'expect', condition, withinMs: within.value, otherwise: step.otherwise };
    }
    case 'set': {
      const name = step.name.trim();
      if (!isVariableName(name)) return own('ESEQUENCE_VARIABLE', at, step.name);
      const template = templateOf(step.value);
      return 'code' in template ? template : { kind: 'set', name, template };
    }
    case 'repeat': {
      if (block === null) return own('ESEQUENCE_NESTING', at);
      const times = parseWhole(step.times, 'sequenceTimes', TIMES, 0);
      if (!times.ok) return times.failure;
      return { kind: 'repeat', times: times.value === 0 ? null : times.value, end: block.end };
    }
    case 'if': {
      if (block === null) return own('ESEQUENCE_NESTING', at);
      const condition = readCondition(step.match);
      if ('code' in condition) return failureOfRule(condition);
      return { kind: 'if', condition, not: step.not, otherwise: block.otherwise ?? block.end };
    }
    case 'else':
      return block === null ? own('ESEQUENCE_NESTING', at) : { kind: 'else', end: block.end };
    case 'end':
      if (block === null) return own('ESEQUENCE_NESTING', at);
      return { kind: 'end', back: all[block.opening]?.kind === 'repeat' ? block.opening : null };
    case 'note':
      return { kind: 'note' };
  }
};

/** The same sequence with the saved messages put in that it sends. Fails with ESEQUENCE_MESSAGE where one is gone. */
export const withSaved = (sequence: Sequence, library: Library): Result<Sequence> => {
  const steps: SequenceStep[] = [];
  for (const [at, step] of sequence.steps.entries()) {
    const wanted = step.kind === 'send' ? step.message : '';
    const saved = library.find(({ id }) => id === wanted);
    if (wanted !== '' && saved === undefined) return fail(own('ESEQUENCE_MESSAGE', at));
    steps.push(
      step.kind === 'send' && saved !== undefined ? { ...step, message: '', draft: saved.draft } : step,
    );
  }
  return ok({ ...sequence, steps });
};

/** Reads all steps; what is wrong is told for each step by itself. */
export const compileSequence = (
  { steps }: Pick<Sequence, 'steps'>,
  saved: (id: string) => Draft | undefined,
): { readonly steps: readonly CompiledStep[]; readonly faults: readonly StepFault[] } => {
  const blocks = blocksOf(steps);
  const good: CompiledStep[] = [];
  const faults: StepFault[] = [];
  for (const [at, step] of steps.entries()) {
    const read = readStep(step, at, blocks[at] ?? null, steps, saved);
    if (isFailure(read)) faults.push({ step: at, failure: read });
    else good.push(read);
  }
  return { steps: good, faults };
};
