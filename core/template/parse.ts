import type { Argument, Expression, Node, Slice } from './ast';
import { type Place, refuse } from './fault';
import { CLOSING, OPENING, type Part } from './scan';
import { type Token, tokensOf } from './tokens';

const MAX_DEPTH = 50;

class ExpressionParser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Expression {
    const first = this.#token;
    const tag = this.#isSign('#') ? 'open' : this.#isSign('/') ? 'close' : null;
    if (tag === null) {
      const value = this.#sum();
      this.#expectEnd();
      return { kind: 'value', value, start: value.start, end: value.end };
    }
    this.#next++;
    const name = this.#token;
    if (name.kind !== 'name') return this.#expected('name');
    this.#next++;
    this.#expectEnd();
    return { kind: tag, name: name.name, start: first.start, end: name.end };
  }

  get #token(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', start: 0, end: 0 };
  }

  #isSign(sign: string): boolean {
    const token = this.#token;
    return token.kind === 'sign' && token.sign === sign;
  }

  /** Fails with what should stand here: one of the signs, `value` or `name`. */
  #expected(wanted: string): never {
    const { start, end, kind } = this.#token;
    // Something that is missing is shown at the brace behind it.
    const place = kind === 'end' ? { start, end: start + CLOSING.length } : { start, end };
    return refuse('ETEMPLATE_EXPECTED', place, { [wanted]: wanted, wanted });
  }

  #expectEnd(): void {
    if (this.#token.kind !== 'end') this.#expected(CLOSING);
  }

  #expectSign(sign: string): Token {
    const token = this.#token;
    if (!this.#isSign(sign)) this.#expected(sign);
    this.#next++;
    return token;
  }

  #sum(): Node {
    this.#depth++;
    if (this.#depth > MAX_DEPTH) refuse('ETEMPLATE_DEEP', this.#token);
    let left = this.#product();
    while (this.#isSign('+') || this.#isSign('-')) {
      const sign = this.#isSign('+') ? '+' : '-';
      this.#next++;
      const right = this.#product();
      left = { kind: 'sum', sign, left, right, start: left.start, end: right.end };
    }
    this.#depth--;
    return left;
  }

  #product(): Node {
    let left = this.#sliced();
    while (this.#isSign('*')) {
      this.#next++;
      const right = this.#sliced();
      left = { kind: 'sum', sign: '*', left, right, start: left.start, end: right.end };
    }
    return left;
  }

  #sliced(): Node {
    let of = this.#primary();
    while (this.#isSign('[')) {
      this.#next++;
      const slice = this.#slice();
      const { end } = this.#expectSign(']');
      of = { kind: 'slice', of, slice, start: of.start, end };
    }
    return of;
  }

  #primary(): Node {
    const token = this.#token;
    const { start, end } = token;
    this.#next++;
    switch (token.kind) {
      case 'number':
      case 'string':
      case 'variable':
        return token;
      case 'name':
        return this.#named(token.name, { start, end });
      case 'sign':
        if (token.sign === '-') return this.#negative(start);
        if (token.sign === '(') {
          const inner = this.#sum();
          return { ...inner, start, end: this.#expectSign(')').end };
        }
        break;
      case 'end':
        break;
    }
    this.#next--;
    return this.#expected('value');
  }

  #negative(start: number): Node {
    const right = this.#sliced();
    if (right.kind === 'number') return { ...right, value: -right.value, start };
    const zero: Node = { kind: 'number', value: 0, start, end: start };
    return { kind: 'sum', sign: '-', left: zero, right, start, end: right.end };
  }

  #named(name: string, place: Place): Node {
    if (!this.#isSign('(')) return { kind: 'name', name, place, args: null, ...place };
    this.#next++;
    const args: Argument[] = [];
    while (!this.#isSign(')')) {
      args.push(this.#argument());
      if (!this.#isSign(')')) this.#expectSign(',');
    }
    const { end } = this.#expectSign(')');
    return { kind: 'name', name, place, args, start: place.start, end };
  }

  #argument(): Argument {
    const token = this.#token;
    const after = this.#tokens[this.#next + 1];
    if (token.kind !== 'name' || after?.kind !== 'sign' || after.sign !== '=') {
      return { name: null, value: this.#sum() };
    }
    this.#next += 2;
    const { name, start, end } = token;
    return { name: { name, start, end }, value: this.#sum() };
  }

  /** `[i]`, `[i:length]`, `[i-last]`, `[i:]`, `[:length]`. */
  #slice(): Slice {
    const from = this.#isSign(':') ? 0 : this.#whole();
    if (this.#isSign(':')) {
      this.#next++;
      return { from, length: this.#isSign(']') ? null : this.#whole() };
    }
    if (this.#isSign('-')) {
      this.#next++;
      const token = this.#token;
      const last = this.#whole();
      if (from < 0 || last < from) refuse('ETEMPLATE_SLICE', token, { from, last });
      return { from, length: last - from + 1 };
    }
    return { from, length: 1 };
  }

  #whole(): number {
    const sign = this.#isSign('-') ? -1 : 1;
    if (sign === -1) this.#next++;
    const token = this.#token;
    if (token.kind !== 'number' || typeof token.value === 'bigint' || !Number.isInteger(token.value)) {
      return this.#expected('number');
    }
    this.#next++;
    return sign * token.value;
  }
}

/** Reads one part of kind `expression`. Throws a `TemplateError`. */
export const parseExpression = (source: string, part: Part): Expression => {
  const { start, end, closed } = part;
  const from = start + OPENING.length;
  if (!closed) {
    // An open quote swallows the closing braces: then the quote is what is wrong.
    tokensOf(source, from, end);
    refuse('ETEMPLATE_OPEN', { start, end: from }, { open: OPENING, close: CLOSING });
  }
  const tokens = tokensOf(source, from, end - CLOSING.length);
  if (tokens.length === 1) refuse('ETEMPLATE_EMPTY', part, { open: OPENING });
  return new ExpressionParser(tokens).parse();
};
