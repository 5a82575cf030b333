import { useTranslation } from 'react-i18next';
import { HOWS, TRIGGERS } from '../../../core/contract/rule-choices';
import type { Rule, RuleCondition } from '../../../core/contract/rules';
import type { RuleFault } from '../../../core/rules/fault';
import { FieldNote } from '../../ui/field';
import { PickList } from '../../ui/pick-list';
import { Segmented } from '../../ui/segmented';
import { PatternField } from './pattern-field';
import styles from './rule-form.module.css';
import { HOW_WORDS, TRIGGER_WORDS } from './rule-words';
import { WordedSwitch } from './worded-switch';

interface ConditionFormProps {
  readonly rule: Rule;
  readonly onChange: (patch: Partial<RuleCondition>) => void;
  readonly fault: RuleFault | null;
}

const PATTERN_WORDS = { text: 'textPattern', hex: 'hexPattern', regex: 'regexPattern' } as const;
const PATTERN_HINTS = { text: 'textHint', hex: 'hexHint', regex: 'regexHint' } as const;

/** What a rule waits for. */
export const ConditionForm = ({ rule: { when }, onChange, fault }: ConditionFormProps) => {
  const { t } = useTranslation('rules');
  const { trigger } = when;
  const faultOf = (field: RuleFault['field']): RuleFault | null =>
    fault !== null && fault.action === undefined && fault.field === field ? fault : null;
  const pattern = trigger === 'text' || trigger === 'hex' || trigger === 'regex' ? trigger : null;
  const message = pattern !== null || trigger === 'any';
  return (
    <fieldset className={styles.section} aria-label={t('when')}>
      <div className={styles.line}>
        <span className={styles.lead} aria-hidden="true">
          {t('when')}
        </span>
        <PickList
          label={t('trigger')}
          choices={TRIGGERS.map((value) => ({ value, label: t(TRIGGER_WORDS[value]) }))}
          value={trigger}
          onChange={(value) => onChange({ trigger: value })}
        />
        {(trigger === 'text' || trigger === 'hex') && (
          <Segmented
            label={t('how')}
            choices={HOWS.map((value) => ({ value, label: t(HOW_WORDS[value]) }))}
            value={when.how}
            onChange={(how) => onChange({ how })}
          />
        )}
        {(trigger === 'text' || trigger === 'regex') && (
          <WordedSwitch
            label={t('ignoreCase')}
            checked={when.ignoreCase}
            onChange={(ignoreCase) => onChange({ ignoreCase })}
          />
        )}
        {trigger === 'timer' && (
          <>
            <PatternField
              label={t('every')}
              value={when.every}
              onChange={(every) => onChange({ every })}
              fault={faultOf('every')}
              width={130}
            />
            <FieldNote>{t('everyNote')}</FieldNote>
          </>
        )}
      </div>
      {pattern !== null && (
        <div className={styles.line}>
          <PatternField
            label={t(PATTERN_WORDS[pattern])}
            value={when[pattern]}
            onChange={(typed) => onChange({ [pattern]: typed })}
            placeholder={t(PATTERN_HINTS[pattern])}
            fault={faultOf(pattern)}
          />
        </div>
      )}
      {trigger !== 'start' && (
        <div className={styles.line}>
          {message && (
            <span className={styles.labelled}>
              {t('length')}
              <PatternField
                label={t('length')}
                value={when.length}
                onChange={(length) => onChange({ length })}
                placeholder={t('lengthHint')}
                fault={faultOf('length')}
                width={104}
              />
            </span>
          )}
          <span className={styles.labelled}>
            {t('state')}
            <PatternField
              label={t('state')}
              value={when.state}
              onChange={(state) => onChange({ state })}
              placeholder={t('stateHint')}
              fault={null}
              width={112}
            />
          </span>
          <span className={styles.labelled}>
            {t('nth')}
            <PatternField
              label={t('nth')}
              value={when.nth}
              onChange={(nth) => onChange({ nth })}
              placeholder={t('nthHint')}
              fault={faultOf('nth')}
              width={104}
            />
          </span>
        </div>
      )}
    </fieldset>
  );
};
