import type { Encoding } from '../../../core/contract/draft';
import type { StreamPiece, StreamWindow } from '../../../core/contract/stream';
import { decodeText } from '../../../core/payload/encodings';
import { TextFlow, type TextToken } from './text-flow';

export type StreamView = 'text' | 'hex' | 'both';

/** A line on the screen: text, or bytes of the window from `from` to `to - 1`. */
export interface StreamLine {
  readonly piece: StreamPiece;
  /** It is the first line of its message that the window has. */
  readonly first: boolean;
  readonly tokens: readonly TextToken[] | null;
  readonly from: number;
  readonly to: number;
}

const textLines = (
  piece: StreamPiece,
  bytes: Uint8Array,
  encoding: Encoding,
  columns: number,
): readonly StreamLine[] => {
  const flow = new TextFlow(columns);
  flow.push(decodeText(bytes, encoding));
  const from = piece.start;
  const to = piece.start + piece.length;
  return flow.rows.map(({ tokens }, i) => ({ piece, first: i === 0, tokens, from, to }));
};

const byteLines = (piece: StreamPiece, perLine: number): readonly StreamLine[] => {
  const lines: StreamLine[] = [];
  const end = piece.start + piece.length;
  for (let from = piece.start; from < end; from += perLine)
    lines.push({ piece, first: from === piece.start, tokens: null, from, to: Math.min(end, from + perLine) });
  return lines;
};

/** The lines of a window: each message begins on a line of its own; what carries no bytes has none. */
export const streamLines = (
  { pieces, bytes }: StreamWindow,
  view: StreamView,
  encoding: Encoding,
  columns: number,
  perLine: number,
): readonly StreamLine[] =>
  pieces.flatMap((piece) =>
    view === 'text'
      ? textLines(piece, bytes.subarray(piece.start, piece.start + piece.length), encoding, columns)
      : byteLines(piece, perLine),
  );

/** Bytes in a line of hex: as many as there is room for, in steps of four, 16 at most beside the text. */
export const bytesPerLine = (view: StreamView, columns: number): number => {
  const room = view === 'both' ? Math.floor((columns - 2) / 4) : Math.floor((columns + 1) / 3);
  const most = view === 'both' ? 16 : 32;
  return Math.max(4, Math.min(most, room - (room % 4)));
};

const textOf = ({ tokens }: StreamLine): string => (tokens ?? []).map(({ text }) => text).join('');

/**
 * The line that a byte of the window is on. Text knows only the message: of the lines of that message it is the one
 * as far down as the byte is into it, or the nearest one with the `word` in it.
 */
export const lineAt = (lines: readonly StreamLine[], byte: number, word: string | null): number => {
  const first = lines.findIndex(({ to }) => byte < to);
  const line = lines[first];
  if (line === undefined) return Math.max(0, lines.length - 1);
  if (line.tokens === null) return first;
  let count = 1;
  while (lines[first + count]?.piece === line.piece) count += 1;
  const share = (byte - line.from) / Math.max(1, line.to - line.from);
  const guess = first + Math.min(count - 1, Math.floor(share * count));
  if (word === null || word === '') return guess;
  const small = word.toLowerCase();
  for (let away = 0; away < count; away += 1) {
    for (const at of [guess - away, guess + away]) {
      const one = lines[at];
      if (at >= first && one?.piece === line.piece && textOf(one).toLowerCase().includes(small)) return at;
    }
  }
  return guess;
};
