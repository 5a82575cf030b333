import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedField, DescribedProtocol } from '../../../core/contract/protocol';
import { MAX_PROTOCOL_FIELDS } from '../../../core/contract/protocol-choices';
import { algorithmBytes, algorithmNamed } from '../../../core/protocol/algorithms';
import type { ReadProtocol } from '../../../core/protocol/read';
import { addField } from '../../state/protocols';
import { Button } from '../../ui/button';
import { FieldRows } from './field-rows';
import { focusCell } from './focus-cell';
import styles from './protocols.module.css';

interface FieldTableProps {
  readonly described: DescribedProtocol;
  readonly read: ReadProtocol;
}

const COLUMNS = ['name', 'type', 'size', 'order', 'repeat', 'condition'] as const;
const COLUMN_WORDS = {
  name: 'columnName',
  type: 'columnType',
  size: 'columnSize',
  order: 'columnOrder',
  repeat: 'columnRepeat',
  condition: 'columnCondition',
} as const satisfies Record<(typeof COLUMNS)[number], string>;

const checksumBytesOf = ({ kind, algorithm }: DescribedField): number | null => {
  const known = kind === 'checksum' ? algorithmNamed(algorithm) : undefined;
  return known === undefined ? null : algorithmBytes(known);
};

/** The names of a number and its bits: what sizes, repeats and conditions behind it can ask for. */
const numbersOf = ({ name, kind, repeat, bits }: DescribedField): readonly string[] =>
  (kind === 'uint' || kind === 'int') && repeat.trim() === ''
    ? [name, ...bits.map((one) => one.name)].filter((one) => one !== '')
    : [];

/** The fields of a protocol, one behind the other. */
export const FieldTable = ({ described, read: { faults } }: FieldTableProps) => {
  const { t } = useTranslation('protocols');
  const box = useRef<HTMLDivElement>(null);
  const { fields } = described;
  const empty = faults.some(({ part }) => part === 'fields');
  return (
    <>
      <div ref={box} className={styles.box}>
        <table className={styles.table} aria-label={t('fields')}>
          <thead>
            <tr>
              <th scope="col" className={styles.numberColumn}>
                <span className="visually-hidden">{t('columnNumber')}</span>
              </th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {t(COLUMN_WORDS[column])}
                </th>
              ))}
              <th scope="col" className={styles.toolsColumn}>
                <span className="visually-hidden">{t('columnTools')}</span>
              </th>
            </tr>
          </thead>
          {/* A row is its place: names may be alike while they are typed. */}
          {[...fields.entries()].map(([at, field]) => (
            <FieldRows
              key={at}
              protocol={described.id}
              at={at}
              count={fields.length}
              field={field}
              before={fields
                .slice(0, at)
                .map(({ name }) => name)
                .join('\n')}
              numbers={fields.slice(0, at).flatMap(numbersOf).join('\n')}
              checksumBytes={checksumBytesOf(field)}
              faults={faults.filter((fault) => fault.field === at)}
            />
          ))}
        </table>
        {empty && <p className={styles.emptyFields}>{t('noFields')}</p>}
      </div>
      <div className={styles.foot}>
        <Button
          icon={IconPlus}
          disabled={fields.length >= MAX_PROTOCOL_FIELDS}
          onClick={() => {
            addField(described.id, fields.length);
            focusCell(box.current, fields.length, 'name');
          }}
        >
          {t('addField')}
        </Button>
        <span className={styles.note}>{t('keys')}</span>
      </div>
    </>
  );
};
