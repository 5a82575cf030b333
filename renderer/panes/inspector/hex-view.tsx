import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useInspector } from '../../state/inspector';
import { RowScroller, type RowScrollerHandle } from '../../ui/row-scroller';
import { pageRows, type RowRange } from '../../ui/row-scroller-maths';
import { useWidth } from '../../ui/row-scroller-size';
import { useFocusWish } from '../../ui/use-focus-wish';
import { useCharWidth } from './char-width';
import type { HexBytes } from './hex-bytes';
import { areaAt, byteAt, type HexArea, hexLayout } from './hex-layout';
import { HexLine } from './hex-line';
import { type ByteRange, type HexSelection, rangeOf, selectionAfter } from './hex-selection';
import classes from './hex-view.module.css';

const LINE = 20;

interface HexViewProps {
  readonly bytes: HexBytes;
  readonly selection: HexSelection | null;
  readonly onSelection: (selection: HexSelection | null) => void;
  /** Bytes that something else points at: lit, and brought into view. */
  readonly lit?: ByteRange | null;
  /** Enter in the log moves the keyboard here. */
  readonly takesFocus?: boolean;
}

/** Bytes as offset, hex and text; any number of them. A range is selected by mouse or keyboard in both. */
export const HexView = ({ bytes, selection, onSelection, lit = null, takesFocus = true }: HexViewProps) => {
  const { t } = useTranslation('inspector');
  const { length } = bytes;
  const focus = useInspector(({ focus: asked }) => asked);
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<RowScrollerHandle>(null);
  const width = useWidth(frame);
  const charWidth = useCharWidth(frame);
  const layout = useMemo(() => hexLayout(width, charWidth, length), [width, charWidth, length]);
  const { perLine } = layout;
  const lines = Math.ceil(length / perLine);
  const id = useId();
  const lineId = (line: number): string => `${id}-${line}`;

  useFocusWish(takesFocus ? focus : null, () => scroller.current?.focus());

  const litLine = lit === null ? null : Math.floor(lit.start / perLine);
  const litAround = useRef(false);
  // What a person goes to lights the field around it, which may begin far away: that is nothing to be taken to.
  litAround.current =
    lit !== null && selection !== null && lit.start <= selection.caret && selection.caret < lit.end;
  useEffect(() => {
    if (litLine !== null && !litAround.current) scroller.current?.reveal(litLine);
  }, [litLine]);

  const onRange = useCallback(
    ({ first, end }: RowRange) => bytes.want(first * perLine, end * perLine),
    [bytes, perLine],
  );
  const area = useRef<HexArea>('hex');
  const drag = useRef<{ x: number; y: number; frame: number } | null>(null);
  const now = useRef({ selection, onSelection, layout });
  now.current = { selection, onSelection, layout };

  const select = (next: HexSelection | null): void => {
    onSelection(next);
    if (next !== null) scroller.current?.reveal(Math.floor(next.caret / perLine));
  };

  const byteUnder = (x: number, y: number): number => {
    const left = frame.current?.getBoundingClientRect().left ?? 0;
    return byteAt(now.current.layout, area.current, x - left, scroller.current?.rowAt(y) ?? 0, length);
  };

  const press = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || event.pointerType === 'touch' || length === 0) return;
    const left = frame.current?.getBoundingClientRect().left ?? 0;
    area.current = areaAt(layout, event.clientX - left);
    const byte = byteUnder(event.clientX, event.clientY);
    const anchor = event.shiftKey && selection !== null ? selection.anchor : byte;
    onSelection({ anchor, caret: byte });
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY, frame: 0 };
  };

  /** Takes the selection to the pointer; beyond an edge it goes on by itself, frame by frame. */
  const follow = (): void => {
    const held = drag.current;
    const handle = scroller.current;
    if (held === null || handle === null) return;
    const beyond = handle.dragTo(held.y);
    const caret = byteUnder(held.x, held.y);
    const { selection: made, onSelection: change } = now.current;
    if (made !== null && made.caret !== caret) change({ anchor: made.anchor, caret });
    held.frame = beyond ? requestAnimationFrame(follow) : 0;
  };

  const move = (event: PointerEvent<HTMLDivElement>): void => {
    if (drag.current === null) return;
    drag.current.x = event.clientX;
    drag.current.y = event.clientY;
    if (drag.current.frame === 0) follow();
  };

  const release = (): void => {
    if (drag.current === null) return;
    cancelAnimationFrame(drag.current.frame);
    drag.current = null;
    // The press has drawn the line anew, and with the element that was pressed the browser lost the focus.
    scroller.current?.focus();
  };

  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'c' && selection !== null) {
      event.preventDefault();
      bytes.copy(rangeOf(selection), area.current);
      return;
    }
    if (event.altKey) return;
    const space = scroller.current?.space();
    const next = selectionAfter({ key: event.key, shift: event.shiftKey, control }, selection, {
      length,
      perLine,
      pageLines: space === undefined ? 1 : pageRows(space),
    });
    if (next === undefined) return;
    event.preventDefault();
    select(next);
  };

  const marked = selection === null ? { start: 0, end: 0 } : rangeOf(selection);
  const caretLine = selection === null ? null : Math.floor(selection.caret / perLine);
  return (
    <div ref={frame} className={classes.frame}>
      <RowScroller
        ref={scroller}
        count={lines}
        subject={bytes.subject}
        rowHeight={LINE}
        active={caretLine}
        rowId={lineId}
        onRange={onRange}
        barLabel={t('scrollbar')}
        role="grid"
        surface={{
          'aria-label': t('bytes'),
          'aria-rowcount': lines,
          'aria-colcount': 3,
          'aria-readonly': true,
          'aria-multiselectable': true,
          className: classes.surface ?? '',
          tabIndex: 0,
          onKeyDown: keys,
          onPointerDown: press,
          onPointerMove: move,
          onPointerUp: release,
          onLostPointerCapture: release,
        }}
        row={(line, y) => {
          const start = line * perLine;
          const end = Math.min(length, start + perLine);
          const within = (range: ByteRange): readonly [from: number, to: number] => {
            const from = Math.max(0, range.start - start);
            const to = Math.min(perLine, range.end - start);
            return from < to ? [from, to] : [0, 0];
          };
          const [from, to] = within(marked);
          const [litFrom, litTo] = lit === null ? [0, 0] : within(lit);
          return (
            <HexLine
              id={lineId(line)}
              bytes={bytes}
              start={start}
              end={end}
              loaded={bytes.at(start, end) !== null}
              y={y}
              layout={layout}
              from={from}
              to={to}
              litFrom={litFrom}
              litTo={litTo}
              caret={caretLine === line && selection !== null ? selection.caret - start : -1}
            />
          );
        }}
      />
    </div>
  );
};
