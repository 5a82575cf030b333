import { readAddress } from '../contract/ip-address';
import type { BytePattern, Member, Slice, Value } from './ast';
import { type FieldName, fieldOf, type Operator } from './fields';
import { readInstant } from './instant';
import { compileRegex } from './regex-machine';
import { RegexError } from './regex-syntax';
import type { Scanner } from './scanner';

const WORD = /[^\s(){},"&|]+(?:(?:&(?!&)|\|(?!\|))[^\s(){},"&|]*)*/y;
/** A number ends where a range begins. */
const NUMBER_WORD = /(?:[^\s(){},"&|.]|\.(?!\.))+/y;
/** The one value that may hold a space without quotes. */
const BARE_TIME = /\d{4}-\d\d-\d\d \d\d:[^\s(){},"&|]*/y;
const MAX_PORT = 65_535;

const pattern = (bytes: Uint8Array): BytePattern => [...bytes];

const bareWord = (scanner: Scanner, field: FieldName): string => {
  const word = scanner.take(WORD)?.[0];
  return word ?? scanner.fail('EFILTER_VALUE_MISSING', scanner.at, scanner.at, { field });
};

const readText = (scanner: Scanner, field: FieldName): Value => {
  if (!scanner.startsWith('"')) return { type: 'text', text: bareWord(scanner, field) };
  const start = scanner.at;
  const text = scanner.string();
  return typeof text === 'string'
    ? { type: 'text', text }
    : scanner.fail('EFILTER_ESCAPE', start, scanner.at, { field });
};

const readChoice = (scanner: Scanner, field: FieldName): Value => {
  const { words = [], aliases = {} } = fieldOf(field);
  const start = scanner.at;
  const value = readText(scanner, field);
  const typed = value.type === 'text' ? value.text : '';
  const meant = (Object.hasOwn(aliases, typed) ? aliases[typed] : typed)?.toLowerCase();
  const word = words.find((one) => one.toLowerCase() === meant);
  return word === undefined
    ? scanner.fail('EFILTER_VALUE', start, scanner.at, { field, value: typed, values: words.join(', ') })
    : { type: 'text', text: word };
};

const readNumber = (scanner: Scanner, field: FieldName): Value => {
  const start = scanner.at;
  const word = scanner.take(NUMBER_WORD)?.[0];
  if (word === undefined) return scanner.fail('EFILTER_VALUE_MISSING', start, start, { field });
  const shape = field === 'time' ? /^\d{1,12}(?:\.\d{1,9})?$/ : /^(?:\d{1,15}|0x[0-9a-f]{1,12})$/i;
  const value = shape.test(word) ? Number(word) : Number.NaN;
  if (Number.isNaN(value)) return scanner.fail('EFILTER_NUMBER', start, scanner.at, { field });
  if (fieldOf(field).type === 'port' && value > MAX_PORT) {
    return scanner.fail('EFILTER_NUMBER', start, scanner.at, { field });
  }
  return { type: 'number', value };
};

const readNetwork = (scanner: Scanner, field: FieldName): Value => {
  const start = scanner.at;
  const value = readText(scanner, field);
  const text = value.type === 'text' ? value.text : '';
  const match = /^(\[?[0-9a-f:.]+\]?)(?:%[\w.-]+)?(?:\/(\d{1,3}))?$/i.exec(text);
  const bytes = readAddress(match?.[1] ?? '');
  const prefix = match?.[2] === undefined ? (bytes?.length ?? 0) * 8 : Number(match[2]);
  return bytes === null || prefix > bytes.length * 8
    ? scanner.fail('EFILTER_ADDRESS', start, scanner.at, { field })
    : { type: 'address', text: text.replace(/%[\w.-]+/, ''), bytes, prefix };
};

const readTime = (scanner: Scanner, field: FieldName): Value => {
  const start = scanner.at;
  const bare = scanner.take(BARE_TIME)?.[0];
  const value = bare === undefined ? readText(scanner, field) : null;
  const text = value?.type === 'text' ? value.text : (bare ?? '');
  const nanos = readInstant(text);
  return nanos === null
    ? scanner.fail('EFILTER_TIME', start, scanner.at, { field })
    : { type: 'instant', text, nanos };
};

const readBytes = (scanner: Scanner, field: FieldName, within: boolean): Value => {
  const start = scanner.at;
  if (scanner.startsWith('"')) {
    const text = scanner.string();
    return typeof text === 'string' ? { type: 'text', text } : { type: 'bytes', pattern: pattern(text) };
  }
  // Within braces a space ends the member.
  const bytes = within ? scanner.byteGroup() : scanner.bytes();
  if (bytes !== null) return { type: 'bytes', pattern: bytes };
  bareWord(scanner, field);
  return scanner.fail('EFILTER_BYTES', start, scanner.at, { field });
};

/** Refuses an expression that is wrong or too large, with the place where it stands. */
export const checkRegex = (scanner: Scanner, source: string, start: number): void => {
  try {
    compileRegex(source);
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    scanner.fail(error.code, start, scanner.at, { part: error.found });
  }
};

const readPattern = (scanner: Scanner, field: FieldName): Value => {
  const start = scanner.at;
  const quoted = scanner.startsWith('"') || scanner.startsWith('r"');
  const slashed = !quoted && scanner.startsWith('/') ? scanner.slashed() : null;
  const text = quoted ? scanner.pattern() : (slashed ?? bareWord(scanner, field));
  checkRegex(scanner, text, start);
  return { type: 'text', text };
};

/** What stands to the right of an operator. `field` says how it reads: `01` is a number, a word or a byte. */
export const readValue = (scanner: Scanner, field: FieldName, operator: Operator | 'in'): Value => {
  scanner.skipSpace();
  if (operator === 'matches') return readPattern(scanner, field);
  const { type } = fieldOf(field);
  switch (type) {
    case 'text':
      return readText(scanner, field);
    case 'word':
      return readChoice(scanner, field);
    case 'number':
    case 'port':
      return readNumber(scanner, field);
    case 'instant':
      return readTime(scanner, field);
    case 'address':
      return readNetwork(scanner, field);
    case 'bytes': {
      const start = scanner.at;
      const value = readBytes(scanner, field, operator === 'in');
      const ordered = operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
      if (ordered && value.type === 'bytes' && value.pattern.includes(null)) {
        return scanner.fail('EFILTER_BYTES', start, scanner.at, { field });
      }
      return value;
    }
  }
};

const inOrder = (from: Value, to: Value): boolean =>
  (from.type === 'number' && to.type === 'number' && from.value <= to.value) ||
  (from.type === 'instant' && to.type === 'instant' && from.nanos <= to.nanos);

/** `{a b, c..d}`. Only numbers and times have ranges. */
export const readMembers = (scanner: Scanner, field: FieldName): readonly Member[] => {
  const start = scanner.at;
  if (!scanner.startsWith('{')) return scanner.fail('EFILTER_SET', start, start + 1, { field });
  scanner.at++;
  const members: Member[] = [];
  for (;;) {
    while (/[\s,]/.test(scanner.text.charAt(scanner.at))) scanner.at++;
    if (scanner.done) return scanner.fail('EFILTER_SET', start, scanner.at, { field });
    if (scanner.startsWith('}')) break;
    const at = scanner.at;
    const from = readValue(scanner, field, 'in');
    let to: Value | null = null;
    if (scanner.take(/\s*\.\.\s*/y) !== null) {
      to = readValue(scanner, field, 'in');
      if (!inOrder(from, to)) return scanner.fail('EFILTER_RANGE', at, scanner.at, { field });
    }
    members.push({ from, to });
  }
  scanner.at++;
  if (members.length === 0) return scanner.fail('EFILTER_SET', start, scanner.at, { field });
  return members;
};

/** `[offset]`, `[offset:length]`, `[from-to]`, `[:length]`, `[offset:]`; a negative offset counts from the end. */
export const readSlice = (scanner: Scanner): Slice => {
  const start = scanner.at;
  const match = scanner.take(
    /\[\s*(?:(-?\d{1,9})(?:\s*(:)\s*(\d{1,9})?|\s*-\s*(-?\d{1,9}))?|:\s*(\d{1,9}))\s*\]/y,
  );
  if (match === null) {
    const close = scanner.text.indexOf(']', start);
    return scanner.fail('EFILTER_SLICE', start, close === -1 ? scanner.text.length : close + 1);
  }
  const [, offsetText = '0', colon, lengthText, lastText, shortLength] = match;
  const offset = Number(offsetText);
  if (lastText !== undefined) {
    const length = Number(lastText) - offset + 1;
    const crosses = offset < 0 !== Number(lastText) < 0;
    if (crosses || length < 1) return scanner.fail('EFILTER_SLICE', start, scanner.at);
    return { offset, length };
  }
  const length = shortLength ?? lengthText;
  if (length !== undefined && Number(length) === 0) return scanner.fail('EFILTER_SLICE', start, scanner.at);
  if (length !== undefined) return { offset, length: Number(length) };
  return { offset, length: colon === undefined ? 1 : null };
};
