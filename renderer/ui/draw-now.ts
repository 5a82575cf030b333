import { flushSync } from 'react-dom';

/**
 * Draws what an event's handler has just changed, so that it can put the focus there at once: a person types on, and
 * the next key must not go to where the focus was. Not for effects.
 */
export const drawNow = (): void => flushSync(() => undefined);
