import { create } from 'zustand';
import type { DecodedField } from '../../core/contract/dissect';
import { addChartField, canChartField } from './field-chart';
import { fieldValue } from './field-value';
import { addFieldColumn, canAddFieldColumn } from './log-columns';

/** The field that is selected in the decode tree; null: none is, or there is no tree. */
export const useChosenField = create<{ readonly field: DecodedField | null }>()(() => ({ field: null }));

const chosen = (): DecodedField | null => useChosenField.getState().field;

const chosenName = (): string => chosen()?.name ?? '';

export const canAddChosenColumn = (): boolean => canAddFieldColumn(chosenName());

export const addChosenColumn = (): void => addFieldColumn(chosenName());

export const canAddChosenToChart = (): boolean => {
  const field = chosen();
  return field !== null && canChartField(field.name, fieldValue(field));
};

export const addChosenToChart = (): void => addChartField(chosenName());
