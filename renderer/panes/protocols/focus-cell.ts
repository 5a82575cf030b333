/** Moves the focus to a cell of the table, after the row that a key may just have added or moved was drawn. */
export const focusCell = (from: Element | null, at: number, column: string): void => {
  const table = from?.closest('table') ?? from?.querySelector('table');
  requestAnimationFrame(() => {
    const cell = `[data-field="${at}"] [data-column="${column}"]`;
    const control = table?.querySelector<HTMLElement>(`${cell} input, ${cell} button`);
    control?.focus();
    if (control instanceof HTMLInputElement) control.select();
  });
};
