/**
 * A scroll position over rows of one height, kept in rows and not in pixels: browsers stop at about 16 million
 * pixels of content, which 10 million rows pass. Everything here is pure; `row-scroller.tsx` holds the DOM.
 */
export interface ScrollSpace {
  /** How many rows there are. */
  readonly count: number;
  /** Height of one row in CSS pixels. */
  readonly rowHeight: number;
  /** Height of the part that shows rows, in CSS pixels. */
  readonly height: number;
}

/** Rows `first` to `end - 1` touch the view. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** The scrollbar's thumb in CSS pixels from the top of its track. `null` from `thumb` means that all rows fit. */
export interface Thumb {
  readonly offset: number;
  readonly size: number;
}

/** A thumb is never smaller than this, in CSS pixels, so that it can be seen and caught. */
export const MIN_THUMB = 28;

/** How many rows fit, as a fraction. */
export const rowsPerView = ({ rowHeight, height }: ScrollSpace): number => Math.max(0, height / rowHeight);

/** The largest position: the last row then ends at the lower edge. */
export const maxTop = (space: ScrollSpace): number => Math.max(0, space.count - rowsPerView(space));

/** A position that exists. `top` may be a fraction: 2.5 shows half of row 2. */
export const clampTop = (space: ScrollSpace, top: number): number =>
  Math.min(Math.max(0, top), maxTop(space));

/** The rows that are at least partly in view at `top`. */
export const visibleRange = (space: ScrollSpace, top: number): RowRange => {
  const from = clampTop(space, top);
  const first = Math.floor(from);
  // A row whose first pixel lies below the edge is not in view; the tolerance absorbs the fraction's rounding.
  const end = Math.ceil(from + rowsPerView(space) - 1e-6);
  return { first: Math.min(first, space.count), end: Math.max(Math.min(end, space.count), first) };
};

/** The nearest position that shows `row` whole (or its start, where not even one row fits). */
export const reveal = (space: ScrollSpace, top: number, row: number): number => {
  const fits = rowsPerView(space);
  if (row < top || fits < 1) return clampTop(space, row);
  return row + 1 > top + fits ? clampTop(space, row + 1 - fits) : clampTop(space, top);
};

/** As `reveal`, but a row that is not on the screen comes to its middle: what is around it is seen too. */
export const revealCentred = (space: ScrollSpace, top: number, row: number): number =>
  reveal(space, top, row) === clampTop(space, top)
    ? clampTop(space, top)
    : clampTop(space, Math.floor(row - (rowsPerView(space) - 1) / 2));

/** Rows that Page Up and Page Down move by: one less than fit, so that the eye keeps a line. */
export const pageRows = (space: ScrollSpace): number => Math.max(1, Math.floor(rowsPerView(space)) - 1);

/**
 * The row that a list's key goes to from `row` (-1: from none yet); undefined: the key is none of these. There is at
 * least one row.
 */
export const rowAfterKey = (space: ScrollSpace, key: string, row: number): number | undefined => {
  const next = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + pageRows(space),
    PageUp: row - pageRows(space),
    Home: 0,
    End: space.count - 1,
  }[key];
  return next === undefined ? undefined : Math.min(space.count - 1, Math.max(0, next));
};

/** Where the thumb stands in a track of `track` pixels; null when nothing can be scrolled. */
export const thumb = (space: ScrollSpace, top: number, track: number): Thumb | null => {
  const last = maxTop(space);
  if (last === 0 || track <= MIN_THUMB) return null;
  const size = Math.max(MIN_THUMB, (track * rowsPerView(space)) / space.count);
  return { size, offset: ((track - size) * clampTop(space, top)) / last };
};

/** The position for a thumb that was dragged to `offset` pixels from the top of its track. */
export const topOfThumb = (space: ScrollSpace, offset: number, track: number): number => {
  const now = thumb(space, 0, track);
  if (now === null) return 0;
  const free = track - now.size;
  if (offset >= free) return maxTop(space);
  return clampTop(space, (maxTop(space) * Math.max(0, offset)) / free);
};

/** WheelEvent.deltaMode: 0 pixels, 1 lines, 2 pages (UI Events, W3C). */
export const wheelRows = (space: ScrollSpace, delta: number, mode: number): number => {
  if (mode === 1) return delta;
  if (mode === 2) return delta * pageRows(space);
  return delta / space.rowHeight;
};

/**
 * A wheel with notches sends large whole steps, a touchpad small ones in a stream of its own smoothness. Only the
 * former is eased; easing a touchpad makes it feel late.
 */
export const isNotch = (delta: number, mode: number): boolean => mode !== 0 || Math.abs(delta) >= 50;

/** One animation step of `elapsed` ms from `top` towards `target`: exponential, arrived within half a pixel. */
export const ease = (space: ScrollSpace, top: number, target: number, elapsed: number): number => {
  const rest = target - top;
  const next = top + rest * (1 - Math.exp(-elapsed / 45));
  return Math.abs(target - next) * space.rowHeight < 0.5 ? target : next;
};

/** Beyond so many rows from the anchor it moves along, so that no CSS length grows with the row number. */
const ANCHOR_REACH = 4096;

/**
 * The row that is drawn at 0: all others stand relative to it. It stays while one scrolls nearby, so that drawn
 * rows keep their places. When `now` has no row in common with `before`, all rows are others anyway: the anchor
 * moves so that each element keeps its place and only its content changes.
 */
export const nextAnchor = (anchor: number, before: RowRange, now: RowRange): number => {
  if (now.first >= before.end || now.end <= before.first) return now.first - (before.first - anchor);
  return Math.abs(now.first - anchor) > ANCHOR_REACH ? now.first : anchor;
};

/** Which of `slots` elements a row is drawn by: a row that leaves at one edge lends its own to the next one. */
export const slotOf = (row: number, anchor: number, slots: number): number => {
  const slot = (row - anchor) % slots;
  return slot < 0 ? slot + slots : slot;
};

/**
 * Rows that a pointer beyond an edge scrolls per frame while it drags a selection: none inside, more the further
 * away it is. `y` is in pixels from the upper edge.
 */
export const dragScroll = (space: ScrollSpace, y: number): number => {
  const beyond = y < 0 ? y : y > space.height ? y - space.height : 0;
  return Math.sign(beyond) * Math.min(20, Math.abs(beyond) / 40);
};
