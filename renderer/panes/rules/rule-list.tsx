import { IconAlertTriangle, IconGripVertical } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule, RuleStatus } from '../../../core/contract/rules';
import { compileRule } from '../../../core/rules/compile';
import { changeRule, deleteRule, moveRule, selectRule, useRules } from '../../state/rules';
import { drawNow } from '../../ui/draw-now';
import { useFormats } from '../../ui/format';
import { Switch } from '../../ui/switch';
import styles from './rule-list.module.css';
import { useRuleWords } from './rule-words';
import { useRuleStatus } from './use-rule-status';

const rowId = (rule: string): string => `rule-${rule}`;

const focusRule = (rule: string | null): void => {
  if (rule === null) return;
  drawNow();
  document.getElementById(rowId(rule))?.focus();
};

interface RowProps {
  readonly id: string;
  readonly rule: Rule;
  readonly at: number;
  readonly rules: readonly Rule[];
  readonly status: RuleStatus | undefined;
  readonly dragged: string | null;
  readonly onDrag: (rule: string | null) => void;
}

/** One rule in one readable line: when, and what then. */
const Row = ({ id, rule, at, rules, status, dragged, onDrag }: RowProps) => {
  const { t } = useTranslation('rules');
  const { count, ago } = useFormats();
  const words = useRuleWords();
  const selected = useRules((state) => state.selected === rule.id);
  const [over, setOver] = useState(false);
  const from = rules.findIndex((one) => one.id === dragged);
  const faulty = rule.on && !compileRule(rule, at).ok;
  const keys = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined && event.altKey) {
      moveRule(id, rule.id, at + step);
      focusRule(rule.id);
    } else if (step !== undefined) {
      const next = rules[at + step];
      if (next === undefined) return;
      selectRule(next.id);
      focusRule(next.id);
    } else if (event.key === 'Delete') {
      deleteRule(id, rule.id);
      focusRule(useRules.getState().selected);
    } else return;
    event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (dragged !== null && dragged !== rule.id) moveRule(id, dragged, at);
    onDrag(null);
  };
  const title = words.title(rule);
  const matches = status?.matches ?? 0;
  return (
    <li
      className={styles.row}
      data-selected={selected}
      data-on={rule.on}
      data-over={over && from !== -1 && from !== at ? (from > at ? 'above' : 'below') : undefined}
      data-dragged={dragged === rule.id}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', '');
        onDrag(rule.id);
      }}
      onDragEnd={() => onDrag(null)}
      onDragOver={(event) => {
        if (dragged === null) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconGripVertical size={14} stroke={1.8} className={styles.grip} aria-hidden />
      <Switch
        label={t('switchRule', { number: at + 1, title })}
        checked={rule.on}
        onChange={(on) => changeRule(id, { ...rule, on })}
      />
      <button
        type="button"
        id={rowId(rule.id)}
        className={styles.line}
        aria-current={selected}
        aria-label={t('rule', { number: at + 1, title, does: words.does(rule) })}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
        tabIndex={selected ? 0 : -1}
        onClick={() => selectRule(rule.id)}
        onKeyDown={keys}
      >
        <span className={styles.number}>{count(at + 1)}</span>
        <span className={styles.words}>
          <span className={styles.title}>{title}</span>
          <span className={styles.does}>{words.does(rule)}</span>
        </span>
        {faulty ? (
          <IconAlertTriangle
            size={14}
            stroke={1.9}
            className={styles.wrong}
            aria-label={t('wrong')}
            role="img"
          />
        ) : (
          matches > 0 && (
            <span className={styles.counter}>
              {t('matches', { count: matches, shown: count(matches) })}
              <span className={styles.last}>
                {status?.lastAt == null ? '' : ago(Date.now() - status.lastAt)}
              </span>
            </span>
          )
        )}
      </button>
    </li>
  );
};

/** The rules in their order; the first that fits answers. Dragged, or moved with Alt and the arrow keys. */
export const RuleList = ({ id, rules }: { readonly id: string; readonly rules: readonly Rule[] }) => {
  const { t } = useTranslation('rules');
  const statuses = useRuleStatus(id);
  const [dragged, setDragged] = useState<string | null>(null);
  return (
    <ol className={styles.list} aria-label={t('list')}>
      {rules.map((rule, at) => (
        <Row
          key={rule.id}
          id={id}
          rule={rule}
          at={at}
          rules={rules}
          status={statuses.get(rule.id)}
          dragged={dragged}
          onDrag={setDragged}
        />
      ))}
    </ol>
  );
};
