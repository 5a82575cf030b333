import { hexByte } from './bytes';

/** A run of text that shows as itself, or the escapes that stand for what would not show or would deceive. */
export interface VisibleToken {
  readonly text: string;
  readonly escape: boolean;
}

/*
 * Not shown as themselves: controls (ANSI escapes begin with one), format characters (bidi controls, soft hyphen,
 * byte order mark), all that is drawn as nothing (zero width, fillers, variation selectors, tags), line and
 * paragraph separators, spaces that look like the plain one (the wide CJK space does not), private and unassigned
 * characters, lone surrogates; and the backslash, so that an escape cannot be faked.
 */
export const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\\]/u;
const HIDDEN_RUNS = new RegExp(`${HIDDEN.source}+`, 'gu');

const NAMED: Readonly<Record<string, string>> = {
  '\r': '\\r',
  '\n': '\\n',
  '\t': '\\t',
  '\0': '\\0',
  '\\': '\\\\',
};

/** `\r`, `\x1B` for ASCII controls, `\u{202E}` for everything else: the notation of the composer. */
export const escapeCharacter = (character: string): string => {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const codePoint = character.codePointAt(0) ?? 0;
  return codePoint < 0x80 ? `\\x${hexByte(codePoint)}` : `\\u{${hexByte(codePoint)}}`;
};

/** `\xFF\xFE`. */
export const escapeBytes = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (const byte of bytes) parts.push(`\\x${hexByte(byte)}`);
  return parts.join('');
};

/** Collects tokens; runs of a kind become one. */
export class TokenList {
  readonly #tokens: VisibleToken[] = [];

  add(text: string, escaped: boolean): void {
    if (text === '') return;
    const last = this.#tokens.at(-1);
    if (last?.escape === escaped) {
      this.#tokens[this.#tokens.length - 1] = { text: last.text + text, escape: escaped };
    } else {
      this.#tokens.push({ text, escape: escaped });
    }
  }

  addText(text: string): void {
    let at = 0;
    for (const { 0: run, index } of text.matchAll(HIDDEN_RUNS)) {
      this.add(text.slice(at, index), false);
      this.add([...run].map(escapeCharacter).join(''), true);
      at = index + run.length;
    }
    this.add(text.slice(at), false);
  }

  finish(): readonly VisibleToken[] {
    return this.#tokens;
  }
}

/** Text with everything hidden made visible: for text that came from outside, such as names in a foreign capture. */
export const visibleText = (text: string): readonly VisibleToken[] => {
  const tokens = new TokenList();
  tokens.addText(text);
  return tokens.finish();
};

/** The same as one text. */
export const plainText = (text: string): string =>
  HIDDEN.test(text)
    ? visibleText(text)
        .map(({ text: part }) => part)
        .join('')
    : text;

/** As `plainText`, for words whose backslashes are meant: Porthole's own sentences with foreign names in them, and Wireshark's. */
export const plainSentence = (sentence: string): string =>
  sentence.replace(HIDDEN_RUNS, (run) =>
    [...run].map((character) => (character === '\\' ? character : escapeCharacter(character))).join(''),
  );
