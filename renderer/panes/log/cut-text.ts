import classes from './log-grid.module.css';

/** A run of text; `tone` is the class that colours it. */
export interface Piece {
  readonly text: string;
  readonly tone?: string | undefined | null;
}

/** Every character of these is as wide as any other in the monospaced type. */
const EVEN = /^[\x20-\x7e]*$/;

/**
 * The pieces as far as they have room, with `…` where they are cut. Text of even width is cut here, so that the
 * browser neither lays out what is not seen nor clips. Otherwise (`even` is false) it has to clip: then only what has
 * no room in any script is left out.
 *
 * @param room characters of even width
 * @param more there is more text behind the last piece
 */
const cutPieces = (
  pieces: readonly Piece[],
  room: number,
  more: boolean,
): { readonly pieces: readonly Piece[]; readonly even: boolean } => {
  const even = pieces.every(({ text }) => EVEN.test(text));
  const length = pieces.reduce((sum, { text }) => sum + text.length, 0);
  if (even && length + (more ? 1 : 0) <= room) {
    return { pieces: more ? [...pieces, { text: '…', tone: classes.none }] : pieces, even };
  }
  // A mark that stands over another character takes no room at all; two to one is far more than any writing has.
  let left = even ? Math.max(0, room - 1) : room * 2;
  const cut: Piece[] = [];
  for (const { text, tone } of pieces) {
    if (left <= 0) break;
    cut.push({ text: text.slice(0, left), tone });
    left -= text.length;
  }
  if (even || more) cut.push({ text: '…', tone: classes.none });
  return { pieces: cut, even };
};

const wanted = (
  node: ChildNode | undefined,
  tone: string | undefined | null,
): node is Text | HTMLSpanElement =>
  node !== undefined &&
  (tone == null ? node instanceof Text : node instanceof HTMLSpanElement && node.className === tone);

const drawPiece = (cell: Element, at: number, { text, tone }: Piece): void => {
  const there = cell.childNodes[at];
  if (wanted(there, tone)) {
    if (there.textContent !== text) there.textContent = text;
    return;
  }
  const node = tone == null ? document.createTextNode(text) : document.createElement('span');
  if (node instanceof HTMLSpanElement) {
    node.className = tone ?? '';
    node.textContent = text;
  }
  if (there === undefined) cell.append(node);
  else there.replaceWith(node);
};

/** Puts pieces into a cell, by what is there already. `room` is null for text of uneven width. */
export const drawCut = (
  cell: HTMLElement,
  pieces: readonly Piece[],
  room: number | null,
  more: boolean,
): void => {
  const cut = room === null ? { pieces, even: false } : cutPieces(pieces, room, more);
  cut.pieces.forEach((piece, at) => {
    drawPiece(cell, at, piece);
  });
  while (cell.childNodes.length > cut.pieces.length) cell.lastChild?.remove();
  cell.dataset.long = cut.even ? '' : 'true';
};
