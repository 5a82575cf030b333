import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedBits, DescribedField } from '../../../core/contract/protocol';
import { MAX_BITS_PER_FIELD } from '../../../core/contract/protocol-choices';
import { plainText } from '../../../core/payload/visible';
import type { ProtocolPart } from '../../../core/protocol/fault';
import { Button, IconButton } from '../../ui/button';
import { Field } from '../../ui/field';
import { SuggestField } from '../../ui/suggest-field';
import { algorithmChoices, COMMON } from './algorithm-choices';
import type { CellFault } from './cell-faults';
import styles from './field-details.module.css';

interface FieldDetailsProps {
  readonly at: number;
  readonly field: DescribedField;
  /** Names of the fields before it. */
  readonly before: readonly string[];
  readonly onChange: (patch: Partial<DescribedField>) => void;
  readonly faultOf: (part: ProtocolPart, bits?: number | null) => CellFault;
}

/** How many bits there are when nothing is typed. */
const ONE_BIT = '1';

/** Bits with names of their own: where they stand, how many, and the words for their values. */
const Bits = ({ at, field, onChange, faultOf }: Omit<FieldDetailsProps, 'before'>) => {
  const { t } = useTranslation('protocols');
  const { bits } = field;
  const change = (place: number, patch: Partial<DescribedBits>): void =>
    onChange({ bits: bits.map((one, i) => (i === place ? { ...one, ...patch } : one)) });
  const add = (): void => {
    const number = bits.length + 1;
    const taken = bits.map(({ first, width }) => Number(first) + (Number(width) || 1));
    const first = Math.max(0, ...taken.filter(Number.isFinite));
    const made = { name: `${field.name}_${number}`.slice(0, 40), title: '', first: String(first) };
    onChange({ bits: [...bits, { ...made, width: '', texts: '' }] });
  };
  return (
    <fieldset className={styles.bits} aria-label={t('bitsOf', { number: at + 1 })}>
      {bits.length > 0 && (
        <div className={styles.bitsHead} aria-hidden>
          <span>{t('columnName')}</span>
          <span>{t('columnTitle')}</span>
          <span>{t('columnFirst')}</span>
          <span>{t('columnWidth')}</span>
          <span>{t('columnTexts')}</span>
        </div>
      )}
      {/* Bits are their place: names may be alike while they are typed. */}
      {[...bits.entries()].map(([place, one]) => {
        const number = place + 1;
        return (
          <div key={place} className={styles.bitsRow}>
            <Field
              label={t('bitsName', { number })}
              value={one.name}
              onChange={(name) => change(place, { name })}
              maxLength={40}
              mono
              {...faultOf('name', place)}
            />
            <Field
              label={t('bitsTitle', { number })}
              value={one.title}
              onChange={(title) => change(place, { title })}
              placeholder={one.name}
              maxLength={100}
              translate="no"
            />
            <Field
              label={t('bitsFirst', { number })}
              value={one.first}
              onChange={(first) => change(place, { first })}
              maxLength={4}
              mono
              {...faultOf('bits', place)}
            />
            <Field
              label={t('bitsWidth', { number })}
              value={one.width}
              onChange={(width) => change(place, { width })}
              placeholder={ONE_BIT}
              maxLength={4}
              mono
            />
            <Field
              label={t('bitsTexts', { number })}
              value={one.texts}
              onChange={(texts) => change(place, { texts })}
              placeholder={t('bitsTextsHint')}
              {...faultOf('texts', place)}
            />
            <IconButton
              icon={IconTrash}
              label={t('deleteBits', { number })}
              onClick={() => onChange({ bits: bits.toSpliced(place, 1) })}
              quiet
              small
            />
          </div>
        );
      })}
      <div>
        <Button look="quiet" icon={IconPlus} disabled={bits.length >= MAX_BITS_PER_FIELD} onClick={add}>
          {t('addBits')}
        </Button>
      </div>
    </fieldset>
  );
};

/** The words for a field's values, one a line. */
const Texts = ({ at, field, onChange, faultOf }: Omit<FieldDetailsProps, 'before'>) => {
  const { t } = useTranslation('protocols');
  const { problem, problemId } = faultOf('texts');
  const id = useId();
  return (
    <div className={styles.texts}>
      <label htmlFor={id}>{t('texts')}</label>
      <textarea
        id={id}
        className={styles.area}
        aria-label={t('textsOf', { number: at + 1 })}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        rows={Math.min(8, Math.max(2, field.texts.split('\n').length))}
        value={field.texts}
        placeholder={t('textsHint')}
        spellCheck={false}
        maxLength={60_000}
        onChange={(event) => onChange({ texts: event.currentTarget.value })}
      />
    </div>
  );
};

/** What of a field has no column: its title, words for its values, its bits, or how it is checked. */
export const FieldDetails = ({ at, field, before, onChange, faultOf }: FieldDetailsProps) => {
  const { t } = useTranslation('protocols');
  const number = at + 1;
  const whole = field.kind === 'uint' || field.kind === 'int';
  const details = useRef<HTMLFieldSetElement>(null);
  useEffect(() => details.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <fieldset ref={details} className={styles.details} aria-label={t('detailsOf', { number })}>
      <div className={styles.line}>
        <span className={styles.labelled}>
          <span aria-hidden>{t('columnTitle')}</span>
          <Field
            label={t('titleOf', { number })}
            value={field.title}
            onChange={(title) => onChange({ title })}
            placeholder={field.name}
            maxLength={100}
            translate="no"
          />
        </span>
        {field.kind === 'checksum' && (
          <>
            <span className={styles.labelled}>
              <span aria-hidden>{t('algorithm')}</span>
              <SuggestField
                label={t('algorithmOf', { number })}
                listLabel={t('algorithms')}
                choices={algorithmChoices(field.algorithm)}
                value={field.algorithm}
                onChange={(algorithm) => onChange({ algorithm })}
                placeholder={COMMON[0] ?? ''}
                maxLength={40}
                translate="no"
                mono
                {...faultOf('algorithm')}
              />
            </span>
            <span className={styles.labelled}>
              <span aria-hidden>{t('from')}</span>
              <SuggestField
                label={t('fromOf', { number })}
                listLabel={t('fields')}
                choices={before.map((value) => ({ value, label: plainText(value) }))}
                value={field.from}
                onChange={(from) => onChange({ from })}
                placeholder={before[0] ?? ''}
                maxLength={40}
                translate="no"
                mono
                {...faultOf('from')}
              />
            </span>
          </>
        )}
      </div>
      {whole && <Texts at={at} field={field} onChange={onChange} faultOf={faultOf} />}
      {field.kind === 'uint' && <Bits at={at} field={field} onChange={onChange} faultOf={faultOf} />}
    </fieldset>
  );
};
