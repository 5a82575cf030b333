import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointOptions } from '../../../core/contract/endpoint';
import { GRANTED_OPTIONS, type Granted, type GrantedKey } from '../../../core/contract/granted';
import { parseFileMode } from '../../../core/contract/local-path';
import { OPTION_BOUNDS } from '../../../core/contract/option-bounds';
import { parsePort, parseWhole } from '../../../core/contract/parse';
import { useSettings } from '../../state/settings';
import { useStatus } from '../../state/statuses';
import { useExplain } from '../../ui/explain';
import { useFormats } from '../../ui/format';
import { isGrantedKey } from '../../ui/use-granted';
import { OptionControl } from './option-control';
import type { Option } from './option-list';
import { LACKING_WORDS, wordsOf } from './option-words';
import styles from './options.module.css';

interface OptionRowProps {
  readonly id: string;
  readonly option: Option;
  readonly options: EndpointOptions;
  readonly running: boolean;
  /** What the system has, where it can be asked. */
  readonly granted: Granted;
  readonly onChange: (patch: Partial<EndpointOptions>) => void;
}

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
  if (option.kind === 'mode') {
    const parsed = parseFileMode(options.socketMode);
    return parsed.ok ? null : explain(parsed.failure).cause;
  }
  return null;
};

/** The option of the system behind one of ours; null: there is none. */
const systemKeyOf = (option: Option): GrantedKey | null => {
  if (option.kind === 'fixed') return option.of ?? null;
  return isGrantedKey(option.key) ? option.key : null;
};

/** What the system has of an option, beside what was asked for; null: it is not running, or cannot be asked. */
const useGrantedText = (id: string, option: Option, granted: Granted): string | null => {
  const { t } = useTranslation('options');
  const { count } = useFormats();
  const told = option.kind === 'number' || option.kind === 'fixed' ? option.granted : undefined;
  const value = useStatus(id, (status) => (told === undefined ? null : (status?.[told] ?? null)));
  if (value !== null) return told === 'descriptor' ? `${value}` : t('granted', { value: count(value) });
  const key = systemKeyOf(option);
  const found = key === null ? undefined : granted[key];
  if (key === null || found === undefined) return null;
  const on = found === 0 ? t('grantedOff') : t('grantedOn');
  return t('granted', { value: GRANTED_OPTIONS[key].unit === 'switch' ? on : count(found) });
};

/** Why an option cannot be set on this computer, as a sentence; null: it can. */
const useLacking = ({ needs }: Option): string | null => {
  const { t } = useTranslation('options');
  const unavailable = useSettings((state) => state.unavailable);
  const lacking = needs === undefined ? undefined : unavailable[needs];
  return needs === undefined || lacking === undefined ? null : t(LACKING_WORDS[needs][lacking]);
};

export const OptionRow = ({ id, option, options, running, granted, onChange }: OptionRowProps) => {
  const { t } = useTranslation('options');
  const problem = useProblem(option, options);
  const lacking = useLacking(option);
  const helpId = useId();
  const hasId = useId();
  const words = wordsOf(option);
  const has = useGrantedText(id, option, granted);
  return (
    <div
      className={styles.row}
      data-under={option.under !== undefined}
      data-fixed={option.kind === 'fixed'}
      data-lacking={lacking !== null || option.kind === 'fixed'}
    >
      <div className={styles.words}>
        <span className={styles.label}>{t(words.label)}</span>
        <p id={helpId} className={styles.help}>
          {t(words.help)}
          {lacking !== null && <em className={styles.lacking}> {lacking}</em>}
          {running && option.atStart === true && lacking === null && (
            <em className={styles.later}> {t('atStart')}</em>
          )}
        </p>
      </div>
      <div className={styles.control}>
        <OptionControl
          option={option}
          options={options}
          problem={problem}
          lacking={lacking}
          describedBy={has === null ? helpId : `${helpId} ${hasId}`}
          onChange={onChange}
        />
        {has !== null && (
          <span id={hasId} className={styles.granted}>
            {has}
          </span>
        )}
        {problem !== null && <span className={styles.problem}>{problem}</span>}
      </div>
    </div>
  );
};
