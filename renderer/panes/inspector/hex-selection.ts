/** Bytes `start` to `end - 1`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A selection as it was made: the byte where it began, and the byte of the caret. Both belong to it. */
export interface HexSelection {
  readonly anchor: number;
  readonly caret: number;
}

export const rangeOf = ({ anchor, caret }: HexSelection): ByteRange => ({
  start: Math.min(anchor, caret),
  end: Math.max(anchor, caret) + 1,
});

export interface HexKey {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, or Command on a Mac. */
  readonly control: boolean;
}

export interface HexShape {
  readonly length: number;
  readonly perLine: number;
  /** Lines that Page Up and Page Down move by. */
  readonly pageLines: number;
}

const target = ({ key, control }: HexKey, caret: number, { length, perLine, pageLines }: HexShape) => {
  const column = caret % perLine;
  const last = length - 1;
  const vertical = (lines: number): number => {
    const to = caret + lines * perLine;
    // Beyond the ends: the first or last byte, not a jump back to the same column.
    return to < 0 ? (caret < perLine ? 0 : column) : to > last ? last : to;
  };
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, caret - 1);
    case 'ArrowRight':
      return Math.min(last, caret + 1);
    case 'ArrowUp':
      return vertical(-1);
    case 'ArrowDown':
      return vertical(1);
    case 'PageUp':
      return vertical(-pageLines);
    case 'PageDown':
      return vertical(pageLines);
    case 'Home':
      return control ? 0 : caret - column;
    case 'End':
      return control ? last : Math.min(last, caret - column + perLine - 1);
    default:
      return null;
  }
};

/**
 * The selection after a key; undefined when the key means nothing here, null when it ends the selection. With no
 * selection yet, any movement starts at the first byte.
 */
export const selectionAfter = (
  key: HexKey,
  now: HexSelection | null,
  shape: HexShape,
): HexSelection | null | undefined => {
  if (shape.length === 0) return undefined;
  if (key.control && key.key.toLowerCase() === 'a') return { anchor: 0, caret: shape.length - 1 };
  if (key.key === 'Escape') return now === null ? undefined : null;
  const caret = target(key, now?.caret ?? 0, shape);
  if (caret === null) return undefined;
  if (now === null) {
    const to = key.key === 'End' ? caret : 0;
    return { anchor: to, caret: to };
  }
  return { anchor: key.shift ? now.anchor : caret, caret };
};
