import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../../core/contract/rules';
import { encodeDraft } from '../../../core/payload/draft';
import { DryRun } from '../../../core/rules/dry-run';
import type { Effect } from '../../../core/rules/machine';
import { hexDraft, textDraft } from '../../../core/rules/new-rule';
import {
  answerOf,
  cancelDryRun,
  canDryRunConversation,
  type DryLine,
  type DryScope,
  dryRunOf,
  MOST_LINES,
  scopeDryRun,
  startDryRun,
  useDryRun,
} from '../../state/dry-run';
import { useEndpoint } from '../../state/endpoints';
import { goToRow } from '../../state/log';
import { closeRules, selectRule } from '../../state/rules';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { Field } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { Segmented } from '../../ui/segmented';
import { useRuleWords } from './rule-words';
import styles from './try-panel.module.css';

const EFFECT_WORDS = {
  reply: 'didReply',
  forward: 'didForward',
  close: 'doesClose',
  finish: 'doesFinish',
  reset: 'doesReset',
  failed: 'didFail',
} as const satisfies Record<Effect['kind'], string>;

const useAnswerWords = () => {
  const { t } = useTranslation('rules');
  return (answers: DryLine['answers']): string =>
    answers.length === 0
      ? t('noAnswer')
      : answers.map(({ kind, text }) => t(EFFECT_WORDS[kind], { shown: text })).join(', ');
};

/** A message that is written here, and what would be answered to it: alive while rules are edited. */
const TryMessage = ({ id, rules }: { readonly id: string; readonly rules: readonly Rule[] }) => {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  const answerWords = useAnswerWords();
  const endpoint = useEndpoint(id, (one) => one);
  const [typed, setTyped] = useState('');
  const [hex, setHex] = useState(false);
  const outcome = useMemo(() => {
    if (typed === '' || endpoint === undefined) return null;
    const encoded = encodeDraft(hex ? hexDraft(typed) : textDraft(typed));
    if (!encoded.ok) return { wrong: true, said: '' };
    // One whole message: framing is tried with captured rows.
    const dry = dryRunOf({ ...endpoint, framing: { ...endpoint.framing, kind: 'raw' } });
    if (!(dry instanceof DryRun)) return null;
    const [answer] = dry.take({
      row: 0,
      flow: 1,
      datagram: false,
      peer: '',
      bytes: encoded.bytes,
      atMs: 0,
    });
    if (answer === undefined || answer.rules.length === 0) return { wrong: false, said: t('noRule') };
    const titles = answer.rules.map((at) => {
      const rule = rules[at];
      return rule === undefined ? '' : t('ruleShort', { number: at + 1, title: words.title(rule) });
    });
    return { wrong: false, said: `${titles.join(', ')} → ${answerWords(answer.effects.map(answerOf))}` };
  }, [typed, hex, endpoint, rules, t, words, answerWords]);
  return (
    <div className={styles.tryLine}>
      <span className={styles.lead} aria-hidden="true">
        {t('tryMessage')}
      </span>
      <Field
        label={t('tryMessage')}
        value={typed}
        onChange={setTyped}
        placeholder={t('tryHint')}
        mono
        width={260}
        problem={outcome?.wrong === true ? t('wrong') : null}
      />
      <Segmented
        label={t('tryNotation')}
        choices={[
          { value: 'text', label: t('asText') },
          { value: 'hex', label: t('asHex') },
        ]}
        value={hex ? 'hex' : 'text'}
        onChange={(value) => setHex(value === 'hex')}
      />
      <output className={styles.outcome} aria-label={t('outcome')}>
        {outcome?.said}
      </output>
    </div>
  );
};

const Lines = ({ rules, lines }: { readonly rules: readonly Rule[]; readonly lines: readonly DryLine[] }) => {
  const { t } = useTranslation('rules');
  const { count } = useFormats();
  const words = useRuleWords();
  const answerWords = useAnswerWords();
  return (
    <table className={styles.results} aria-label={t('results')}>
      <thead>
        <tr>
          <th>{t('columnRow')}</th>
          <th>{t('columnReceived')}</th>
          <th>{t('columnRule')}</th>
          <th>{t('columnAnswer')}</th>
        </tr>
      </thead>
      <tbody>
        {[...lines.entries()].map(([at, line]) => (
          <tr key={at}>
            <td>
              <button
                type="button"
                className={styles.link}
                aria-label={t('goToRow', { row: count(line.row + 1) })}
                onClick={() => {
                  closeRules();
                  void goToRow(line.row);
                }}
              >
                {count(line.row + 1)}
              </button>
            </td>
            <td className={styles.mono}>{line.received}</td>
            <td>
              {line.rules.length === 0
                ? t('noRule')
                : line.rules.map((place) => {
                    const rule = rules[place];
                    return (
                      rule !== undefined && (
                        <button
                          key={place}
                          type="button"
                          className={styles.link}
                          onClick={() => selectRule(rule.id)}
                        >
                          {t('ruleShort', { number: place + 1, title: words.title(rule) })}
                        </button>
                      )
                    );
                  })}
            </td>
            <td className={styles.mono}>{line.rules.length === 0 ? '' : answerWords(line.answers)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** What the rules would answer: to a message that is written, and to what was captured. Nothing is sent. */
export const TryPanel = ({ id, rules }: { readonly id: string; readonly rules: readonly Rule[] }) => {
  const { t } = useTranslation('rules');
  const { count } = useFormats();
  const { scope, progress, result, failure } = useDryRun();
  const running = progress !== null;
  return (
    <section className={styles.try} aria-label={t('try')}>
      <TryMessage id={id} rules={rules} />
      <div className={styles.tryLine}>
        <span className={styles.lead} aria-hidden="true">
          {t('dryRun')}
        </span>
        <Segmented<DryScope>
          label={t('dryScope')}
          choices={[
            { value: 'view', label: t('scopeView') },
            { value: 'conversation', label: t('scopeConversation') },
          ]}
          value={scope}
          onChange={scopeDryRun}
        />
        {running ? (
          <Button icon={IconPlayerStop} onClick={cancelDryRun}>
            {t('cancel')}
          </Button>
        ) : (
          <Button
            icon={IconPlayerPlay}
            hint={t('dryRunHint')}
            disabled={scope === 'conversation' && !canDryRunConversation()}
            onClick={() => void startDryRun(id)}
          >
            {t('startDryRun')}
          </Button>
        )}
        {running && <progress className={styles.bar} aria-label={t('dryRun')} value={progress} max={1} />}
        <span className={styles.summary} role="status">
          {result !== null &&
            t(result.cancelled ? 'summaryCancelled' : 'summary', {
              answered: count(result.answered),
              messages: count(result.messages),
            })}
          {result !== null &&
            result.messages > result.lines.length &&
            ` ${t('firstShown', { shown: count(MOST_LINES) })}`}
        </span>
      </div>
      {failure !== null && <FailureNote failure={failure} />}
      {result !== null && result.lines.length > 0 && (
        <div className={styles.scroll}>
          <Lines rules={rules} lines={result.lines} />
        </div>
      )}
    </section>
  );
};
