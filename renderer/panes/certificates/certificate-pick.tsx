import { useTranslation } from 'react-i18next';
import { useCertificates } from '../../state/certificates';
import { PickList } from '../../ui/pick-list';
import { useDates } from './dates';

interface CertificatePickProps {
  readonly label: string;
  /** What stands there when none is chosen. */
  readonly none: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly disabled?: boolean;
  readonly wide?: boolean;
  readonly describedBy?: string;
}

/** The certificates that have a key, by name; one that is gone is said to be gone. */
export const CertificatePick = ({
  label,
  none,
  value,
  onChange,
  disabled,
  wide,
  describedBy,
}: CertificatePickProps) => {
  const { t } = useTranslation('certificates');
  const day = useDates();
  const list = useCertificates((state) => state.list);
  const choices = list.flatMap(({ id, origin, encrypted, chain }) => {
    const [own] = chain;
    if (own === undefined || encrypted === null || origin === 'authority') return [];
    return [{ value: id, label: own.name, note: t('until', { day: day(own.validTo) }) }];
  });
  const gone = value !== '' && !choices.some((choice) => choice.value === value);
  return (
    <PickList
      label={label}
      choices={[{ value: '', label: none }, ...choices]}
      value={value}
      shown={gone ? t('gone') : (choices.find((choice) => choice.value === value)?.label ?? none)}
      onChange={onChange}
      disabled={disabled ?? false}
      wide={wide ?? false}
      describedBy={describedBy}
    />
  );
};
