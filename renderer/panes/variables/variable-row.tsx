import { IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Variable } from '../../../core/contract/variables';
import { plainSentence } from '../../../core/payload/visible';
import { useTemplates } from '../../state/templates';
import {
  addVariable,
  changeVariable,
  deleteVariable,
  isReplaced,
  type ListId,
  listOf,
  problemOf,
  setSecret,
} from '../../state/variables';
import { IconButton } from '../../ui/button';
import { drawNow } from '../../ui/draw-now';
import { Field } from '../../ui/field';
import styles from './variables.module.css';

/** Moves the focus to the field of a column in another row of the same table. */
const focusField = (from: Element, row: number, column: string): void => {
  const table = from.closest('table');
  drawNow();
  table?.querySelector<HTMLInputElement>(`tr[data-row="${row}"] [data-column="${column}"] input`)?.focus();
};

interface VariableRowProps {
  readonly list: ListId;
  readonly at: number;
  readonly variable: Variable;
}

/** A name and its value. Up and down go through a column, Enter goes on to the next field and adds a row at the end. */
export const VariableRow = ({ list, at, variable }: VariableRowProps) => {
  const { t } = useTranslation('variables');
  const variables = useTemplates((state) => state.variables);
  const all = listOf(variables, list);
  const problem = problemOf(all, at);
  const replaced = list === 'shared' && isReplaced(variables, variable.name);
  const secret = variable.secret === true;
  const name = plainSentence(variable.name);
  const remove = (element: Element): void => {
    deleteVariable(list, at, variable.name);
    focusField(element, Math.min(at, all.length - 2), 'name');
  };
  const keys = (column: 'name' | 'value') => (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const { currentTarget: field } = event;
    if (event.key === 'ArrowUp') focusField(field, at - 1, column);
    else if (event.key === 'ArrowDown') focusField(field, at + 1, column);
    else if (event.key === 'Delete' && event.ctrlKey) remove(field);
    else if (event.key === 'Enter' && column === 'name') focusField(field, at, 'value');
    else if (event.key === 'Enter') {
      if (at === all.length - 1) addVariable(list);
      focusField(field, at + 1, 'name');
    } else return;
    event.preventDefault();
  };
  return (
    <tr data-row={at}>
      <td data-column="name">
        <Field
          label={t('nameOf', { number: at + 1 })}
          value={variable.name}
          onChange={(typed) => changeVariable(list, at, { name: typed })}
          problem={problem === 'name' ? t('wrongName') : problem === 'twice' ? t('twice') : null}
          maxLength={60}
          mono
          onKeyDown={keys('name')}
        />
      </td>
      <td data-column="value">
        <Field
          label={variable.name === '' ? t('valueOf', { number: at + 1 }) : t('valueOfName', { name })}
          value={variable.value}
          onChange={(typed) => changeVariable(list, at, { value: typed })}
          maxLength={10_000}
          mono
          type={secret ? 'password' : 'text'}
          placeholder={secret ? t('unknownHere') : undefined}
          onKeyDown={keys('value')}
          after={replaced ? <span className={styles.note}>{t('replaced')}</span> : undefined}
        />
      </td>
      <td className={styles.actions}>
        <IconButton
          icon={secret ? IconLock : IconLockOpen}
          label={variable.name === '' ? t('secretRow', { number: at + 1 }) : t('secretName', { name })}
          hint={t('secretHint')}
          aria-pressed={secret}
          quiet
          onClick={() => setSecret(list, at, !secret)}
        />
        <IconButton
          icon={IconTrash}
          label={variable.name === '' ? t('deleteRow', { number: at + 1 }) : t('deleteName', { name })}
          quiet
          onClick={({ currentTarget }) => remove(currentTarget)}
        />
      </td>
    </tr>
  );
};
