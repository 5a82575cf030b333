import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTION_KINDS, MAX_ACTIONS } from '../../../core/contract/rule-choices';
import type { Rule } from '../../../core/contract/rules';
import { compileRule } from '../../../core/rules/compile';
import { newAction } from '../../../core/rules/new-rule';
import { changeRule, deleteRule, duplicateRule, moveRule } from '../../state/rules';
import { Button, IconButton } from '../../ui/button';
import { Field } from '../../ui/field';
import { ACTION_WORDS, ActionForm } from './action-form';
import { ConditionForm } from './condition-form';
import styles from './rule-form.module.css';
import { useRuleWords } from './rule-words';
import { WordedSwitch } from './worded-switch';

interface RuleFormProps {
  readonly id: string;
  readonly rule: Rule;
  readonly at: number;
  readonly last: boolean;
}

/** All about one rule. Edits apply at once, as far as they are whole. */
export const RuleForm = ({ id, rule, at, last }: RuleFormProps) => {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  const read = useMemo(() => compileRule(rule, at), [rule, at]);
  const fault = read.ok ? null : read.fault;
  const change = (patch: Partial<Rule>): void => changeRule(id, { ...rule, ...patch });
  const { actions } = rule;
  const move = (from: number, to: number): void => {
    const moved = [...actions];
    moved.splice(to, 0, ...moved.splice(from, 1));
    change({ actions: moved });
  };
  return (
    <section className={styles.form} aria-label={t('form', { number: at + 1 })}>
      <div className={styles.formHead}>
        <Field
          label={t('name')}
          value={rule.name}
          onChange={(name) => change({ name })}
          placeholder={words.when(rule)}
          maxLength={100}
        />
        <IconButton
          icon={IconArrowUp}
          label={t('up')}
          disabled={at === 0}
          onClick={() => moveRule(id, rule.id, at - 1)}
          quiet
        />
        <IconButton
          icon={IconArrowDown}
          label={t('down')}
          disabled={last}
          onClick={() => moveRule(id, rule.id, at + 1)}
          quiet
        />
        <IconButton icon={IconCopy} label={t('duplicate')} onClick={() => duplicateRule(id, rule.id)} quiet />
        <IconButton icon={IconTrash} label={t('delete')} onClick={() => deleteRule(id, rule.id)} quiet />
      </div>
      <ConditionForm
        rule={rule}
        onChange={(patch) => change({ when: { ...rule.when, ...patch } })}
        fault={fault}
      />
      <fieldset className={styles.section} aria-label={t('thenDo')}>
        <span className={styles.lead} aria-hidden="true">
          {t('thenDo')}
        </span>
        <ol className={styles.actions}>
          {/* An action is its place. */}
          {[...actions.entries()].map(([place, action]) => (
            <ActionForm
              key={place}
              id={id}
              at={place}
              last={place === actions.length - 1}
              action={action}
              onChange={(changed) =>
                change({ actions: actions.map((one, i) => (i === place ? changed : one)) })
              }
              onMove={(to) => move(place, to)}
              onRemove={() => change({ actions: actions.filter((_, i) => i !== place) })}
              fault={fault?.action === place ? fault : null}
            />
          ))}
        </ol>
        <div className={styles.line}>
          <Menu>
            <Menu.Target>
              <Button look="quiet" icon={IconPlus} disabled={actions.length >= MAX_ACTIONS}>
                {t('addAction')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {ACTION_KINDS.map((kind) => (
                <Menu.Item key={kind} onClick={() => change({ actions: [...actions, newAction(kind)] })}>
                  {t(ACTION_WORDS[kind])}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <WordedSwitch label={t('goOn')} checked={rule.goOn} onChange={(goOn) => change({ goOn })} />
        </div>
      </fieldset>
    </section>
  );
};
