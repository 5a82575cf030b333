import { Menu, Modal } from '@mantine/core';
import { IconArrowBackUp, IconListDetails, IconPlus, IconWand } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { plainText } from '../../../core/payload/visible';
import { PRESETS, type PresetName } from '../../../core/rules/presets';
import { forgetDryRun } from '../../state/dry-run';
import { useEndpoint } from '../../state/endpoints';
import { useName } from '../../state/names';
import { addRule, closeRules, takePreset, undoRules, useRules } from '../../state/rules';
import { Button } from '../../ui/button';
import { Empty } from '../../ui/empty';
import { NotUsed } from '../reply/not-used';
import { FramingForm } from './framing-form';
import { RuleForm } from './rule-form';
import { RuleList } from './rule-list';
import styles from './rules-dialog.module.css';
import { TryPanel } from './try-panel';

const PRESET_WORDS = {
  echo: 'presetEcho',
  line: 'presetLine',
  http: 'presetHttp',
  modbus: 'presetModbus',
  scpi: 'presetScpi',
  ntp: 'presetNtp',
} as const satisfies Record<PresetName, string>;

/** Names that presets give to their rules, in the language of whoever takes them; those of a protocol stay. */
const RULE_NAMES = {
  '512 registers': 'ruleRegisters',
  'Read holding registers': 'ruleReadHolding',
  'Read input registers': 'ruleReadInput',
  'Write single register': 'ruleWriteOne',
  'Write multiple registers': 'ruleWriteMany',
  'Illegal data address': 'ruleBadAddress',
  'Illegal function': 'ruleBadFunction',
  'Power on': 'rulePowerOn',
  Identify: 'ruleIdentify',
  Reset: 'ruleReset',
  'Set voltage': 'ruleSetVoltage',
  'Ask voltage': 'ruleAskVoltage',
  'Last error': 'ruleLastError',
  'No error': 'ruleNoError',
  'Not understood': 'ruleNotUnderstood',
  Greeting: 'ruleGreeting',
  'Nothing typed': 'ruleNothing',
} as const;

const isNamed = (name: string): name is keyof typeof RULE_NAMES => Object.hasOwn(RULE_NAMES, name);

const Presets = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('rules');
  const nameOf = (name: string): string => (isNamed(name) ? t(RULE_NAMES[name]) : name);
  return (
    <Menu>
      <Menu.Target>
        <Button icon={IconWand} hint={t('presetsHint')}>
          {t('presets')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PRESETS.map((name) => (
          <Menu.Item key={name} onClick={() => takePreset(id, name, nameOf)}>
            {t(PRESET_WORDS[name])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

const Editor = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('rules');
  const rules = useEndpoint(id, (endpoint) => endpoint.autoReply.rules) ?? [];
  const { selected, undo } = useRules();
  useEffect(() => forgetDryRun, []);
  const found = rules.findIndex((rule) => rule.id === selected);
  const at = found === -1 ? 0 : found;
  const rule = rules[at];
  return (
    <div className={styles.editor}>
      <NotUsed id={id} what="rules" />
      <FramingForm id={id} />
      <div className={styles.sides}>
        <div className={styles.side}>
          <div className={styles.tools}>
            <Button icon={IconPlus} onClick={() => addRule(id)} data-autofocus>
              {t('add')}
            </Button>
            <Presets id={id} />
            {undo !== null && (
              <Button look="quiet" icon={IconArrowBackUp} onClick={() => undoRules(id)}>
                {t('undo')}
              </Button>
            )}
          </div>
          {rules.length === 0 ? (
            <Empty icon={IconListDetails} title={t('empty')} body={t('emptyText')} />
          ) : (
            <RuleList id={id} rules={rules} />
          )}
        </div>
        <div className={styles.main}>
          {rule !== undefined && (
            <RuleForm key={rule.id} id={id} rule={rule} at={at} last={at === rules.length - 1} />
          )}
        </div>
      </div>
      <TryPanel id={id} rules={rules} />
    </div>
  );
};

const Title = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('rules');
  const name = useName(id);
  return <>{t('dialogTitle', { name: plainText(name) })}</>;
};

/** The reply rules of an endpoint: how messages are cut, a list of rules, one rule, and what they would answer. */
export const RulesDialog = () => {
  const { t } = useTranslation('rules');
  const id = useRules((state) => state.id);
  const exists = useEndpoint(id ?? '', () => true) ?? false;
  return (
    <Modal
      opened={id !== null && exists}
      onClose={closeRules}
      title={id === null ? '' : <Title id={id} />}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={1120}
    >
      {id !== null && exists && <Editor key={id} id={id} />}
    </Modal>
  );
};
