import type { Draft } from '../contract/draft';
import type { ActionKind } from '../contract/rule-choices';
import type { Rule, RuleAction, RuleCondition } from '../contract/rules';

export const textDraft = (text: string, lineEnding: 'none' | 'lf' | 'crlf' = 'none'): Draft => ({
  format: 'text',
  text,
  encoding: 'utf-8',
  lineEnding,
  raw: false,
});

export const hexDraft = (hex: string): Draft => ({ format: 'hex', hex });

export const newCondition = (change: Partial<RuleCondition> = {}): RuleCondition => ({
  trigger: 'text',
  how: 'starts',
  text: '',
  hex: '',
  regex: '',
  ignoreCase: false,
  length: '',
  nth: '',
  state: '',
  every: '1000',
  ...change,
});

/** An action of a kind, with nothing in it yet. */
export const newAction = (kind: ActionKind): RuleAction => {
  switch (kind) {
    case 'reply':
      return { kind, draft: textDraft(''), delay: '', jitter: '' };
    case 'variable':
      return { kind, name: '', value: textDraft('{{$message}}') };
    case 'state':
      return { kind, state: '' };
    case 'forward':
      return { kind, to: '', draft: textDraft('{{$message}}') };
    default:
      return { kind };
  }
};

/** A rule that answers everything with nothing yet. */
export const newRule = (id: string, change: Partial<Omit<Rule, 'id'>> = {}): Rule => ({
  id,
  name: '',
  on: true,
  when: newCondition({ trigger: 'any' }),
  actions: [newAction('reply')],
  goOn: false,
  ...change,
});
