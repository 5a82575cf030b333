import { useTranslation } from 'react-i18next';
import { ENCODINGS, type Encoding, LINE_ENDINGS, type LineEnding } from '../../core/contract/text';
import { ENCODING_NAMES } from '../../core/payload/encodings';
import { PickList } from './pick-list';

const LINE_ENDING_WORDS = {
  none: 'endingNone',
  lf: 'endingLf',
  cr: 'endingCr',
  crlf: 'endingCrlf',
  nul: 'endingNul',
} as const satisfies Record<LineEnding, string>;

interface EncodingPickProps {
  readonly value: Encoding;
  readonly onChange: (encoding: Encoding) => void;
  readonly wide?: boolean;
}

export const EncodingPick = ({ value, onChange, wide = false }: EncodingPickProps) => {
  const { t } = useTranslation('composer');
  return (
    <PickList
      label={t('encoding')}
      choices={ENCODINGS.map((encoding) => ({ value: encoding, label: ENCODING_NAMES[encoding] }))}
      value={value}
      onChange={onChange}
      wide={wide}
    />
  );
};

interface LineEndingPickProps {
  readonly value: LineEnding;
  readonly onChange: (lineEnding: LineEnding) => void;
  readonly wide?: boolean;
}

/** The closed control shows the bytes' name alone, the list says what each is. */
export const LineEndingPick = ({ value, onChange, wide = false }: LineEndingPickProps) => {
  const { t } = useTranslation('composer');
  return (
    <PickList
      label={t('lineEnding')}
      choices={LINE_ENDINGS.map((ending) => ({
        value: ending,
        label: ending === 'none' ? t('endingNone') : ending.toUpperCase(),
        note: ending === 'none' ? t('endingNoneNote') : t(LINE_ENDING_WORDS[ending]),
      }))}
      value={value}
      onChange={onChange}
      wide={wide}
    />
  );
};
