import { cellColumn, offsetDigits } from '../../../core/payload/hexdump';

/** Where everything of one hex line stands, in CSS pixels from the left edge of the rows. */
export interface HexLayout {
  readonly perLine: number;
  /** Hex digits of the offset. */
  readonly digits: number;
  readonly charWidth: number;
  /** Width of one space between bytes; two stand between groups of eight. */
  readonly space: number;
  readonly hexLeft: number;
  readonly textLeft: number;
  readonly width: number;
}

export type HexArea = 'hex' | 'text';

const PADDING = 12;
/** The scrollbar lies over the right edge. */
const RIGHT = 14;
const COLUMN_GAP = 14;
const PER_LINE = [64, 48, 32, 24, 16, 8, 4] as const;

/** Spaces in front of the byte at `column`. */
const spacesBefore = (column: number): number => cellColumn(column) - 2 * column;

/**
 * As many bytes per line as the width holds, in whole groups of eight. Spaces are narrower than digits, so that 16
 * bytes fit beside the log.
 */
export const hexLayout = (width: number, charWidth: number, length: number): HexLayout => {
  const digits = offsetDigits(length);
  const space = charWidth * 0.75;
  const hexLeft = PADDING + digits * charWidth + COLUMN_GAP;
  const at = (perLine: number): HexLayout => {
    const textLeft = hexLeft + perLine * 2 * charWidth + spacesBefore(perLine - 1) * space + COLUMN_GAP;
    return {
      perLine,
      digits,
      charWidth,
      space,
      hexLeft,
      textLeft,
      width: textLeft + perLine * charWidth + RIGHT,
    };
  };
  for (const perLine of PER_LINE) {
    const layout = at(perLine);
    if (layout.width <= width) return layout;
  }
  return at(4);
};

/** The left edge of a byte in its area. */
export const columnLeft = (layout: HexLayout, area: HexArea, column: number): number =>
  area === 'text'
    ? layout.textLeft + column * layout.charWidth
    : layout.hexLeft + column * 2 * layout.charWidth + spacesBefore(column) * layout.space;

/** The area that a press at `x` means: the nearer one. */
export const areaAt = (layout: HexLayout, x: number): HexArea =>
  x < layout.textLeft - COLUMN_GAP / 2 ? 'hex' : 'text';

/** The column at `x`: the nearest one, so that a drag may leave its area. */
export const columnAt = (layout: HexLayout, area: HexArea, x: number): number => {
  const last = layout.perLine - 1;
  if (area === 'text') {
    return Math.min(last, Math.max(0, Math.floor((x - layout.textLeft) / layout.charWidth)));
  }
  let column = 0;
  // A space belongs half to either neighbour.
  while (column < last) {
    const right = columnLeft(layout, 'hex', column) + 2 * layout.charWidth;
    if (x < (right + columnLeft(layout, 'hex', column + 1)) / 2) break;
    column += 1;
  }
  return column;
};

/** The byte at `x` in `line` (a fraction as the scroller gives it), kept within the payload. */
export const byteAt = (layout: HexLayout, area: HexArea, x: number, line: number, length: number): number => {
  const lines = Math.ceil(length / layout.perLine);
  const row = Math.min(lines - 1, Math.max(0, Math.floor(line)));
  // Above the first line means its start, below the last line its end.
  if (line < 0) return 0;
  if (line >= lines) return length - 1;
  return Math.min(length - 1, row * layout.perLine + columnAt(layout, area, x));
};
