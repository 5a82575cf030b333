import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../core/contract/draft';
import { endpointName } from '../../../core/contract/endpoint-name';
import type { How, Trigger } from '../../../core/contract/rule-choices';
import type { Rule, RuleAction } from '../../../core/contract/rules';
import { plainSentence, plainText } from '../../../core/payload/visible';
import { endpointById } from '../../state/endpoints';

export const TRIGGER_WORDS = {
  any: 'any',
  text: 'text',
  hex: 'hex',
  regex: 'regex',
  connect: 'connect',
  timer: 'timer',
  start: 'start',
} as const satisfies Record<Trigger, string>;

export const HOW_WORDS = {
  equals: 'equals',
  starts: 'starts',
  ends: 'ends',
  contains: 'contains',
} as const satisfies Record<How, string>;

const WHEN_WORDS = {
  equals: 'whenEquals',
  starts: 'whenStarts',
  ends: 'whenEnds',
  contains: 'whenContains',
} as const satisfies Record<How, string>;

const MOST_SHOWN = 48;
const short = (text: string): string =>
  plainSentence(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text);

const written = (draft: Draft): string => short(draft.format === 'hex' ? draft.hex : draft.text);

/** A rule in words: what it waits for, and what it does. */
export interface RuleWords {
  readonly when: (rule: Rule) => string;
  readonly does: (rule: Rule) => string;
  /** What it is called: its name, or what it waits for. */
  readonly title: (rule: Rule) => string;
}

const makeWords = (t: TFunction<'rules'>): RuleWords => {
  const waited = ({ trigger, how, text, hex, regex, every }: Rule['when']): string => {
    switch (trigger) {
      case 'text':
        return t(WHEN_WORDS[how], { pattern: `“${short(text)}”` });
      case 'hex':
        return t(WHEN_WORDS[how], { pattern: short(hex) });
      case 'regex':
        return t('whenRegex', { pattern: `/${short(regex)}/` });
      case 'timer':
        return t('whenTimer', { every: short(every) });
      case 'any':
        return t('whenAny');
      case 'connect':
        return t('whenConnect');
      case 'start':
        return t('whenStart');
    }
  };
  const when = (rule: Rule): string => {
    const { state, nth, length } = rule.when;
    return [
      waited(rule.when),
      ...(length.trim() === '' ? [] : [t('withLength', { length: short(length) })]),
      ...(state.trim() === '' ? [] : [t('inState', { state: short(state) })]),
      ...(nth.trim() === '' ? [] : [t('onlyNth', { nth: short(nth) })]),
    ].join(' · ');
  };
  const action = (one: RuleAction): string => {
    switch (one.kind) {
      case 'reply':
        return t('doesReply', {
          reply: one.draft.format === 'hex' ? written(one.draft) : `“${written(one.draft)}”`,
        });
      case 'variable':
        return t('doesVariable', { name: `$${short(one.name)}` });
      case 'state':
        return one.state.trim() === ''
          ? t('doesFirstState')
          : t('doesState', { state: `“${short(one.state)}”` });
      case 'forward': {
        const to = endpointById(one.to);
        return t('doesForward', { to: to === undefined ? '–' : plainText(endpointName(to, null)) });
      }
      case 'close':
        return t('doesClose');
      case 'finish':
        return t('doesFinish');
      case 'reset':
        return t('doesReset');
      case 'ignore':
        return t('doesIgnore');
    }
  };
  return {
    when,
    does: (rule) => (rule.actions.length === 0 ? t('doesIgnore') : rule.actions.map(action).join(', ')),
    title: (rule) => (rule.name.trim() === '' ? when(rule) : plainText(rule.name)),
  };
};

export const useRuleWords = (): RuleWords => {
  const { t } = useTranslation('rules');
  return useMemo(() => makeWords(t), [t]);
};
