import { useTranslation } from 'react-i18next';
import type { RuleCondition } from '../../../core/contract/rules';
import type { SequenceStep } from '../../../core/contract/sequence';
import type { StepKind } from '../../../core/contract/sequence-choices';
import { writtenIn } from '../../../core/library/library';
import { plainSentence } from '../../../core/payload/visible';
import { DEFAULT_WITHIN_MS } from '../../../core/sequence/compile';
import { useLibrary } from '../../state/library';
import { useFormats } from '../../ui/format';

export const KIND_WORDS = {
  send: 'kindSend',
  wait: 'kindWait',
  expect: 'kindExpect',
  set: 'kindSet',
  repeat: 'kindRepeat',
  if: 'kindIf',
  else: 'kindElse',
  end: 'kindEnd',
  note: 'kindNote',
} as const satisfies Record<StepKind, string>;

export const HOW_WORDS = {
  equals: 'howEquals',
  starts: 'howStarts',
  ends: 'howEnds',
  contains: 'howContains',
} as const;

/** As much of a message as a line shows, in characters. */
const SHOWN = 120;

const short = (text: string): string => plainSentence(text.slice(0, SHOWN).replaceAll('\n', '↵'));

/** What a step does, in a few words behind the name of its kind. */
export const useStepWords = (): ((step: SequenceStep) => string) => {
  const { t } = useTranslation('sequences');
  const { milliseconds, count } = useFormats();
  const messages = useLibrary((state) => state.messages);
  const ms = (typed: string, empty: number): string => {
    const value = Number(typed.trim() === '' ? empty : typed);
    return Number.isFinite(value) ? milliseconds(value) : short(typed);
  };
  const pattern = (match: RuleCondition): string => {
    switch (match.trigger) {
      case 'text':
        return `${t(HOW_WORDS[match.how])} ${short(match.text)}`;
      case 'hex':
        return `${t(HOW_WORDS[match.how])} ${short(match.hex)}`;
      case 'regex':
        return `/${short(match.regex)}/`;
      default:
        return t('matchAny');
    }
  };
  return (step) => {
    switch (step.kind) {
      case 'send':
        return step.message === ''
          ? short(writtenIn(step.draft))
          : short(messages.find(({ id }) => id === step.message)?.name ?? t('messageGone'));
      case 'wait':
        return ms(step.ms, 0);
      case 'expect':
        return `${pattern(step.match)} · ${t('within', { time: ms(step.within, DEFAULT_WITHIN_MS) })}`;
      case 'set':
        return `${short(step.name)} = ${short(writtenIn(step.value))}`;
      case 'repeat': {
        const times = Number(step.times);
        if (step.times.trim() === '') return t('untilStopped');
        return Number.isFinite(times) ? t('times', { count: times, shown: count(times) }) : short(step.times);
      }
      case 'if':
        return `${step.not ? `${t('not')} ` : ''}${pattern(step.match)}`;
      case 'else':
      case 'end':
        return '';
      case 'note':
        return short(step.text);
    }
  };
};
