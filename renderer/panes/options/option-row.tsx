import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointOptions } from '../../../core/contract/endpoint';
import { OPTION_BOUNDS } from '../../../core/contract/option-bounds';
import { parsePort, parseWhole } from '../../../core/contract/parse';
import { useSettings } from '../../state/settings';
import { useStatus } from '../../state/statuses';
import { useExplain } from '../../ui/explain';
import { Field, FieldNote } from '../../ui/field';
import { useFormats } from '../../ui/format';
import { Switch } from '../../ui/switch';
import { InterfaceField } from './interface-field';
import type { Option } from './option-list';
import { EMPTY_WORDS, LACKING_WORDS, OPTION_WORDS } from './option-words';
import styles from './options.module.css';

interface OptionRowProps {
  readonly id: string;
  readonly option: Option;
  readonly options: EndpointOptions;
  readonly running: boolean;
  readonly onChange: (patch: Partial<EndpointOptions>) => void;
}

/** Why an option cannot be set on this computer, as a sentence; null: it can. */
const useLacking = ({ key }: Option): string | null => {
  const { t } = useTranslation('options');
  const unavailable = useSettings((state) => state.unavailable);
  if (key !== 'reusePort') return null;
  const lacking = unavailable[key];
  return lacking === undefined ? null : t(LACKING_WORDS[key][lacking]);
};

/** What is wrong with a typed value, as a sentence; null: nothing. */
const useProblem = (option: Option, options: EndpointOptions): string | null => {
  const { t } = useTranslation('options');
  const { count } = useFormats();
  const explain = useExplain();
  if (option.kind === 'number') {
    const bounds = OPTION_BOUNDS[option.key];
    const parsed = parseWhole(options[option.key], option.key, bounds, bounds.min);
    return parsed.ok ? null : t('outOfBounds', { min: count(bounds.min), max: count(bounds.max) });
  }
  if (option.kind === 'port' && options.localPort.trim() !== '') {
    const parsed = parsePort(options.localPort, true);
    return parsed.ok ? null : explain(parsed.failure).cause;
  }
  return null;
};

const Granted = ({ id, of }: { readonly id: string; readonly of: 'receiveBuffer' | 'sendBuffer' }) => {
  const { t } = useTranslation('options');
  const { count } = useFormats();
  const bytes = useStatus(id, (status) => status?.[of] ?? null);
  return bytes === null ? null : (
    <span className={styles.granted}>{t('granted', { bytes: count(bytes) })}</span>
  );
};

export const OptionRow = ({ id, option, options, running, onChange }: OptionRowProps) => {
  const { t } = useTranslation('options');
  const problem = useProblem(option, options);
  const lacking = useLacking(option);
  const helpId = useId();
  const words = OPTION_WORDS[option.key];
  const label = t(words.label);
  return (
    <div className={styles.row} data-under={option.under !== undefined} data-lacking={lacking !== null}>
      <div className={styles.words}>
        <span className={styles.label}>{label}</span>
        <p id={helpId} className={styles.help}>
          {t(words.help)}
          {lacking !== null && <em className={styles.lacking}> {lacking}</em>}
          {running && option.atStart === true && <em className={styles.later}> {t('atStart')}</em>}
        </p>
      </div>
      <div className={styles.control}>
        {option.kind === 'switch' ? (
          <Switch
            label={label}
            checked={options[option.key]}
            describedBy={helpId}
            // What came from another computer can be switched off.
            disabled={lacking !== null && !options[option.key]}
            onChange={(checked) => onChange({ [option.key]: checked })}
          />
        ) : option.kind === 'interface' ? (
          <InterfaceField
            label={label}
            value={options[option.key]}
            onChange={(value) => onChange({ [option.key]: value })}
            aria-describedby={helpId}
          />
        ) : (
          <Field
            label={label}
            value={options[option.key]}
            onChange={(value) => onChange({ [option.key]: value })}
            mono
            problem={problem}
            placeholder={
              option.kind === 'number'
                ? t(EMPTY_WORDS[option.key])
                : option.kind === 'port'
                  ? t('emptyAnyPort')
                  : t('emptyAnyAddress')
            }
            after={
              option.kind === 'number' && option.unit !== null ? (
                <FieldNote>{option.unit === 'ms' ? t('ms') : t('bytes')}</FieldNote>
              ) : undefined
            }
          />
        )}
        {option.kind === 'number' && option.granted !== undefined && <Granted id={id} of={option.granted} />}
        {problem !== null && <span className={styles.problem}>{problem}</span>}
      </div>
    </div>
  );
};
