import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isFieldColumn, LOG_COLUMNS, type LogColumn } from '../../../core/contract/log-columns';
import { moveColumn, resetColumns, showColumn, useColumns } from '../../state/log-columns';
import { Keys } from '../../ui/keys';
import { columnName } from './column-names';
import classes from './log-header.module.css';

export interface ColumnMenuPlace {
  /** Client pixels. */
  readonly x: number;
  readonly y: number;
  readonly column: LogColumn;
}

interface ColumnMenuProps {
  readonly place: ColumnMenuPlace | null;
  /** Chosen, but without room now. */
  readonly crowded: readonly LogColumn[];
  readonly onFit: (column: LogColumn) => void;
  readonly onClose: () => void;
}

const Items = ({
  column,
  crowded,
  onFit,
}: Omit<ColumnMenuProps, 'place' | 'onClose'> & { column: LogColumn }) => {
  const { t } = useTranslation('log');
  const columns = useColumns();
  const at = columns.findIndex(({ id }) => id === column);
  const fields = columns.flatMap(({ id }) => (isFieldColumn(id) ? [id] : []));
  return (
    <>
      <Menu.Label>{t('columns')}</Menu.Label>
      {[...LOG_COLUMNS, ...fields].map((id) => {
        const shown = columns.some((one) => one.id === id);
        return (
          <Menu.CheckboxItem
            key={id}
            checked={shown}
            disabled={id === 'info'}
            closeMenuOnClick={false}
            rightSection={crowded.includes(id) && <span className={classes.noRoom}>{t('columnNoRoom')}</span>}
            onChange={(checked) => showColumn(id, checked)}
          >
            {columnName(id, t)}
          </Menu.CheckboxItem>
        );
      })}
      <Menu.Divider />
      <Menu.Label>{columnName(column, t)}</Menu.Label>
      <Menu.Item
        disabled={at <= 0}
        rightSection={<Keys keys="Alt+ArrowLeft" />}
        onClick={() => moveColumn(column, at - 1)}
      >
        {t('columnMoveLeft')}
      </Menu.Item>
      <Menu.Item
        disabled={at < 0 || at === columns.length - 1}
        rightSection={<Keys keys="Alt+ArrowRight" />}
        onClick={() => moveColumn(column, at + 1)}
      >
        {t('columnMoveRight')}
      </Menu.Item>
      <Menu.Item disabled={column === 'info'} onClick={() => onFit(column)}>
        {t('columnFit')}
      </Menu.Item>
      <Menu.Item disabled={column === 'info'} onClick={() => showColumn(column, false)}>
        {t('columnRemove')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={resetColumns}>{t('columnsReset')}</Menu.Item>
    </>
  );
};

/** Which columns there are, and what can be done with the one that the menu was opened on. */
export const ColumnMenu = ({ place, crowded, onFit, onClose }: ColumnMenuProps) => {
  const { t } = useTranslation('log');
  if (place === null) return null;
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2}>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className={classes.menuPlace}
          aria-label={t('columns')}
          style={{ left: place.x, top: place.y }}
        />
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <Items column={place.column} crowded={crowded} onFit={onFit} />
      </Menu.Dropdown>
    </Menu>
  );
};
