/** A wish that something takes the keyboard. What it is for may not be drawn yet. */
export interface FocusWish {
  /** What had the keyboard then. */
  readonly from: Element | null;
  /** By the monotonic clock, in ms. */
  readonly at: number;
}

/** What is drawn so long after the wish does not take the keyboard by itself any more, in ms. */
const GOOD_FOR_MS = 3000;

const granted = new WeakSet<FocusWish>();

export const noFocusWish: FocusWish = { from: null, at: Number.NEGATIVE_INFINITY };

export const wishFocus = (): FocusWish => ({ from: document.activeElement, at: performance.now() });

const isStale = ({ from, at }: FocusWish): boolean => {
  const now = document.activeElement;
  const went = now !== from && now !== document.body && from?.isConnected === true;
  return went || performance.now() - at > GOOD_FOR_MS;
};

/**
 * Whether what is there since `drawn` fulfils the wish: nothing has done so yet, and if it was drawn later, the wish is
 * not old and its person has not gone elsewhere meanwhile.
 */
export const takeWish = (wish: FocusWish, drawn: number): boolean => {
  if (granted.has(wish) || (wish.at < drawn && isStale(wish))) return false;
  granted.add(wish);
  return true;
};
