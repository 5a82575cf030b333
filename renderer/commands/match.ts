/** Every word of the query stands somewhere in the text, in any order and case. */
export const matchesQuery = (query: string, text: string): boolean => {
  const lower = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
};
