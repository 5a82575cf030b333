import { hexByte } from '../../../core/payload/bytes';
import { GLYPHS } from '../../../core/payload/hexdump';

/** What a byte is, for its colour: nothing, a control character, printable ASCII, above ASCII. */
export type ByteClass = 'zero' | 'control' | 'print' | 'high';

export const classOf = (byte: number): ByteClass => {
  if (byte === 0) return 'zero';
  if (byte < 0x20 || byte === 0x7f) return 'control';
  return byte < 0x80 ? 'print' : 'high';
};

/** A run of characters that look alike, so that a line needs few elements. */
export interface HexRun {
  /** Column of its first byte. */
  readonly at: number;
  readonly text: string;
  readonly kind: ByteClass;
  readonly selected: boolean;
  /** Something else points at it. */
  readonly lit: boolean;
  readonly caret: boolean;
}

export interface HexMarks {
  /** Selected columns: `from` to `to - 1`. */
  readonly from: number;
  readonly to: number;
  /** The column of the caret, -1 for none. */
  readonly caret: number;
  /** Columns that something else points at: `litFrom` to `litTo - 1`. */
  readonly litFrom: number;
  readonly litTo: number;
}

const grow = (runs: HexRun[], run: HexRun): void => {
  const last = runs.at(-1);
  const alike =
    last !== undefined &&
    last.kind === run.kind &&
    last.selected === run.selected &&
    last.lit === run.lit &&
    last.caret === run.caret;
  if (alike) runs[runs.length - 1] = { ...last, text: last.text + run.text };
  else runs.push(run);
};

const isSelected = (column: number, { from, to }: HexMarks): boolean => column >= from && column < to;
const isLit = (column: number, { litFrom, litTo }: HexMarks): boolean => column >= litFrom && column < litTo;

/** The hex digits of a line. The gap between two selected bytes is selected too; a gap never carries the caret. */
export const hexRuns = (bytes: Uint8Array, marks: HexMarks): readonly HexRun[] => {
  const runs: HexRun[] = [];
  bytes.forEach((byte, at) => {
    const selected = isSelected(at, marks);
    const lit = isLit(at, marks);
    if (at > 0) {
      const joined = { selected: selected && isSelected(at - 1, marks), lit: lit && isLit(at - 1, marks) };
      const gap = at % 8 === 0 ? '  ' : ' ';
      grow(runs, { at, text: gap, kind: runs.at(-1)?.kind ?? 'print', ...joined, caret: false });
    }
    grow(runs, { at, text: hexByte(byte), kind: classOf(byte), selected, lit, caret: at === marks.caret });
  });
  return runs;
};

/** The text column of a line: printable ASCII as itself, a middle dot for the rest. */
export const textRuns = (bytes: Uint8Array, marks: HexMarks): readonly HexRun[] => {
  const runs: HexRun[] = [];
  bytes.forEach((byte, at) => {
    grow(runs, {
      at,
      text: GLYPHS[byte] ?? '',
      kind: classOf(byte),
      selected: isSelected(at, marks),
      lit: isLit(at, marks),
      caret: at === marks.caret,
    });
  });
  return runs;
};
