/** A page that hangs is not waited for longer, in ms. */
const PATIENCE_MS = 500;

/** What is typed reaches the main process when typing rests: before all ends, the page is asked for what it still has. */
export interface LastWords {
  /** Resolves when the page has handed it over, or does not answer. */
  gather(): Promise<void>;
  /** The page has handed it over. */
  gathered(): void;
}

/** `ask` tells the page, and answers whether there is one. */
export const createLastWords = (ask: () => boolean): LastWords => {
  let heard = (): void => undefined;
  return {
    gather: () =>
      new Promise((resolve) => {
        if (!ask()) return resolve();
        const patience = setTimeout(resolve, PATIENCE_MS);
        heard = () => {
          clearTimeout(patience);
          resolve();
        };
      }),
    gathered: () => heard(),
  };
};
