/**
 * A text of several lines is written as `{ "lines": ["one", "two"] }`: a script reads as it does in its editor, and a
 * changed line of it is one changed line of the file.
 */
export const linesOf = (text: string): { readonly lines: readonly string[] } | string =>
  text.includes('\n') ? { lines: text.split('\n') } : text;

/** Texts of several lines, wherever they stand, as they are written. */
export const withLines = (value: unknown): unknown => {
  if (typeof value === 'string') return linesOf(value);
  if (Array.isArray(value)) return value.map(withLines);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withLines(child)]));
};
