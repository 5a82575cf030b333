import { type PointerEvent, useEffect, useRef } from 'react';
import classes from './row-scroller.module.css';
import { maxTop, pageRows, type ScrollSpace, thumb, topOfThumb } from './row-scroller-maths';

interface RowScrollerBarProps {
  readonly space: ScrollSpace;
  readonly top: number;
  /** Length of the track in CSS pixels. */
  readonly track: number;
  /** Where the track begins, in CSS pixels. */
  readonly offset: number;
  /** The id of what it scrolls. */
  readonly controls: string;
  readonly label: string;
  readonly onTop: (top: number) => void;
}

/** Waiting times of a held track click, in ms, as in the systems' own scrollbars. */
const FIRST_REPEAT = 350;
const NEXT_REPEAT = 60;

/**
 * An honest scrollbar over rows: drag the thumb, click the track to page, Shift-click to jump. The keyboard
 * scrolls what it controls, so the bar itself takes no focus.
 */
export function RowScrollerBar({ space, top, track, offset, controls, label, onTop }: RowScrollerBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  // The newest values for the repeat timer, which outlives the render that started it.
  const now = useRef({ space, top, track, onTop });
  now.current = { space, top, track, onTop };
  const grabbed = useRef<number | null>(null);
  const repeat = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(repeat.current), []);

  const place = thumb(space, top, track);
  const within = (clientY: number): number => clientY - (bar.current?.getBoundingClientRect().top ?? 0);

  const pageTowards = (y: number, wait: number): void => {
    const { space: rows, top: from, track: length, onTop: move } = now.current;
    const at = thumb(rows, from, length);
    if (at === null || (y >= at.offset && y <= at.offset + at.size)) return;
    move(from + (y < at.offset ? -1 : 1) * pageRows(rows));
    repeat.current = setTimeout(() => pageTowards(y, NEXT_REPEAT), wait);
  };

  const press = (event: PointerEvent<HTMLDivElement>): void => {
    if (place === null || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const y = within(event.clientY);
    if (y >= place.offset && y <= place.offset + place.size) grabbed.current = y - place.offset;
    else if (event.shiftKey) {
      grabbed.current = place.size / 2;
      onTop(topOfThumb(space, y - place.size / 2, track));
    } else pageTowards(y, FIRST_REPEAT);
  };

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (grabbed.current === null) return;
    onTop(topOfThumb(space, within(event.clientY) - grabbed.current, track));
  };

  const release = (): void => {
    grabbed.current = null;
    clearTimeout(repeat.current);
  };

  return (
    <div
      ref={bar}
      className={classes.bar}
      role="scrollbar"
      aria-label={label}
      aria-orientation="vertical"
      aria-controls={controls}
      aria-valuemin={0}
      aria-valuemax={Math.ceil(maxTop(space))}
      aria-valuenow={Math.round(top)}
      tabIndex={-1}
      hidden={place === null}
      style={{ top: offset, height: track }}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={release}
      onLostPointerCapture={release}
    >
      {place !== null && (
        <div
          className={classes.thumb}
          style={{ height: place.size, transform: `translateY(${Math.round(place.offset)}px)` }}
        />
      )}
    </div>
  );
}
