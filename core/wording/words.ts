import type { Language } from '../contract/settings';

/** What went wrong and why, and what to do next. */
export interface FailureWords {
  readonly cause: string;
  readonly advice: string;
}

/**
 * What the failures of a room are called. `{{name}}` is filled from the params, `{{name, number}}` in the digits of
 * the language, `{{field, field}}` by the name of a field.
 *
 * A key may have variants: `EADDRINUSE.program` is taken when the params have a `program`.
 */
export type FailuresInBoth = Readonly<Record<Language, Readonly<Record<string, FailureWords>>>>;
