/** The number that a field's value is as the dissectors write it (`3`, `0x0003`, `0.0021`, `True`); null for any other text. */
export const fieldNumber = (text: string): number | null => {
  if (text === 'True') return 1;
  if (text === 'False') return 0;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
};
