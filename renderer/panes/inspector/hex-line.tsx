import { memo } from 'react';
import type { HexBytes } from './hex-bytes';
import type { HexLayout } from './hex-layout';
import { type HexRun, hexRuns, textRuns } from './hex-runs';
import classes from './hex-view.module.css';

const Runs = ({ runs }: { readonly runs: readonly HexRun[] }) =>
  runs.map(({ at, text, kind, selected, lit, caret }) => (
    <span key={`${at}:${text}`} data-kind={kind} data-selected={selected} data-lit={lit} data-caret={caret}>
      {text}
    </span>
  ));

interface HexLineProps {
  readonly id: string;
  readonly bytes: HexBytes;
  readonly start: number;
  readonly end: number;
  /** The bytes are here; otherwise they are on their way. */
  readonly loaded: boolean;
  readonly y: number;
  readonly layout: HexLayout;
  /** Selected columns: `from` to `to - 1`. */
  readonly from: number;
  readonly to: number;
  readonly caret: number;
  /** Columns that something else points at. */
  readonly litFrom: number;
  readonly litTo: number;
}

/** One line of the hex view: offset, hex, text. Drawn again only when its bytes or their marks are others. */
export const HexLine = memo((props: HexLineProps) => {
  const { id, start, end, loaded, y, layout } = props;
  const bytes = loaded ? props.bytes.at(start, end) : null;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={start / layout.perLine + 1}
      className={classes.line}
      style={{ transform: `translateY(${y}px)` }}
    >
      <span role="rowheader" className={classes.offset}>
        {start.toString(16).toUpperCase().padStart(layout.digits, '0')}
      </span>
      <span
        role="gridcell"
        className={classes.hex}
        style={{ left: layout.hexLeft, wordSpacing: layout.space - layout.charWidth }}
      >
        {bytes !== null && <Runs runs={hexRuns(bytes, props)} />}
      </span>
      <span role="gridcell" className={classes.text} style={{ left: layout.textLeft }}>
        {bytes !== null && <Runs runs={textRuns(bytes, props)} />}
      </span>
    </div>
  );
});
