import {
  Fragment,
  type HTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useReducer,
  useRef,
} from 'react';
import classes from './row-scroller.module.css';
import { RowScrollerBar } from './row-scroller-bar';
import {
  clampTop,
  dragScroll,
  maxTop,
  nextAnchor,
  pageRows,
  type RowRange,
  reveal,
  revealCentred,
  type ScrollSpace,
  slotOf,
  visibleRange,
} from './row-scroller-maths';
import { useScrollMotion } from './row-scroller-motion';
import { useMeasured } from './row-scroller-size';

export interface RowScrollerHandle {
  /** Scrolls as little as shows the row whole; `centred`: a row that is not on the screen comes to its middle. */
  readonly reveal: (row: number, centred?: boolean) => void;
  readonly focus: () => void;
  /** Rows at least partly in view. */
  readonly range: () => RowRange;
  readonly space: () => ScrollSpace;
  /** The row at a height in client pixels as a fraction (2.5: the middle of row 2); may lie outside of all rows. */
  readonly rowAt: (clientY: number) => number;
  /** One frame of a drag at that height: scrolls when it is beyond an edge, and answers whether it was. */
  readonly dragTo: (clientY: number) => boolean;
}

interface RowScrollerProps {
  /** Rows before this one have gone; all others keep their numbers, and those in view their places. */
  readonly from?: number;
  /** One more than the number of the last row. */
  readonly count: number;
  /** What the rows are of: another subject is shown from its first row. */
  readonly subject?: string | number;
  /** Height of every row in CSS pixels. */
  readonly rowHeight: number;
  /** Draws one row, which stands at `y` pixels (`transform: translateY`). Its element is used again for others. */
  readonly row: (row: number, y: number) => ReactNode;
  /** The row that the keyboard is on, and the ids that `row` gives: for `aria-activedescendant`. */
  readonly active?: number | null;
  readonly rowId?: (row: number) => string;
  /** Rows are this wide in CSS pixels and scroll sideways where that is more than there is. */
  readonly contentWidth?: number;
  /** Stands above the rows and does not scroll with them. */
  readonly header?: ReactNode;
  /** Lies over the rows: what to say when there are none. */
  readonly over?: ReactNode;
  /** Sticks to the end as rows are added. Scrolling up asks to leave it, reaching the end to come back. */
  readonly follow?: boolean;
  readonly onFollow?: (follow: boolean) => void;
  /** Told whenever other rows come into view, and how many rows there is room for. */
  readonly onRange?: (range: RowRange, room: number) => void;
  /** The scrollbar's accessible name. */
  readonly barLabel: string;
  readonly role: 'grid' | 'group' | 'listbox' | 'tree';
  /** For the element that takes the focus: name, keys. Keys that it leaves alone scroll. */
  readonly surface: Omit<HTMLAttributes<HTMLDivElement>, 'role'>;
  readonly ref?: Ref<RowScrollerHandle>;
}

const NO_BOX = { offset: 0, height: 0 };

/** Where the rows' part begins below the header, and how high it is. */
const boxOf = ({ offsetTop, clientHeight }: HTMLElement): typeof NO_BOX => ({
  offset: offsetTop,
  height: clientHeight,
});

/** What was drawn, when so many rows have gone in front of it. */
const shifted = (drawn: { readonly anchor: number; readonly range: RowRange }, gone: number) => ({
  anchor: drawn.anchor - gone,
  range: { first: drawn.range.first - gone, end: drawn.range.end - gone },
});

/** Any number of rows of one height; only those in view exist. See `row-scroller-maths` for the why and how. */
export function RowScroller(props: RowScrollerProps) {
  const { from: origin = 0, rowHeight, follow = false, onFollow, onRange } = props;
  // Everything in here counts from the first row that is there; only what goes in and out has the rows' own numbers.
  const count = props.count - origin;
  const surface = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  const { offset, height } = useMeasured(body, boxOf, NO_BOX);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const space: ScrollSpace = { count, rowHeight, height };

  // The position lives in a ref: while following it is derived from the count, and what was last on the screen
  // is where one is when following ends.
  const position = useRef(0);
  const drawn = useRef({ anchor: 0, range: { first: 0, end: 0 } });
  const originBefore = useRef(origin);
  if (originBefore.current !== origin) {
    // The rows in view stay where they are; their numbers in here are others.
    const gone = origin - originBefore.current;
    originBefore.current = origin;
    position.current = Math.max(0, position.current - gone);
    drawn.current = shifted(drawn.current, gone);
  }
  const subject = useRef(props.subject);
  if (subject.current !== props.subject) {
    subject.current = props.subject;
    position.current = 0;
  }
  const top = follow ? maxTop(space) : clampTop(space, position.current);
  useLayoutEffect(() => {
    position.current = top;
  });

  const place = (to: number): void => {
    const next = clampTop(space, to);
    if (follow || next === position.current) return;
    position.current = next;
    redraw();
  };
  /** As `place`, but a person did it: that leaves following, or comes back to it. */
  const move = (to: number): void => {
    const next = clampTop(space, to);
    const from = position.current;
    if (next === from) return;
    position.current = next;
    if (follow && next < from) onFollow?.(false);
    else if (!follow && next > from && next === maxTop(space)) onFollow?.(true);
    redraw();
  };
  useScrollMotion(surface, { space, top, origin, move });

  const range = visibleRange(space, top);
  const { first, end } = range;
  const anchor = nextAnchor(drawn.current.anchor, drawn.current.range, range);
  useLayoutEffect(() => {
    drawn.current = { anchor, range };
  });
  const room = Math.ceil(height / rowHeight);
  useEffect(
    () => onRange?.({ first: first + origin, end: end + origin }, room),
    [first, end, origin, room, onRange],
  );

  const within = (clientY: number): number => clientY - (body.current?.getBoundingClientRect().top ?? 0);
  useImperativeHandle(props.ref, () => ({
    reveal: (row, centred = false) =>
      place((centred ? revealCentred : reveal)(space, position.current, row - origin)),
    focus: () => surface.current?.focus({ preventScroll: true }),
    range: () => {
      const shown = visibleRange(space, position.current);
      return { first: shown.first + origin, end: shown.end + origin };
    },
    space: () => space,
    rowAt: (clientY) => origin + position.current + within(clientY) / rowHeight,
    dragTo: (clientY) => {
      const rows = dragScroll(space, within(clientY));
      place(position.current + rows);
      return rows !== 0;
    },
  }));

  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    props.surface.onKeyDown?.(event);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = {
      ArrowUp: top - 1,
      ArrowDown: top + 1,
      PageUp: top - pageRows(space),
      PageDown: top + pageRows(space),
      Home: 0,
      End: maxTop(space),
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (event.key === 'End') onFollow?.(true);
    move(to);
  };

  const { active = null } = props;
  const attributes = {
    ...props.surface,
    'aria-activedescendant':
      active !== null && active - origin >= first && active - origin < end
        ? props.rowId?.(active)
        : undefined,
    onKeyDown: keys,
  };
  const slots = room + 1;
  const rows: ReactNode[] = [];
  // In reading order, with keys that come round.
  for (let row = first; row < end; row += 1) {
    rows.push(
      <Fragment key={slotOf(row, anchor, slots)}>
        {props.row(row + origin, (row - anchor) * rowHeight)}
      </Fragment>,
    );
  }

  return (
    <div className={classes.root}>
      <div
        {...attributes}
        ref={surface}
        id={id}
        role={props.role}
        className={`${classes.surface} ${props.surface.className ?? ''}`}
      >
        {props.header}
        <div
          ref={body}
          className={classes.body}
          style={{ minWidth: props.contentWidth }}
          role={props.role === 'grid' ? 'rowgroup' : undefined}
        >
          <div
            className={classes.layer}
            role="presentation"
            style={{ transform: `translateY(${Math.round((anchor - top) * rowHeight)}px)` }}
          >
            {rows}
          </div>
        </div>
      </div>
      {props.over}
      <RowScrollerBar
        space={space}
        top={top}
        track={height}
        offset={offset}
        controls={id}
        label={props.barLabel}
        onTop={move}
      />
    </div>
  );
}
