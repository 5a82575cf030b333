interface Placed {
  readonly availableHeight: number;
  readonly elements: { readonly floating: HTMLElement };
}

/** Pixels between what is opened and the edge of the window. */
const EDGE = 8;

/**
 * For what may be taller than the room that its button leaves, a menu or a popover: the room stands in `--room`, for
 * its `max-height`.
 */
export const FITTING = {
  size: {
    padding: EDGE,
    apply: ({ availableHeight, elements }: Placed) =>
      elements.floating.style.setProperty('--room', `${availableHeight}px`),
  },
} as const;
