/**
 * A failure that a person can act on: what happened, why, and what to do.
 * Scripts print these three lines and no stack trace.
 */
export class Explained extends Error {
  /**
   * @param {string} what
   * @param {string} why
   * @param {string} todo
   */
  constructor(what, why, todo) {
    super(`${what}\n  Why: ${why}\n  What to do: ${todo}`);
    this.name = 'Explained';
  }
}

/**
 * Runs a script's main function; its result is the exit code.
 * @param {() => Promise<number | void>} main
 */
export async function exitWith(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Explained ? error.message : error);
    process.exitCode = 1;
  }
}
