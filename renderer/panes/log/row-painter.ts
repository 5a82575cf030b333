import type { RowInfo } from '../../../core/contract/dissect';
import type { LogRow } from '../../../core/contract/log';
import { fieldOf, isFieldColumn } from '../../../core/contract/log-columns';
import { previewBytes } from '../../../core/payload/preview';
import { plainSentence } from '../../../core/payload/visible';
import { type ColumnPlan, charactersIn, type PlannedCell, TIME_CHARACTERS } from './column-plan';
import { drawCut } from './cut-text';
import classes from './log-grid.module.css';
import type { LogWords, TextColumn } from './log-words';
import { type RowMark, rowMark } from './row-mark';

/** What all rows are drawn with. A new object draws all of them anew. */
export interface RowPaint {
  readonly plan: ColumnPlan;
  readonly words: LogWords;
  /** The day that needs no date; changes at midnight. */
  readonly today: string;
  /** A new copy of a sign. */
  readonly sign: (mark: RowMark | 'marked') => Node;
}

/** Draws one row into one cell; `said` is what the dissectors say about it. */
type CellPainter = (row: LogRow, said: RowInfo | undefined) => void;

interface Cell {
  readonly element: HTMLElement;
  readonly draw: CellPainter;
}

/** A text node whose text is only touched when it is another. */
const textIn = (parent: Element): ((text: string) => void) => {
  const node = parent.appendChild(document.createTextNode(''));
  return (text) => {
    if (node.data !== text) node.data = text;
  };
};

const spanIn = (parent: Element, name: string | undefined): HTMLSpanElement => {
  const span = document.createElement('span');
  if (name !== undefined) span.className = name;
  return parent.appendChild(span);
};

/**
 * Draws rows of the log into one element, by hand: a followed flood draws a screen of other rows ten times a second,
 * and most of the work was building and comparing elements that stayed the same (docs/performance.md). Elements are
 * made once for a set of columns; from then on only texts change.
 */
export class RowPainter {
  readonly #element: HTMLElement;
  #cells: readonly Cell[] = [];
  #paint: RowPaint | null = null;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  draw(row: LogRow | undefined, said: RowInfo | undefined, paint: RowPaint): void {
    if (row === undefined) {
      // Kept aside: the row is on its way.
      this.#element.replaceChildren();
      return;
    }
    if (paint !== this.#paint) {
      this.#paint = paint;
      this.#cells = paint.plan.cells.map((cell) => this.#cell(cell, paint));
    }
    for (const { draw } of this.#cells) draw(row, said);
    if (this.#element.firstChild !== (this.#cells[0]?.element ?? null)) {
      this.#element.replaceChildren(...this.#cells.map(({ element }) => element));
    }
  }

  #cell(planned: PlannedCell, paint: RowPaint): Cell {
    const cell = document.createElement('div');
    cell.setAttribute('role', 'gridcell');
    cell.setAttribute('aria-colindex', String(planned.index));
    cell.dataset.column = planned.column;
    cell.className = classes.cell ?? '';
    cell.style.left = `${planned.left}px`;
    cell.style.width = `${planned.width}px`;
    return { element: cell, draw: painterOf(cell, planned, paint) };
  }
}

const painterOf = (cell: HTMLElement, planned: PlannedCell, paint: RowPaint): CellPainter => {
  const room = charactersIn(planned.width, paint.plan.padding);
  if (isFieldColumn(planned.column)) return fieldPainter(cell, fieldOf(planned.column));
  switch (planned.column) {
    case 'number':
      return numberPainter(cell, paint);
    case 'time':
      return timePainter(cell, paint, room);
    case 'direction':
      return directionPainter(cell, paint);
    case 'info':
      return infoPainter(cell, paint, room);
    case 'protocol':
      return protocolPainter(cell, paint);
    default:
      return textPainter(cell, paint, planned.column, room);
  }
};

const numberPainter = (cell: HTMLElement, { sign }: RowPaint): CellPainter => {
  const text = textIn(cell);
  let shown: Node | null = null;
  return ({ row, marked }) => {
    text(String(row + 1));
    if (marked === (shown !== null)) return;
    shown?.parentNode?.removeChild(shown);
    shown = marked ? cell.insertBefore(sign('marked'), cell.firstChild) : null;
  };
};

const timePainter = (cell: HTMLElement, { words, today }: RowPaint, room: number): CellPainter => {
  const day = textIn(spanIn(cell, classes.none));
  const clock = textIn(cell);
  const micros = textIn(spanIn(cell, classes.micros));
  return (row) => {
    const date = words.day(row);
    const dated = date !== today;
    day(dated ? `${date} ` : '');
    clock(words.clock(row));
    const whole = TIME_CHARACTERS.micros + (dated ? TIME_CHARACTERS.date : 0);
    micros(room >= whole ? ` ${words.micros(row)}` : '');
  };
};

const directionPainter = (cell: HTMLElement, { words, sign }: RowPaint): CellPainter => {
  let shown: RowMark | null = null;
  return (row) => {
    const mark = rowMark(row);
    if (mark === shown) return;
    shown = mark;
    cell.replaceChildren(sign(mark));
    cell.setAttribute('aria-label', words.mark(mark));
  };
};

/** Columns in the proportional type, and all whose text may be in any script, are cut by the browser. */
const PROPORTIONAL: ReadonlySet<TextColumn> = new Set(['endpoint', 'severity']);
const MONOSPACED = /^[\x20-\x7eµ−]*$/;

/** An address is told apart by its end: its port stays readable however narrow the column is. */
const cutAddress = (text: string, room: number): string => {
  const port = text.slice(text.lastIndexOf(':'));
  const host = Math.max(1, room - port.length - 1);
  return text.length <= room || !port.startsWith(':') ? text : `${text.slice(0, host)}…${port}`;
};

const textPainter = (
  cell: HTMLElement,
  { words }: RowPaint,
  column: TextColumn,
  room: number,
): CellPainter => {
  const put = textIn(cell);
  const textOf = words.cell[column];
  const proportional = PROPORTIONAL.has(column);
  const address = column === 'peer' || column === 'local';
  return (row) => {
    const text = textOf(row);
    const fits = !proportional && text.length <= room && MONOSPACED.test(text);
    put(address ? cutAddress(text, room) : text);
    // Every clip costs the painting of every row.
    cell.dataset.long = fits ? '' : 'true';
  };
};

/** The innermost protocol that is known: the dissectors', else the transport's. */
const protocolPainter = (cell: HTMLElement, { words }: RowPaint): CellPainter => {
  const put = textIn(cell);
  cell.dataset.long = 'true';
  return (row, said) =>
    put(said === undefined || said.protocol === '' ? words.protocol(row) : plainSentence(said.protocol));
};

/** What the dissectors say that a field of theirs is. */
const fieldPainter = (cell: HTMLElement, field: string): CellPainter => {
  const put = textIn(cell);
  cell.dataset.long = 'true';
  return (_row, said) => put(plainSentence(said?.values[field] ?? ''));
};

const infoPainter = (cell: HTMLElement, { plan, words }: RowPaint, room: number): CellPainter => {
  // A column of its own says it already.
  const named = !plan.cells.some(({ column }) => column === 'protocol');
  return (row, said) => {
    if (row.kind === 'event') drawCut(cell, [{ text: words.event(row) }], null, false);
    else if (said !== undefined && said.protocol !== '') {
      const info = { text: plainSentence(said.info).slice(0, 2 * room), tone: classes.said };
      const protocol = { text: `${plainSentence(said.protocol)} `, tone: classes.protocol };
      drawCut(cell, named ? [protocol, info] : [info], null, false);
    } else if (row.length === 0) drawCut(cell, [{ text: words.empty, tone: classes.none }], room, false);
    else {
      const pieces = previewBytes(row.preview, row.length).map(({ text, escape: escaped }) => ({
        text,
        tone: escaped ? classes.escape : undefined,
      }));
      drawCut(cell, pieces, room, row.length > row.preview.length);
    }
  };
};
