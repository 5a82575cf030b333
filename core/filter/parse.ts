import type { Read } from '../payload/fault';
import type { Filter, Slice } from './ast';
import type { FilterCode } from './codes';
import { type FieldName, fieldOf, isFieldName, OPERATOR_FORMS, operatorsOf } from './fields';
import { FilterError, Scanner } from './scanner';
import { checkRegex, readMembers, readSlice, readValue } from './values';

export type ParsedFilter = Read<{ readonly filter: Filter }, FilterCode>;

const MAX_DEPTH = 100;

const AND = /&&|and(?=[\s("!]|$)/iy;
const OR = /\|\||or(?=[\s("!]|$)/iy;
const NOT = /!(?!=)|not(?=[\s("!]|$)/iy;
const NAME = /[A-Za-z_][\w.]*/y;
/** A field of the dissectors may have a dash, and a part of its bytes may be asked for. */
const FOREIGN_NAME = /[A-Za-z_][\w.-]*(?:\[[^\]]*\])?/y;
const SIGN = /\s*(===|==|!==|!=|<=|>=|<|>|~|=)/y;
const OPERATOR_WORD = /\s+(any_eq|all_ne|eq|ne|lt|le|gt|ge|contains|matches|in|not\s+in)(?=[\s"{[/]|$)/y;
/** A plain word: up to a space, a parenthesis, a quote, or `&&` and `||`. */
const PLAIN = /(?:(?!&&|\|\|)[^\s()"])+/y;
/** Where a name ends as a name: what follows is not part of a longer word. */
const NAME_END = /[\s()"[]|&&|\|\||$/y;

const combined = (type: 'and' | 'or', operands: readonly Filter[]): Filter => {
  const [only] = operands;
  return operands.length === 1 && only !== undefined ? only : { type, operands };
};

export interface ParseOptions {
  /** Whether a field that is not ours may be one of the dissectors'. Otherwise it is refused. */
  readonly dissectors: boolean;
}

class FilterParser {
  readonly #scanner: Scanner;
  readonly #options: ParseOptions;
  #depth = 0;

  constructor(text: string, options: ParseOptions) {
    this.#scanner = new Scanner(text);
    this.#options = options;
  }

  parse(): Filter {
    this.#scanner.skipSpace();
    if (this.#scanner.done) return { type: 'all' };
    const filter = this.#or();
    const { at, done } = this.#scanner;
    if (!done) this.#scanner.fail('EFILTER_PAREN_CLOSE', at, at + 1);
    return filter;
  }

  #or(): Filter {
    const operands = [this.#and()];
    while (this.#scanner.take(OR) !== null) operands.push(this.#and());
    return combined('or', operands);
  }

  /** Terms that stand side by side are joined as by `and`. */
  #and(): Filter {
    const operands = [this.#term()];
    for (;;) {
      this.#scanner.skipSpace();
      if (this.#scanner.done || this.#scanner.startsWith(')') || this.#scanner.peek(OR) !== null) break;
      this.#scanner.take(AND);
      operands.push(this.#term());
    }
    return combined('and', operands);
  }

  #term(): Filter {
    const scanner = this.#scanner;
    scanner.skipSpace();
    const start = scanner.at;
    this.#depth++;
    if (this.#depth > MAX_DEPTH) scanner.fail('EFILTER_DEEP', start, start + 1);
    const filter = this.#innerTerm(start);
    this.#depth--;
    return filter;
  }

  #innerTerm(start: number): Filter {
    const scanner = this.#scanner;
    if (scanner.take(NOT) !== null) return { type: 'not', operand: this.#term() };
    if (scanner.startsWith('(')) {
      scanner.at++;
      const filter = this.#or();
      if (!scanner.startsWith(')')) scanner.fail('EFILTER_PAREN_OPEN', start, start + 1);
      scanner.at++;
      return filter;
    }
    if (
      scanner.done ||
      scanner.startsWith(')') ||
      scanner.peek(/&&|\|\||(?:and|or)(?=[\s("!]|$)/iy) !== null
    ) {
      const found = scanner.peek(/&&|\|\||\w+|./y)?.[0] ?? '';
      scanner.fail('EFILTER_OPERAND', start, start + found.length);
    }
    if (scanner.startsWith('"')) {
      const text = scanner.string();
      return typeof text === 'string' ? { type: 'search', text } : { type: 'hex', pattern: [...text] };
    }
    if (scanner.startsWith('/')) {
      const source = scanner.slashed();
      if (source !== null) {
        checkRegex(scanner, source, start);
        return { type: 'regex', source };
      }
    }
    return this.#named(start) ?? this.#plain(start);
  }

  #plain(start: number): Filter {
    const scanner = this.#scanner;
    const sign = scanner.peek(/==|!=|<=|>=|[<>~](?=\s|$)/y)?.[0];
    if (sign !== undefined) scanner.fail('EFILTER_OPERAND', start, start + sign.length);
    const text = scanner.take(PLAIN)?.[0];
    return text === undefined ? scanner.fail('EFILTER_OPERAND', start, start + 1) : { type: 'search', text };
  }

  /** A term that begins with a name that means something; null when it is only a word. */
  #named(start: number): Filter | null {
    const scanner = this.#scanner;
    const name = scanner.take(NAME)?.[0];
    if (name === undefined) return null;
    const nameEnd = scanner.at;
    if (isFieldName(name)) {
      const slice = scanner.startsWith('[') ? this.#slice(name, nameEnd) : null;
      const compared = this.#compared(name, slice);
      if (compared !== null) return compared;
      if (slice === null && scanner.peek(NAME_END) !== null) return { type: 'has', field: name };
      if (slice !== null) scanner.fail('EFILTER_VALUE_MISSING', scanner.at, scanner.at, { field: name });
    } else {
      const foreign = this.#foreign(name, start, nameEnd);
      if (foreign !== null) return foreign;
      if (scanner.peek(NAME_END) !== null) {
        if (name === 'tcp' || name === 'udp') return { type: 'transport', transport: name };
        if (name === 'hex') return this.#hex(start);
      }
    }
    scanner.at = start;
    return null;
  }

  #slice(name: FieldName, at: number): Slice {
    if (fieldOf(name).type !== 'bytes') this.#scanner.fail('EFILTER_SLICE', at, at + 1, { field: name });
    return readSlice(this.#scanner);
  }

  #hex(start: number): Filter {
    const pattern = this.#scanner.bytes();
    if (pattern !== null) return { type: 'hex', pattern };
    this.#scanner.skipSpace();
    const found = this.#scanner.peek(PLAIN)?.[0] ?? '';
    return found === ''
      ? this.#scanner.fail('EFILTER_HEX', start, start + 3)
      : this.#scanner.fail('EFILTER_HEX', this.#scanner.at, this.#scanner.at + found.length);
  }

  /** `http.host == "x"`: a comparison, but not with a field of ours. `a<b` and `x=1` are only words. */
  #foreign(name: string, start: number, end: number): Filter | null {
    if (!this.#options.dissectors) {
      if (this.#isCompared(end)) this.#scanner.fail('EFILTER_FIELD', start, end, { field: name });
      return null;
    }
    const scanner = this.#scanner;
    scanner.at = start;
    scanner.take(FOREIGN_NAME);
    if (!this.#isCompared(scanner.at)) {
      scanner.at = end;
      return null;
    }
    if (scanner.take(SIGN) === null) scanner.take(OPERATOR_WORD);
    scanner.skipSpace();
    const valueAt = scanner.at;
    if (scanner.startsWith('"')) scanner.string();
    else if (scanner.startsWith('{')) this.#set(valueAt);
    else if (scanner.take(PLAIN) === null) {
      scanner.fail('EFILTER_VALUE_MISSING', valueAt, valueAt, { field: name });
    }
    return { type: 'dissector', text: scanner.text.slice(start, scanner.at) };
  }

  /** `{1, "}", 3}`, whatever the members are. */
  #set(start: number): void {
    const scanner = this.#scanner;
    scanner.at += 1;
    while (!scanner.startsWith('}')) {
      if (scanner.done) scanner.fail('EFILTER_SET', start, start + 1);
      if (scanner.startsWith('"')) scanner.string();
      else scanner.at += 1;
    }
    scanner.at += 1;
  }

  /** Whether what follows a name makes it a comparison. */
  #isCompared(end: number): boolean {
    const sign = this.#scanner.peek(SIGN);
    const word = this.#scanner.peek(OPERATOR_WORD);
    const meant =
      sign?.[1] !== undefined
        ? sign[1] !== '=' && (sign[1].length > 1 || sign[0].length > 1)
        : word?.[1] !== undefined &&
          (!/in$/.test(word[1]) || /^\s*\{/.test(this.#scanner.text.slice(end + word[0].length)));
    return meant;
  }

  #compared(field: FieldName, slice: Slice | null): Filter | null {
    const scanner = this.#scanner;
    const before = scanner.at;
    const match = scanner.take(SIGN) ?? scanner.take(OPERATOR_WORD);
    const written = match?.[1]?.replace(/\s+/, ' ').replace(/^(==|!=)=$/, '$1');
    if (written === undefined) return null;
    const start = scanner.at - (match?.[1]?.length ?? 0);
    const operator = Object.hasOwn(OPERATOR_FORMS, written) ? OPERATOR_FORMS[written] : undefined;
    if (operator === undefined) return scanner.fail('EFILTER_EQUALS', start, scanner.at, { field });
    const allowed = operatorsOf(fieldOf(field));
    if (!allowed.includes(operator === 'not in' ? 'in' : operator)) {
      scanner.at = before;
      return scanner.fail('EFILTER_OPERATOR', start, start + written.length, {
        field,
        operators: allowed.join(', '),
      });
    }
    if (operator === 'in' || operator === 'not in') {
      scanner.skipSpace();
      const within: Filter = { type: 'in', field, slice, members: readMembers(scanner, field) };
      return operator === 'in' ? within : { type: 'not', operand: within };
    }
    return { type: 'compare', field, slice, operator, value: readValue(scanner, field, operator) };
  }
}

/**
 * Reads a filter: Wireshark's display filter syntax over Porthole's own fields (`fields.ts`), and the short forms
 * for searching, plain words (`hello`, `"two words"`), `hex 01 ?? 03` and `/regex/`. An empty text matches all.
 * Never throws.
 */
export const parseFilter = (text: string, options: ParseOptions = { dissectors: false }): ParsedFilter => {
  try {
    return { ok: true, filter: new FilterParser(text, options).parse() };
  } catch (error) {
    if (error instanceof FilterError) return { ok: false, error: error.fault };
    throw error;
  }
};
