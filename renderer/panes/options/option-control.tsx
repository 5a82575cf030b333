import { useTranslation } from 'react-i18next';
import type { EndpointOptions } from '../../../core/contract/endpoint';
import { ACCEPT_MODES, FAMILIES, PAUSE_MODES } from '../../../core/contract/option-choices';
import { Field, FieldNote } from '../../ui/field';
import { PickList } from '../../ui/pick-list';
import { Switch } from '../../ui/switch';
import { InterfaceField, LocalAddressField } from './interface-field';
import type { Option } from './option-list';
import { CHOICE_WORDS, EMPTY_TEXT_WORDS, emptyWordOf, wordsOf } from './option-words';

interface OptionControlProps {
  readonly option: Option;
  readonly options: EndpointOptions;
  /** What is wrong with a typed value; null: nothing. */
  readonly problem: string | null;
  /** Why it cannot be set here; null: it can. */
  readonly lacking: string | null;
  /** The ids of the help, and of what the system granted. */
  readonly describedBy: string;
  readonly onChange: (patch: Partial<EndpointOptions>) => void;
}

const Choice = ({ option, options, lacking, describedBy, onChange }: OptionControlProps) => {
  const { t } = useTranslation('options');
  if (option.kind !== 'choice') return null;
  const about = { label: t(wordsOf(option).label), describedBy, wide: true };
  switch (option.key) {
    case 'family':
      return (
        <PickList
          {...about}
          choices={FAMILIES.map((value) => ({ value, label: t(CHOICE_WORDS.family[value]) }))}
          value={options.family}
          onChange={(family) => onChange({ family })}
        />
      );
    case 'acceptMode':
      return (
        <PickList
          {...about}
          choices={ACCEPT_MODES.map((value) => ({ value, label: t(CHOICE_WORDS.acceptMode[value]) }))}
          value={options.acceptMode}
          onChange={(acceptMode) => onChange({ acceptMode })}
        />
      );
    case 'pauseMode':
      return (
        <PickList
          {...about}
          choices={PAUSE_MODES.map((value) => ({ value, label: t(CHOICE_WORDS.pauseMode[value]) }))}
          value={options.pauseMode}
          // What was chosen elsewhere can be changed here.
          disabled={lacking !== null && options.pauseMode === 'refuse'}
          onChange={(pauseMode) => onChange({ pauseMode })}
        />
      );
  }
};

/** What an option is set with. */
export const OptionControl = (props: OptionControlProps) => {
  const { option, options, problem, lacking, describedBy, onChange } = props;
  const { t } = useTranslation('options');
  const label = t(wordsOf(option).label);
  switch (option.kind) {
    case 'fixed':
      return null;
    case 'choice':
      return <Choice {...props} />;
    case 'switch':
      return (
        <Switch
          label={label}
          checked={options[option.key]}
          describedBy={describedBy}
          // What was switched on elsewhere can be switched off here.
          disabled={lacking !== null && !options[option.key]}
          onChange={(checked) => onChange({ [option.key]: checked })}
        />
      );
    case 'interface':
      return (
        <InterfaceField
          label={label}
          value={options[option.key]}
          onChange={(value) => onChange({ [option.key]: value })}
          aria-describedby={describedBy}
        />
      );
    case 'number':
      return (
        <Field
          label={label}
          value={options[option.key]}
          onChange={(value) => onChange({ [option.key]: value })}
          mono
          problem={problem}
          locked={lacking}
          placeholder={t(emptyWordOf(option))}
          aria-describedby={describedBy}
          after={
            option.unit === null ? undefined : (
              <FieldNote>{option.unit === 'ms' ? t('ms') : t('bytes')}</FieldNote>
            )
          }
        />
      );
    case 'address':
      return (
        <LocalAddressField
          label={label}
          value={options[option.key]}
          onChange={(value) => onChange({ [option.key]: value })}
          placeholder={t(EMPTY_TEXT_WORDS[option.kind])}
          aria-describedby={describedBy}
        />
      );
    case 'port':
    case 'mode':
      return (
        <Field
          label={label}
          value={options[option.key]}
          onChange={(value) => onChange({ [option.key]: value })}
          mono
          problem={problem}
          placeholder={t(EMPTY_TEXT_WORDS[option.kind])}
          aria-describedby={describedBy}
        />
      );
  }
};
