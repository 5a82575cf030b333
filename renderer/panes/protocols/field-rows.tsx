import { IconAdjustmentsHorizontal, IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedField } from '../../../core/contract/protocol';
import { BYTE_ORDERS, FIELD_KINDS, type FieldKind } from '../../../core/contract/protocol-choices';
import { plainText } from '../../../core/payload/visible';
import type { ProtocolFault } from '../../../core/protocol/fault';
import { REST } from '../../../core/protocol/notation';
import {
  addField,
  changeField,
  deleteField,
  moveField,
  unfoldField,
  useProtocols,
} from '../../state/protocols';
import { IconButton } from '../../ui/button';
import { Field } from '../../ui/field';
import { PickList } from '../../ui/pick-list';
import { SuggestField } from '../../ui/suggest-field';
import { useCellFaults } from './cell-faults';
import { FaultLines } from './fault-lines';
import { FieldDetails } from './field-details';
import { focusCell } from './focus-cell';
import { KIND_WORDS, ORDER_WORDS } from './protocol-words';
import styles from './protocols.module.css';

interface FieldRowsProps {
  /** The protocol's id. */
  readonly protocol: string;
  readonly at: number;
  /** How many fields there are. */
  readonly count: number;
  readonly field: DescribedField;
  /** Names of the fields before, and of the numbers among them, a line each: texts, so that they are easily compared. */
  readonly before: string;
  readonly numbers: string;
  /** Bytes of a checksum; null: they are not known, or it is none. */
  readonly checksumBytes: number | null;
  /** Of this field. */
  readonly faults: readonly ProtocolFault[];
}

const linesOf = (lines: string): readonly string[] => (lines === '' ? [] : lines.split('\n'));

/** Sizes that a kind usually has. */
const SIZES: Readonly<Record<FieldKind, readonly string[]>> = {
  uint: ['1', '2', '3', '4', '8'],
  int: ['1', '2', '3', '4', '8'],
  float: ['4', '8'],
  text: [REST],
  textz: [],
  bytes: [REST],
  checksum: [],
};

/** A size of another kind that this one can have, too. */
const keepsSize = ({ kind: before, size }: DescribedField, kind: FieldKind): boolean => {
  if (kind === 'checksum') return true;
  if (kind === 'textz') return before === 'textz';
  return SIZES[kind].includes(size) || (SIZES[kind][0] === REST && size.trim() !== '');
};

/** What a field of another kind is at first: a size that it can have. */
const ofKind = (field: DescribedField, kind: FieldKind): Partial<DescribedField> =>
  keepsSize(field, kind) ? { kind } : { kind, size: SIZES[kind][0] ?? '' };

/** One field: its row, what is wrong with it, and what stands behind it when it is unfolded. */
export const FieldRows = memo(
  ({ protocol, at, count, field, before, numbers, checksumBytes, faults }: FieldRowsProps) => {
    const { t } = useTranslation('protocols');
    const unfolded = useProtocols((state) => state.unfolded === at);
    const faultOf = useCellFaults(faults, at);
    const number = at + 1;
    const change = (patch: Partial<DescribedField>): void => changeField(protocol, at, patch);
    const asked = linesOf(numbers).map((value) => ({ value, label: plainText(value) }));
    const rest = { value: REST, label: REST, note: t('restNote') };
    const variable = field.kind === 'text' || field.kind === 'bytes';
    const isText = variable || field.kind === 'textz';
    const ordered = field.kind === 'checksum' ? checksumBytes !== 1 : !isText && field.size.trim() !== '1';

    /** Before a list of suggestions takes the arrow keys for itself. */
    const moveKeys = (event: KeyboardEvent<HTMLElement>): void => {
      const { target } = event;
      if (event.nativeEvent.isComposing || !(target instanceof HTMLElement)) return;
      const column = target.closest<HTMLElement>('[data-column]')?.dataset.column ?? 'name';
      const go = (to: number): void => focusCell(target, to, column);
      if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
        const to = at + (event.key === 'ArrowUp' ? -1 : 1);
        moveField(protocol, at, to);
        if (to >= 0 && to < count) go(to);
      } else if (event.ctrlKey && event.key === 'Delete') {
        deleteField(protocol, at);
        go(Math.min(at, count - 2));
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    /** Unless it has just chosen a suggestion. */
    const addKey = (event: KeyboardEvent<HTMLElement>): void => {
      const { target } = event;
      const typing = target instanceof HTMLInputElement && !event.nativeEvent.isComposing;
      if (event.key !== 'Enter' || event.defaultPrevented || !typing) return;
      event.preventDefault();
      addField(protocol, at + 1);
      focusCell(target, at + 1, 'name');
    };
    return (
      <tbody data-field={at}>
        <tr onKeyDownCapture={moveKeys} onKeyDown={addKey}>
          <td className={styles.number}>{number}</td>
          <td data-column="name">
            <Field
              label={t('nameOf', { number })}
              value={field.name}
              onChange={(name) => change({ name })}
              maxLength={40}
              mono
              {...faultOf('name')}
            />
          </td>
          <td data-column="type">
            <PickList
              label={t('typeOf', { number })}
              choices={FIELD_KINDS.map((value) => ({ value, label: t(KIND_WORDS[value]) }))}
              value={field.kind}
              onChange={(kind) => {
                change(ofKind(field, kind));
                if (kind === 'checksum') unfoldField(at);
              }}
              wide
            />
          </td>
          <td data-column="size">
            {field.kind === 'checksum' ? (
              <Field
                label={t('sizeOf', { number })}
                value={checksumBytes === null ? '' : String(checksumBytes)}
                onChange={() => undefined}
                locked={t('sizeOfChecksum')}
                mono
              />
            ) : field.kind === 'textz' ? (
              <Field
                label={t('mostOf', { number })}
                value={field.size}
                onChange={(typed) => change({ size: typed })}
                placeholder={t('toZero')}
                maxLength={60}
                mono
                {...faultOf('size')}
              />
            ) : (
              <SuggestField
                label={t('sizeOf', { number })}
                listLabel={t('sizesOf', { number })}
                choices={[
                  ...SIZES[field.kind]
                    .filter((one) => one !== REST)
                    .map((one) => ({ value: one, label: one })),
                  ...(variable ? [...asked, rest] : []),
                ]}
                value={field.size}
                onChange={(typed) => change({ size: typed })}
                maxLength={60}
                mono
                {...faultOf('size')}
              />
            )}
          </td>
          <td data-column="order">
            <PickList
              label={t('orderOf', { number })}
              choices={BYTE_ORDERS.map((value) => ({ value, label: t(ORDER_WORDS[value]) }))}
              value={field.order}
              onChange={(order) => change({ order })}
              disabled={!ordered}
              {...(ordered ? {} : { shown: '–' })}
              wide
            />
          </td>
          <td data-column="repeat">
            <SuggestField
              label={t('repeatOf', { number })}
              listLabel={t('repeatsOf', { number })}
              choices={[...asked, rest]}
              value={field.repeat}
              onChange={(repeat) => change({ repeat })}
              placeholder={t('once')}
              maxLength={60}
              mono
              {...faultOf('repeat')}
            />
          </td>
          <td data-column="condition">
            <Field
              label={t('conditionOf', { number })}
              value={field.condition}
              onChange={(condition) => change({ condition })}
              placeholder={t('always')}
              maxLength={120}
              mono
              {...faultOf('condition')}
            />
          </td>
          <td className={styles.rowTools}>
            <IconButton
              icon={IconAdjustmentsHorizontal}
              label={t('detailsOf', { number })}
              aria-expanded={unfolded}
              onClick={() => unfoldField(unfolded ? null : at)}
              quiet
              small
            />
            <IconButton
              icon={IconArrowUp}
              label={t('upOf', { number })}
              disabled={at === 0}
              onClick={() => moveField(protocol, at, at - 1)}
              quiet
              small
            />
            <IconButton
              icon={IconArrowDown}
              label={t('downOf', { number })}
              disabled={at === count - 1}
              onClick={() => moveField(protocol, at, at + 1)}
              quiet
              small
            />
            <IconButton
              icon={IconTrash}
              label={t('deleteOf', { number })}
              onClick={({ currentTarget }) => {
                deleteField(protocol, at);
                focusCell(currentTarget, Math.min(at, count - 2), 'name');
              }}
              quiet
              small
            />
          </td>
        </tr>
        {faults.length > 0 && (
          <tr>
            <td />
            <td colSpan={7} className={styles.under}>
              <FaultLines
                field={at}
                faults={faults}
                nameOf={(bits) => plainText(field.bits[bits]?.name ?? '')}
              />
            </td>
          </tr>
        )}
        {unfolded && (
          <tr>
            <td />
            <td colSpan={7} className={styles.under}>
              <FieldDetails
                at={at}
                field={field}
                before={linesOf(before)}
                onChange={change}
                faultOf={faultOf}
              />
            </td>
          </tr>
        )}
      </tbody>
    );
  },
  ({ faults: one, ...own }, { faults: other, ...others }) =>
    (Object.keys(own) as (keyof typeof own)[]).every((key) => own[key] === others[key]) &&
    JSON.stringify(one) === JSON.stringify(other),
);
