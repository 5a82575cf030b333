import { useTranslation } from 'react-i18next';
import { HOWS } from '../../../core/contract/rule-choices';
import type { RuleCondition } from '../../../core/contract/rules';
import { Field } from '../../ui/field';
import { PickList } from '../../ui/pick-list';
import { Segmented } from '../../ui/segmented';
import { Switch } from '../../ui/switch';
import styles from './sequences.module.css';
import { HOW_WORDS } from './step-words';

const KINDS = ['any', 'text', 'hex', 'regex'] as const;
type Kind = (typeof KINDS)[number];
const KIND_WORDS = { any: 'matchAny', text: 'matchText', hex: 'matchHex', regex: 'matchRegex' } as const;

interface MatchFieldsProps {
  readonly match: RuleCondition;
  readonly onChange: (match: RuleCondition) => void;
}

/** Which message is meant: any, or one with a text, bytes, or an expression in it. */
export const MatchFields = ({ match, onChange }: MatchFieldsProps) => {
  const { t } = useTranslation('sequences');
  const kind: Kind = KINDS.find((one) => one === match.trigger) ?? 'any';
  const change = (patch: Partial<RuleCondition>): void => onChange({ ...match, ...patch });
  return (
    <>
      <div className={styles.row}>
        <span>{t('message')}</span>
        <Segmented
          label={t('message')}
          choices={KINDS.map((value) => ({ value, label: t(KIND_WORDS[value]) }))}
          value={kind}
          onChange={(trigger) => change({ trigger })}
        />
      </div>
      {kind !== 'any' && (
        <div className={styles.row}>
          <span>{t('pattern')}</span>
          <div className={styles.inline}>
            {kind !== 'regex' && (
              <PickList
                label={t('how')}
                choices={HOWS.map((value) => ({ value, label: t(HOW_WORDS[value]) }))}
                value={match.how}
                onChange={(how) => change({ how })}
              />
            )}
            <Field
              label={t('pattern')}
              value={match[kind]}
              onChange={(typed) => change({ [kind]: typed })}
              placeholder={kind === 'hex' ? '01 ?? 0F' : kind === 'regex' ? '(\\d+)' : 'OK\\r\\n'}
              maxLength={10_000}
              mono
            />
          </div>
        </div>
      )}
      {(kind === 'text' || kind === 'regex') && (
        <div className={styles.row}>
          <span>{t('ignoreCase')}</span>
          <Switch
            label={t('ignoreCase')}
            checked={match.ignoreCase}
            onChange={(ignoreCase) => change({ ignoreCase })}
          />
        </div>
      )}
      <div className={styles.row}>
        <span>{t('length')}</span>
        <Field
          label={t('length')}
          value={match.length}
          onChange={(length) => change({ length })}
          placeholder={t('anyLength')}
          width={120}
          mono
        />
      </div>
    </>
  );
};
