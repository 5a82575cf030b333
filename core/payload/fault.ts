import type { Params } from '../contract/failure';

/**
 * What is wrong with a text that a person typed, and where. `at` and `length` are UTF-16 code units of that text,
 * as an input element's selection counts them; `params` fill the sentence of `code` (`wording.ts`).
 */
export interface TextFault<Code extends string> {
  readonly code: Code;
  readonly at: number;
  readonly length: number;
  readonly params: Params;
}

export type Read<T, Code extends string> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly error: TextFault<Code> };

/** The place in characters, from 1, as a person counts them: a surrogate pair is one. */
export const characterNumber = (text: string, at: number): number => {
  let pairs = 0;
  for (let i = 0; i < at; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff && i + 1 < at) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        pairs++;
        i++;
      }
    }
  }
  return at - pairs + 1;
};

/** A character for a sentence: itself where it can be seen, otherwise `U+202E`. */
export const nameCharacter = (codePoint: number): string => {
  const character = String.fromCodePoint(codePoint);
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)
    ? character
    : `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
};
