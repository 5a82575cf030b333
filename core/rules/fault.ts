import type { Failure, Params } from '../contract/failure';
import type { RuleCondition } from '../contract/rules';
import type { RegexCode } from '../filter/codes';
import type { DraftCode } from '../payload/codes';
import type { TemplateCode } from '../template/codes';
import type { RuleCode } from './codes';

/** What of a rule is wrong: a field of its condition, or of one of its actions. */
export type RuleField = keyof RuleCondition | 'draft' | 'value' | 'name' | 'delay' | 'jitter' | 'to';

/** What is wrong with a rule, and where. `at` and `length` are code units of the field's text. */
export interface RuleFault {
  readonly field: RuleField;
  /** The action's place; without it, the condition. */
  readonly action?: number;
  readonly code: RuleCode | RegexCode | TemplateCode | DraftCode | 'EINVAL_NUMBER';
  readonly at: number;
  readonly length: number;
  readonly params: Params;
}

export const failureOfRule = ({ code, at, params }: RuleFault): Failure => ({
  code,
  params: { ...params, at: at + 1 },
});
