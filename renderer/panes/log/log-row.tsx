import { memo } from 'react';
import type { RowInfo } from '../../../core/contract/dissect';
import type { LogRow } from '../../../core/contract/log';
import { previewBytes } from '../../../core/payload/preview';
import { plainSentence, plainText } from '../../../core/payload/visible';
import { type ColumnPlan, LOG_COLUMNS, type LogColumn } from './log-columns';
import classes from './log-grid.module.css';
import type { LogWords } from './log-words';
import { MarkGlyph, RowGlyph, rowMark } from './row-mark';

/** The port stays readable however narrow the column is. */
const Peer = ({ peer }: { readonly peer: string }) => {
  const text = plainText(peer);
  const colon = text.lastIndexOf(':');
  return (
    <>
      <span className={classes.host}>{colon < 0 ? text : text.slice(0, colon)}</span>
      {colon >= 0 && <span className={classes.port}>{text.slice(colon)}</span>}
    </>
  );
};

interface InfoProps {
  readonly row: LogRow;
  readonly said: RowInfo | undefined;
  readonly words: LogWords;
  /** More characters than these have no room. Measured in a flood: laying out text is most of the work. */
  readonly room: number;
}

const Info = ({ row, said, words, room }: InfoProps) => {
  if (row.kind === 'event') return <span>{words.event(row)}</span>;
  if (said !== undefined) {
    return (
      <span className={classes.said}>
        <span className={classes.protocol}>{plainSentence(said.protocol)}</span>{' '}
        {plainSentence(said.info).slice(0, room)}
      </span>
    );
  }
  if (row.length === 0) return <span className={classes.none}>{words.empty}</span>;
  let at = 0;
  return (
    <>
      {previewBytes(row.preview, row.length).map(({ text, escape: escaped }) => {
        const key = at;
        at += text.length;
        if (key > room) return null;
        const drawn = text.slice(0, room + 1 - key);
        return escaped ? (
          <span key={key} className={classes.escape}>
            {drawn}
          </span>
        ) : (
          drawn
        );
      })}
      {row.length > row.preview.length && <span className={classes.none}>…</span>}
    </>
  );
};

interface LogRowViewProps {
  /** Undefined while it is on its way. */
  readonly row: LogRow | undefined;
  readonly position: number;
  /** Of the rows that are there, the first one's position. */
  readonly first: number;
  readonly y: number;
  readonly selected: boolean;
  /** What the dissectors say about it. */
  readonly said: RowInfo | undefined;
  /** It matches what is being looked for. */
  readonly found: boolean;
  readonly id: string;
  readonly plan: ColumnPlan;
  readonly words: LogWords;
  /** The day that needs no date; changes at midnight. */
  readonly today: string;
}

/** One row of the log. Drawn again only when it stands for another row or place. */
export const LogRowView = memo(
  ({ row, position, first, y, selected, said, found, id, plan, words, today }: LogRowViewProps) => {
    const style = { transform: `translateY(${y}px)` };
    // The header is row 1.
    const place = {
      id,
      role: 'row',
      'data-at': position,
      'aria-rowindex': position - first + 2,
      'aria-selected': selected,
    } as const;
    if (row === undefined) return <div {...place} className={classes.row} style={style} />;

    const mark = rowMark(row);
    const cell = (column: LogColumn) => {
      switch (column) {
        case 'number':
          return (
            <>
              {row.marked && <MarkGlyph label={words.marked} />}
              {row.row + 1}
            </>
          );
        case 'time': {
          const [day, time, micros] = words.time(row);
          return (
            <>
              {day !== today && <span className={classes.none}>{day} </span>}
              {time}
              <span className={classes.micros}> {micros}</span>
            </>
          );
        }
        case 'delta':
          return row.delta === null ? '' : words.delta(row.delta);
        case 'endpoint':
          return plainText(row.endpoint);
        case 'peer':
          return <Peer peer={row.peer} />;
        case 'direction':
          return <RowGlyph mark={mark} />;
        case 'length':
          return row.kind === 'data' ? words.count(row.length) : '';
        case 'info':
          return <Info row={row} said={said} words={words} room={plan.infoRoom} />;
      }
    };
    return (
      <div
        {...place}
        className={classes.row}
        style={style}
        data-mark={mark}
        data-found={found || undefined}
        data-marked={row.marked || undefined}
      >
        {plan.shown.map((column) => (
          <div
            key={column}
            role="gridcell"
            aria-colindex={LOG_COLUMNS.indexOf(column) + 1}
            aria-label={column === 'direction' ? words.mark(mark) : undefined}
            className={classes.cell}
            data-column={column}
          >
            {cell(column)}
          </div>
        ))}
      </div>
    );
  },
);
