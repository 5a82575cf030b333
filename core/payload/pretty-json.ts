import { MAX_INDENTATION } from './indentation';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

/** Deeper nesting is left as it came: the indentation alone would outgrow the text. */
const MAX_DEPTH = 200;

const takeAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** The end of the string that begins at `at`, -1 when it is none. */
const stringEnd = (text: string, at: number): number => {
  for (let i = at + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) return i + 1;
    if (unit < 0x20) return -1;
    if (unit === 0x5c) {
      const end = takeAt(ESCAPE, text, i + 1);
      if (end === -1) return -1;
      i = end - 1;
    }
  }
  return -1;
};

/** The end of the string, number or literal that begins at `at`, -1 when none does. */
const scalarEnd = (text: string, at: number): number => {
  if (text[at] === '"') return stringEnd(text, at);
  const end = takeAt(NUMBER, text, at);
  return end === -1 ? takeAt(LITERAL, text, at) : end;
};

const skipSpace = (text: string, at: number): number => {
  let i = at;
  while (i < text.length && ' \t\n\r'.includes(text.charAt(i))) i++;
  return i;
};

/**
 * JSON (RFC 8259) with a line for every member. Only white space changes: numbers keep their digits, strings their
 * escapes, and names that come twice stay. Null when the text is not JSON, or nested more than 200 deep,
 * or when its indentation would pass MAX_INDENTATION.
 */
export const prettyJson = (text: string, indent = '  '): string | null => {
  const out: string[] = [];
  const open: ('{' | '[')[] = [];
  let indentation = 0;
  const newLine = (): void => {
    indentation += indent.length * open.length;
    out.push('\n', indent.repeat(open.length));
  };
  let at = skipSpace(text, text.startsWith('\ufeff') ? 1 : 0);
  for (;;) {
    // A value, or the end of an empty container, is due here.
    const character = text[at];
    if (character === '{' || character === '[') {
      const close = character === '{' ? '}' : ']';
      const inner = skipSpace(text, at + 1);
      if (text[inner] !== close) {
        if (open.length >= MAX_DEPTH) return null;
        open.push(character);
        out.push(character);
        newLine();
        at = inner;
        if (character === '[') continue;
        const named = takeName(text, at, out);
        if (named === -1) return null;
        at = named;
        continue;
      }
      out.push(character, close);
      at = inner + 1;
    } else {
      const end = scalarEnd(text, at);
      if (end === -1) return null;
      out.push(text.slice(at, end));
      at = end;
    }
    // After a value: the next one, or the ends of what is open.
    at = skipSpace(text, at);
    for (
      let top = open.at(-1);
      top !== undefined && text[at] === (top === '{' ? '}' : ']');
      top = open.at(-1)
    ) {
      open.pop();
      newLine();
      out.push(text.charAt(at));
      at = skipSpace(text, at + 1);
    }
    const container = open.at(-1);
    if (container === undefined) return at === text.length ? out.join('') : null;
    if (text[at] !== ',' || indentation > MAX_INDENTATION) return null;
    out.push(',');
    newLine();
    at = skipSpace(text, at + 1);
    if (container === '{') {
      const named = takeName(text, at, out);
      if (named === -1) return null;
      at = named;
    }
  }
};

/** A member's name and colon; where its value begins, or -1. */
const takeName = (text: string, at: number, out: string[]): number => {
  const end = text[at] === '"' ? stringEnd(text, at) : -1;
  if (end === -1) return -1;
  const colon = skipSpace(text, end);
  if (text[colon] !== ':') return -1;
  out.push(text.slice(at, end), ': ');
  return skipSpace(text, colon + 1);
};
