import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { GLYPHS } from '../../../core/payload/hexdump';
import { goToRow } from '../../state/log';
import { formatFullTime } from '../../state/log-format';
import { MARK_WORDS, RowGlyph } from '../log/row-mark';
import type { StreamLine as Line, StreamView } from './stream-lines';
import classes from './stream-tab.module.css';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

/** Text with what was found in it marked. */
const Found = ({ text, word }: { readonly text: string; readonly word: string }) => {
  const small = text.toLowerCase();
  // A letter that grows when it is made small moves what stands behind it.
  if (word === '' || small.length !== text.length || !small.includes(word)) return text;
  const parts = [];
  let at = 0;
  for (let found = small.indexOf(word); found >= 0; found = small.indexOf(word, at)) {
    if (found > at) parts.push(text.slice(at, found));
    at = found + word.length;
    parts.push(<mark key={found}>{text.slice(found, at)}</mark>);
  }
  parts.push(text.slice(at));
  return parts;
};

const Bytes = ({
  bytes,
  from,
  to,
}: {
  readonly bytes: readonly string[];
  readonly from: number;
  readonly to: number;
}) =>
  from < to ? (
    <>
      {bytes.slice(0, from).join('')}
      <mark>{bytes.slice(from, to).join('')}</mark>
      {bytes.slice(to).join('')}
    </>
  ) : (
    bytes.join('')
  );

interface LineProps {
  readonly id: string;
  readonly line: Line;
  readonly bytes: Uint8Array;
  readonly view: StreamView;
  readonly perLine: number;
  readonly y: number;
  readonly active: boolean;
  /** In small letters; empty: nothing. */
  readonly word: string;
  /** Bytes of the window that were found. */
  readonly foundFrom: number;
  readonly foundTo: number;
}

/** One line of a conversation, behind the sign of its direction and, on a message's first line, its row. */
export const StreamLine = memo((props: LineProps) => {
  const { id, line, bytes, view, perLine, y, active, word, foundFrom, foundTo } = props;
  const { t } = useTranslation('log');
  const { piece, first, tokens, from, to } = line;
  const cells = tokens === null ? Array.from(bytes.subarray(from, to)) : [];
  const marked = { from: Math.max(0, foundFrom - from), to: Math.min(to, foundTo) - from };
  let at = 0;
  return (
    <div
      id={id}
      className={classes.line}
      data-direction={piece.direction}
      data-first={first}
      data-active={active}
      style={{ transform: `translateY(${y}px)` }}
    >
      {first ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes.gutter}
          title={formatFullTime(piece.seconds, piece.nanos)}
          aria-label={`${t(MARK_WORDS[piece.direction])} #${piece.row + 1}`}
          onClick={() => void goToRow(piece.row)}
        >
          <RowGlyph mark={piece.direction} />
          <span>{piece.row + 1}</span>
        </button>
      ) : (
        <span className={classes.gutter} aria-hidden />
      )}
      <span className={classes.content}>
        {tokens === null ? (
          <>
            <Bytes bytes={cells.map((byte) => `${HEX[byte] ?? ''} `)} {...marked} />
            {view === 'both' && (
              <span className={classes.glyphs} style={{ left: `${perLine * 3 + 1}ch` }}>
                <Bytes bytes={cells.map((byte) => GLYPHS[byte] ?? '')} {...marked} />
              </span>
            )}
          </>
        ) : (
          tokens.map(({ kind, text }) => {
            const key = at;
            at += text.length;
            return (
              <span key={key} data-kind={kind}>
                {kind === 'text' ? <Found text={text} word={word} /> : text}
              </span>
            );
          })
        )}
      </span>
    </div>
  );
});
