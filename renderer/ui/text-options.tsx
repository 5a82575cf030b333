import { Popover } from '@mantine/core';
import { IconTextSize } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Encoding, LineEnding, TextDraft } from '../../core/contract/draft';
import { ENCODING_NAMES } from '../../core/payload/encodings';
import { IconButton } from './button';
import { PickList } from './pick-list';
import { Switch } from './switch';
import styles from './text-options.module.css';

const LINE_ENDING_WORDS = {
  none: 'endingNone',
  lf: 'endingLf',
  cr: 'endingCr',
  crlf: 'endingCrlf',
  nul: 'endingNul',
} as const satisfies Record<LineEnding, string>;
const LINE_ENDINGS = ['none', 'lf', 'cr', 'crlf', 'nul'] as const satisfies readonly LineEnding[];
const ENCODINGS = [
  'utf-8',
  'latin-1',
  'gbk',
  'gb18030',
  'big5',
  'shift-jis',
  'euc-kr',
  'utf-16le',
  'utf-16be',
] as const satisfies readonly Encoding[];

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

type TextSettings = Pick<TextDraft, 'encoding' | 'lineEnding' | 'raw'>;

interface TextOptionsProps {
  /** The accessible name of the button and of what it opens. */
  readonly label: string;
  readonly value: TextSettings;
  readonly onChange: (patch: Partial<TextSettings>) => void;
}

/** Encoding, line ending and raw text behind one small button, where a row has no room for them. */
export const TextOptions = ({ label, value, onChange }: TextOptionsProps) => {
  const { t } = useTranslation('composer');
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <IconButton icon={IconTextSize} label={label} />
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={label}>
        <div className={styles.row}>
          <span>{t('encoding')}</span>
          <EncodingPick value={value.encoding} onChange={(encoding) => onChange({ encoding })} wide />
        </div>
        <div className={styles.row}>
          <span>{t('lineEnding')}</span>
          <LineEndingPick value={value.lineEnding} onChange={(lineEnding) => onChange({ lineEnding })} wide />
        </div>
        <div className={styles.row}>
          <span>{t('raw')}</span>
          <Switch label={t('raw')} checked={value.raw} onChange={(raw) => onChange({ raw })} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
};
