/** A Lua string of these words; nothing in them can end it. */
export const luaString = (words: string): string =>
  `'${words.replace(/['\\\p{Cc}\u2028\u2029]/gu, (one) =>
    one === "'" || one === '\\'
      ? `\\${one}`
      : [...new TextEncoder().encode(one)].map((byte) => `\\${String(byte).padStart(3, '0')}`).join(''),
  )}'`;

/** A table from numbers to words; of two with one number the first counts. */
export const luaTexts = (texts: readonly { readonly value: number; readonly text: string }[]): string => {
  const known = new Map<number, string>();
  for (const { value, text } of texts) if (!known.has(value)) known.set(value, text);
  return `{ ${[...known].map(([value, text]) => `[${value}] = ${luaString(text)}`).join(', ')} }`;
};
