import type { RegexCode } from './codes';
import { RegexError } from './regex-syntax';

/** Where an expression is wrong: `at` and `length` in code units, `character` counts from 1. */
export interface RegexFault {
  readonly code: RegexCode;
  readonly at: number;
  readonly length: number;
  readonly params: { readonly character: number; readonly found: string };
}

const CODES: Readonly<Partial<Record<string, RegexCode>>> = {
  EFILTER_REGEX_UNSUPPORTED: 'EREGEX_UNSUPPORTED',
  EFILTER_REGEX_LARGE: 'EREGEX_LARGE',
};

/** What was thrown at an expression, in words for who has written it; anything else is thrown on. */
export const regexFault = (error: unknown, source: string): RegexFault => {
  if (!(error instanceof RegexError)) throw error;
  const { found } = error;
  const at = Math.min(error.at, Math.max(0, source.length - 1));
  const length = Math.max(1, source.startsWith(found, at) ? found.length : 1);
  return { code: CODES[error.code] ?? 'EREGEX', at, length, params: { character: at + 1, found } };
};
