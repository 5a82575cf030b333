import { hexByte } from './bytes';

/** How a hex view is laid out, in character cells of a monospaced font. Offsets, bytes and text share the line. */
export interface HexLayout {
  readonly bytesPerLine: number;
  /** Hex digits of an offset: 4, 6, 8 … */
  readonly offsetDigits: number;
  /** Lines, 0 for no bytes. */
  readonly lines: number;
  /** Cells of a whole line: offset, gap, bytes, gap, text. */
  readonly columns: number;
}

export interface HexLine {
  /** Of the line's first byte. */
  readonly start: number;
  readonly offset: string;
  /** `4F`, one a byte; the last line may have fewer than `bytesPerLine`. */
  readonly cells: readonly string[];
  /** One glyph a byte: itself when it is printable ASCII, otherwise a middle dot. */
  readonly glyphs: readonly string[];
}

const GAP = 2;
const GROUP = 8;
const SIZES = [4, 8, 16, 24, 32, 40, 48, 56, 64] as const;

/** Hex digits that the last offset needs, in steps of two, at least four. */
export const offsetDigits = (total: number): number => {
  const digits = Math.max(total - 1, 0).toString(16).length;
  return Math.max(4, digits + (digits % 2));
};

/** The cell at which byte `index` of a line begins, from the first byte's cell: a wider gap after every eighth. */
export const cellColumn = (index: number): number => index * 3 + Math.floor(index / GROUP);

const lineColumns = (bytesPerLine: number, digits: number): number =>
  digits + GAP + cellColumn(bytesPerLine - 1) + 2 + GAP + bytesPerLine;

/**
 * The widest layout that fits: 4, 8, 16, 24 … bytes a line, at least 4, also where they do not fit.
 *
 * @param available character cells across
 * @param total bytes to show
 */
export const layOutHex = (available: number, total: number): HexLayout => {
  const digits = offsetDigits(total);
  const bytesPerLine = SIZES.findLast((size) => lineColumns(size, digits) <= available) ?? SIZES[0];
  return {
    bytesPerLine,
    offsetDigits: digits,
    lines: Math.ceil(total / bytesPerLine),
    columns: lineColumns(bytesPerLine, digits),
  };
};

const CELLS: readonly string[] = Array.from({ length: 256 }, (_, byte) => hexByte(byte));

/** What the text column shows for each byte. */
export const GLYPHS: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
);

/**
 * One line of a hex view.
 *
 * @param bytes the payload, or the part of it that begins at offset `base`
 * @param line from 0
 */
export const hexLine = (bytes: Uint8Array, line: number, layout: HexLayout, base = 0): HexLine => {
  const start = line * layout.bytesPerLine;
  const within = bytes.subarray(Math.max(start - base, 0), Math.max(start - base + layout.bytesPerLine, 0));
  const cells: string[] = [];
  const glyphs: string[] = [];
  for (const byte of within) {
    cells.push(CELLS[byte] ?? '');
    glyphs.push(GLYPHS[byte] ?? '');
  }
  return {
    start,
    offset: start.toString(16).toUpperCase().padStart(layout.offsetDigits, '0'),
    cells,
    glyphs,
  };
};
