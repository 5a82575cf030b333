import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DecodedField } from '../../../core/contract/dissect';
import { addChartField, canChartField } from '../../state/field-chart';
import { fieldCondition, fieldValue } from '../../state/field-value';
import { copyText } from '../../state/inspector-copy';
import { goToRow } from '../../state/log';
import { addFieldColumn, canAddFieldColumn } from '../../state/log-columns';
import { narrowBy } from '../../state/log-filter';
import classes from './decode-tab.module.css';

export interface DecodeMenuPlace {
  /** Client pixels. */
  readonly x: number;
  readonly y: number;
  readonly field: DecodedField;
}

interface DecodeMenuProps {
  readonly place: DecodeMenuPlace | null;
  readonly onClose: () => void;
}

/** What can be done with a field. */
export const DecodeMenu = ({ place, onClose }: DecodeMenuProps) => {
  const { t } = useTranslation('inspector');
  if (place === null) return null;
  const { field } = place;
  const { row } = field;
  const condition = fieldCondition(field);
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2}>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className={classes.menuPlace}
          aria-label={t('fieldMenu')}
          style={{ left: place.x, top: place.y }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void copyText(fieldValue(field))}>{t('copyFieldValue')}</Menu.Item>
        <Menu.Item onClick={() => void copyText(field.label)}>{t('copyFieldLine')}</Menu.Item>
        <Menu.Item disabled={condition === ''} onClick={() => void copyText(condition)}>
          {t('copyFieldFilter')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item disabled={condition === ''} onClick={() => narrowBy(condition)}>
          {t('filterForField')}
        </Menu.Item>
        <Menu.Item disabled={!canAddFieldColumn(field.name)} onClick={() => addFieldColumn(field.name)}>
          {t('addFieldColumn')}
        </Menu.Item>
        <Menu.Item
          disabled={!canChartField(field.name, fieldValue(field))}
          onClick={() => addChartField(field.name)}
        >
          {t('addFieldChart')}
        </Menu.Item>
        {row !== null && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void goToRow(row)}>{t('goToFieldRow', { row: row + 1 })}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
