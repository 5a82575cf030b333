import { drawNow } from '../../ui/draw-now';

/** Moves the focus to a cell of the table, also of a row that a key has just added or moved. */
export const focusCell = (from: Element | null, at: number, column: string): void => {
  // What the key was pressed in may be gone with its row.
  const table = from?.closest('table');
  drawNow();
  const cell = `[data-field="${at}"] [data-column="${column}"]`;
  const control = (table ?? from?.querySelector('table'))?.querySelector<HTMLElement>(
    `${cell} input, ${cell} button`,
  );
  control?.focus();
  if (control instanceof HTMLInputElement) control.select();
};
