import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { goToRow } from '../../state/log';
import { useFormats } from '../../ui/format';
import table from '../../ui/table.module.css';
import classes from './timing.module.css';

/** Leads to a row of the log. */
export const RowLink = ({ row, tabIndex = 0 }: { readonly row: number; readonly tabIndex?: number }) => {
  const { t } = useTranslation('timing');
  const { count } = useFormats();
  return (
    <button
      type="button"
      className={classes.link}
      tabIndex={tabIndex}
      title={t('goToRow', { row: count(row + 1) })}
      onClick={() => void goToRow(row)}
    >
      #{count(row + 1)}
    </button>
  );
};

interface RowTableProps {
  readonly label: string;
  /** The heads of the columns behind the first, which are the rows' numbers. */
  readonly columns: readonly string[];
  readonly lines: readonly {
    readonly key: string;
    readonly cells: readonly ReactNode[];
    /** Where the line leads: a button with this tabIndex. */
    readonly link: (tabIndex: number) => ReactNode;
  }[];
}

const steps = { ArrowDown: 1, ArrowUp: -1 } as const;

/** Goes from line to line by arrow keys: one stop for the Tab key, however many lines there are. */
const keys = (event: KeyboardEvent<HTMLElement>): void => {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody button')];
  const at = links.findIndex((link) => link.matches(':focus'));
  const step = event.key === 'ArrowDown' || event.key === 'ArrowUp' ? steps[event.key] : null;
  const next =
    event.key === 'Home' ? links[0] : event.key === 'End' ? links.at(-1) : links[at + (step ?? Number.NaN)];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
};

/** Lines of which each leads to a row of the log. */
export const RowTable = ({ label, columns, lines }: RowTableProps) => {
  const { t } = useTranslation('timing');
  return (
    <table className={`${table.table} ${classes.table}`} aria-label={label} onKeyDown={keys}>
      <thead>
        <tr>
          <th scope="col">{t('row')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" data-number>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, cells, link }, line) => (
          <tr key={key}>
            <th scope="row">{link(line === 0 ? 0 : -1)}</th>
            {cells.map((cell, at) => (
              <td key={columns[at]} data-number>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
