const GROUP = 8;

/** Hex digits that the last offset needs, in steps of two, at least four. */
export const offsetDigits = (total: number): number => {
  const digits = Math.max(total - 1, 0).toString(16).length;
  return Math.max(4, digits + (digits % 2));
};

/** The cell at which byte `index` of a line begins, from the first byte's cell: a wider gap after every eighth. */
export const cellColumn = (index: number): number => index * 3 + Math.floor(index / GROUP);

/** What the text column shows for each byte: itself when it is printable ASCII, otherwise a middle dot. */
export const GLYPHS: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
);
