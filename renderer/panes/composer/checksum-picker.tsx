import { Popover } from '@mantine/core';
import { type ReactNode, type RefObject, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CHECKSUMS, plainName } from '../../../core/checksum/catalogue';
import { type Checksum, checksumOf } from '../../../core/checksum/checksum';
import { formatHex } from '../../../core/payload/hex';
import { Field } from '../../ui/field';
import { insertText } from '../../ui/insert-text';
import { Segmented } from '../../ui/segmented';
import { useFinder } from '../../ui/use-finder';
import styles from './checksum-picker.module.css';

interface ChecksumPickerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly editor: RefObject<HTMLTextAreaElement | null>;
  readonly bytes: Uint8Array | null;
  readonly children: ReactNode;
}

const ORDERS = ['usual', 'be', 'le'] as const;
type Order = (typeof ORDERS)[number];
const ORDER_WORDS = { usual: 'orderUsual', be: 'orderHigh', le: 'orderLow' } as const;
const FORMS = ['bytes', 'hex'] as const;
type Form = (typeof FORMS)[number];
const FORM_WORDS = { bytes: 'asBytes', hex: 'asHex' } as const;

/** Those that protocols use most come first. */
const COMMON = [
  'CRC-16/MODBUS',
  'CRC-16/IBM-3740',
  'CRC-16/XMODEM',
  'CRC-32/ISO-HDLC',
  'CRC-8/SMBUS',
  'SUM-8',
  'XOR-8',
  'LRC',
];
const rank = ({ name }: Checksum): number => {
  const at = COMMON.indexOf(name);
  return at === -1 ? COMMON.length : at;
};
const OFFERED = [...CHECKSUMS].sort((a, b) => rank(a) - rank(b));

/** The value of every checksum over a longer message would hold up the list. In bytes. */
const MOST_SHOWN = 16_384;

const found = (query: string): readonly Checksum[] => {
  const wanted = plainName(query);
  return OFFERED.filter(({ name, aliases }) =>
    [name, ...aliases].some((one) => plainName(one).includes(wanted)),
  );
};

/** As it is written into the message: order and form only where they are not the usual ones of the notation. */
const expressionOf = (checksum: Checksum, order: Order, form: Form): string => {
  const wanted = order === 'usual' ? checksum.order : order;
  const words = [
    ...(checksum.size > 1 && wanted === 'le' ? ['le'] : []),
    ...(form === 'hex' ? [checksum.family === 'hash' ? 'hex' : 'HEX'] : []),
  ];
  return `{{${checksum.name}${words.length === 0 ? '' : `(${words.join(', ')})`}}}`;
};

const Picker = ({ onClose, editor, bytes }: Omit<ChecksumPickerProps, 'opened' | 'children'>) => {
  const { t } = useTranslation('template');
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>('usual');
  const [form, setForm] = useState<Form>('bytes');
  const choices = useMemo(() => found(query), [query]);
  const values = useMemo(() => {
    const message = bytes !== null && bytes.length <= MOST_SHOWN ? bytes : null;
    return new Map(
      message === null ? [] : choices.map((one) => [one.name, checksumOf(one, message)] as const),
    );
  }, [choices, bytes]);

  const take = (checksum: Checksum): void => {
    onClose();
    setTimeout(() => {
      const area = editor.current;
      if (area === null) return;
      const end = area.value.length;
      insertText(area, { from: end, to: end }, expressionOf(checksum, order, form));
    });
  };
  const { field, list, option } = useFinder({ query, choices, onChoose: take });
  const shown = (checksum: Checksum): string => {
    const value = values.get(checksum.name);
    if (value === undefined) return '';
    const little = (order === 'usual' ? checksum.order : order) === 'le';
    const written = little ? value.toReversed() : value;
    const text = formatHex(written.subarray(0, 8));
    return written.length > 8 ? `${text} …` : text;
  };
  return (
    <>
      <Field
        {...field}
        label={t('findChecksum')}
        placeholder={t('findChecksum')}
        data-autofocus
        value={query}
        onChange={setQuery}
      />
      <div {...list} role="listbox" aria-label={t('checksums')} tabIndex={-1} className={styles.list}>
        {choices.map((checksum, index) => (
          <div {...option(index)} key={checksum.name} className={styles.option}>
            <span className={styles.name}>{checksum.name}</span>
            <span className={styles.aliases}>{checksum.aliases.join(' · ')}</span>
            <span className={styles.value} title={t('valueNow')}>
              {shown(checksum)}
            </span>
          </div>
        ))}
      </div>
      {choices.length === 0 && <p className={styles.none}>{t('noSuchChecksum')}</p>}
      <div className={styles.how}>
        <Segmented
          label={t('byteOrder')}
          hint={t('orderUsualHint')}
          choices={ORDERS.map((value) => ({ value, label: t(ORDER_WORDS[value]) }))}
          value={order}
          onChange={setOrder}
        />
        <Segmented
          label={t('checksumAs')}
          choices={FORMS.map((value) => ({ value, label: t(FORM_WORDS[value]) }))}
          value={form}
          onChange={setForm}
        />
      </div>
    </>
  );
};

/** Finds a checksum by name, shows its value over the message as it stands, and appends it. */
export const ChecksumPicker = ({ opened, onClose, editor, bytes, children }: ChecksumPickerProps) => {
  const { t } = useTranslation('template');
  return (
    <Popover
      opened={opened}
      onDismiss={onClose}
      position="top-end"
      width={420}
      withRoles={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <span className={styles.target}>{children}</span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" className={styles.picker} aria-label={t('appendChecksum')}>
        <Picker onClose={onClose} editor={editor} bytes={bytes} />
      </Popover.Dropdown>
    </Popover>
  );
};
