import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { endpointName } from '../../../core/contract/endpoint-name';
import { ACTION_KINDS, type ActionKind } from '../../../core/contract/rule-choices';
import type { RuleAction } from '../../../core/contract/rules';
import { plainText } from '../../../core/payload/visible';
import type { RuleFault } from '../../../core/rules/fault';
import { newAction } from '../../../core/rules/new-rule';
import { useEndpoints } from '../../state/endpoints';
import { IconButton } from '../../ui/button';
import { FieldNote } from '../../ui/field';
import { PickList } from '../../ui/pick-list';
import { DraftBox } from './draft-box';
import { PatternField } from './pattern-field';
import styles from './rule-form.module.css';

export const ACTION_WORDS = {
  reply: 'actionReply',
  variable: 'actionVariable',
  state: 'actionState',
  forward: 'actionForward',
  close: 'actionClose',
  finish: 'actionFinish',
  reset: 'actionReset',
  ignore: 'actionIgnore',
} as const satisfies Record<ActionKind, string>;

interface ActionFormProps {
  /** The endpoint. */
  readonly id: string;
  readonly at: number;
  readonly last: boolean;
  readonly action: RuleAction;
  readonly onChange: (action: RuleAction) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly fault: RuleFault | null;
}

const Forward = ({
  id,
  action,
  onChange,
}: Pick<ActionFormProps, 'id' | 'onChange'> & {
  readonly action: RuleAction & { readonly kind: 'forward' };
}) => {
  const { t } = useTranslation('rules');
  const endpoints = useEndpoints((state) => state.endpoints);
  const choices = endpoints
    .filter((endpoint) => endpoint.id !== id)
    .map((endpoint) => ({ value: endpoint.id, label: plainText(endpointName(endpoint, null)) }));
  const known = choices.some(({ value }) => value === action.to);
  return (
    <>
      <PickList
        label={t('forwardTo')}
        choices={choices}
        value={action.to}
        {...(known ? {} : { shown: t('choose') })}
        onChange={(to) => onChange({ ...action, to })}
        disabled={choices.length === 0}
      />
      {!known && (
        <span className={styles.problem}>
          {t(choices.length === 0 ? 'forwardAlone' : action.to === '' ? 'choose' : 'forwardGone')}
        </span>
      )}
    </>
  );
};

/** One thing that a rule does. */
export const ActionForm = ({ id, at, last, action, onChange, onMove, onRemove, fault }: ActionFormProps) => {
  const { t } = useTranslation('rules');
  const number = at + 1;
  const faultOf = (field: RuleFault['field']): RuleFault | null => (fault?.field === field ? fault : null);
  return (
    <li className={styles.action} aria-label={t('action', { number })}>
      <div className={styles.line}>
        <PickList
          label={t('actionKind', { number })}
          choices={ACTION_KINDS.map((value) => ({ value, label: t(ACTION_WORDS[value]) }))}
          value={action.kind}
          onChange={(kind) => onChange(newAction(kind))}
        />
        {action.kind === 'variable' && (
          <PatternField
            label={t('variableName')}
            value={action.name}
            onChange={(name) => onChange({ ...action, name })}
            placeholder={t('variableHint')}
            fault={faultOf('name')}
          />
        )}
        {action.kind === 'state' && (
          <PatternField
            label={t('newState')}
            value={action.state}
            onChange={(state) => onChange({ ...action, state })}
            placeholder={t('newStateHint')}
            fault={null}
          />
        )}
        {action.kind === 'forward' && <Forward id={id} action={action} onChange={onChange} />}
        {action.kind === 'reply' && (
          <>
            <span className={styles.labelled}>
              {t('after')}
              <PatternField
                label={t('delay')}
                value={action.delay}
                onChange={(delay) => onChange({ ...action, delay })}
                fault={faultOf('delay')}
                width={70}
              />
            </span>
            <span className={styles.labelled}>
              {t('plusUpTo')}
              <PatternField
                label={t('jitter')}
                value={action.jitter}
                onChange={(jitter) => onChange({ ...action, jitter })}
                fault={faultOf('jitter')}
                width={70}
              />
              <FieldNote>{t('ms')}</FieldNote>
            </span>
          </>
        )}
        <span className={styles.tools}>
          <IconButton
            icon={IconArrowUp}
            label={t('actionUp', { number })}
            disabled={at === 0}
            onClick={() => onMove(at - 1)}
            quiet
            small
          />
          <IconButton
            icon={IconArrowDown}
            label={t('actionDown', { number })}
            disabled={last}
            onClick={() => onMove(at + 1)}
            quiet
            small
          />
          <IconButton icon={IconX} label={t('removeAction', { number })} onClick={onRemove} quiet small />
        </span>
      </div>
      {fault?.code === 'ERULE_NO_CONNECTION' && <p className={styles.problem}>{t('startOnly')}</p>}
      {(action.kind === 'reply' || action.kind === 'forward') && (
        <DraftBox
          id={id}
          label={t(action.kind === 'reply' ? 'replyText' : 'forwardText', { number })}
          draft={action.draft}
          onChange={(draft) => onChange({ ...action, draft })}
        />
      )}
      {action.kind === 'variable' && (
        <DraftBox
          id={id}
          label={t('variableValue')}
          draft={action.value}
          onChange={(value) => onChange({ ...action, value })}
        />
      )}
    </li>
  );
};
