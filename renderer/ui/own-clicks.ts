import type { SyntheticEvent } from 'react';

const keep = (event: SyntheticEvent): void => event.stopPropagation();

/**
 * For what is drawn above a popover and belongs to it: a list that opens inside of it hangs elsewhere in the page, and a
 * click there would be taken for one beside the popover, which closes it.
 */
export const OWN_CLICKS = { onMouseDown: keep, onTouchStart: keep } as const;
