import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointOptions } from '../../../core/contract/endpoint';
import { parseFileMode } from '../../../core/contract/local-path';
import { OPTION_BOUNDS } from '../../../core/contract/option-bounds';
import { parsePort, parseWhole } from '../../../core/contract/parse';
import { CONDITIONAL, type Conditional } from '../../../core/contract/unavailable';
import { useSettings } from '../../state/settings';
import { useStatus } from '../../state/statuses';
import { useExplain } from '../../ui/explain';
import { useFormats } from '../../ui/format';
import { OptionControl } from './option-control';
import type { Option } from './option-list';
import { LACKING_WORDS, OPTION_WORDS } from './option-words';
import styles from './options.module.css';

interface OptionRowProps {
  readonly id: string;
  readonly option: Option;
  readonly options: EndpointOptions;
  readonly running: boolean;
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

const Granted = ({
  id,
  of,
}: {
  readonly id: string;
  readonly of: 'receiveBuffer' | 'sendBuffer' | 'backlog' | 'descriptor';
}) => {
  const { t } = useTranslation('options');
  const { count } = useFormats();
  const value = useStatus(id, (status) => status?.[of] ?? null);
  return value === null ? null : (
    <span className={styles.granted}>
      {of === 'descriptor' ? value : t('granted', { bytes: count(value) })}
    </span>
  );
};

const isConditional = (key: string): key is Conditional => CONDITIONAL.some((one) => one === key);

/** Why an option cannot be set on this computer, as a sentence; null: it can. */
const useLacking = ({ key }: Option): string | null => {
  const { t } = useTranslation('options');
  const unavailable = useSettings((state) => state.unavailable);
  if (!isConditional(key)) return null;
  const lacking = unavailable[key];
  return lacking === undefined ? null : t(LACKING_WORDS[key][lacking]);
};

export const OptionRow = ({ id, option, options, running, onChange }: OptionRowProps) => {
  const { t } = useTranslation('options');
  const problem = useProblem(option, options);
  const lacking = useLacking(option);
  const helpId = useId();
  const words = OPTION_WORDS[option.key];
  const granted = option.kind === 'number' || option.kind === 'fixed' ? option.granted : undefined;
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
          helpId={helpId}
          onChange={onChange}
        />
        {granted !== undefined && <Granted id={id} of={granted} />}
        {problem !== null && <span className={styles.problem}>{problem}</span>}
      </div>
    </div>
  );
};
