import type { Encoding } from '../contract/draft';
import { ByteBuilder } from '../payload/bytes';
import type { Piece } from '../payload/escapes';
import { Arguments } from './arguments';
import type { Node, Slice } from './ast';
import { type Place, refuse } from './fault';
import { FUNCTIONS, functionNamed } from './functions';
import { nearest } from './nearest';
import { bytesMaker, textEncoder } from './text-bytes';
import {
  type BytesValue,
  bytesValue,
  constantNumber,
  constantText,
  type NumberValue,
  numberValue,
  type Run,
  readNumber,
  type Span,
  type Value,
} from './value';

/** A counter of a template, and where it is first described. */
export interface Counter {
  readonly name: string;
  readonly start: number;
  readonly step: number;
  readonly described: boolean;
}

/** What is known of the whole template while one of its fields is built. */
export interface Surroundings {
  readonly encoding: Encoding;
  readonly spans: ReadonlyMap<string, Span>;
  /** Filled while fields are built. */
  readonly counters: Counter[];
  readonly variables: Set<string>;
  /** How many fields there are. */
  readonly fields: number;
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 64));

const calculate = (sign: '+' | '-' | '*', a: number | bigint, b: number | bigint): number | bigint => {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = sign === '+' ? a + b : sign === '-' ? a - b : a * b;
    if (Number.isSafeInteger(result) || !Number.isInteger(a) || !Number.isInteger(b)) return result;
  }
  // A fraction and a number beyond 2^53: as exact as a fraction is.
  if ((typeof a === 'number' && !Number.isInteger(a)) || (typeof b === 'number' && !Number.isInteger(b))) {
    return calculate(sign, Number(a), Number(b));
  }
  const [left, right] = [BigInt(a), BigInt(b)];
  return sign === '+' ? left + right : sign === '-' ? left - right : left * right;
};

/** Makes values of one field out of what was written. */
export class Builder {
  readonly #around: Surroundings;
  /** The number of the field. */
  readonly #own: number;

  constructor(around: Surroundings, own: number) {
    this.#around = around;
    this.#own = own;
  }

  value(node: Node): Value {
    const { start, end } = node;
    const place = { start, end };
    switch (node.kind) {
      case 'number':
        return constantNumber(place, node.value);
      case 'string':
        return constantText(place, node.value, node.pieces === null ? null : this.#raw(node.pieces, place));
      case 'variable':
        return this.#variable(node.name, place);
      case 'name':
        return this.#call(node);
      case 'sum':
        return this.#sum(node, place);
      case 'slice':
        return this.#slice(this.value(node.of), node.slice, place);
    }
  }

  /** A value where a number is wanted: text and bytes are read as one. */
  number(value: Value): NumberValue {
    const { place, needs } = value;
    switch (value.type) {
      case 'number':
        return value;
      case 'text': {
        if (value.constant !== null) return constantNumber(place, readNumber(value.constant, place));
        const { make } = value;
        return numberValue(place, (run) => readNumber(make(run), place), { needs });
      }
      case 'bytes': {
        const { make } = value;
        return numberValue(place, (run) => readNumber(latin1(make(run)), place), { needs });
      }
    }
  }

  /** A value where bytes are wanted: numbers and text as they would be sent. */
  bytes(value: Value): (run: Run) => Uint8Array {
    return bytesMaker(value, this.#around.encoding);
  }

  span(name: string, place: Place): Span {
    const own = this.#own;
    switch (name) {
      case 'all':
        return { from: 0, to: this.#around.fields };
      case 'before':
        return { from: 0, to: own };
      case 'after':
        return { from: own + 1, to: this.#around.fields };
      default: {
        const span = this.#around.spans.get(name);
        if (span !== undefined) return span;
        const near = nearest(name, this.spanNames());
        return refuse('ETEMPLATE_SPAN', place, {
          span: name,
          spans: this.spanNames().join(', '),
          ...(near === null ? {} : { near }),
        });
      }
    }
  }

  spanNames(): readonly string[] {
    return [...this.#around.spans.keys(), 'all', 'before', 'after'];
  }

  /** The number of a counter in the template. Where it is named again, it may be described in the same way only. */
  counter(name: string, place: Place, { start, step, described }: Omit<Counter, 'name'>): number {
    const { counters } = this.#around;
    const index = counters.findIndex((one) => one.name === name);
    const known = counters[index];
    if (known === undefined) return counters.push({ name, start, step, described }) - 1;
    if (!described) return index;
    if (known.described && (known.start !== start || known.step !== step)) {
      refuse('ETEMPLATE_COUNTER', place, { counter: name, start: known.start, step: known.step });
    }
    counters[index] = { name, start, step, described };
    return index;
  }

  #variable(name: string, place: Place): BytesValue {
    this.#around.variables.add(name);
    const encode = textEncoder(this.#around.encoding);
    return bytesValue(place, null, (run) => {
      const value = run.variable(name);
      if (value === undefined) return refuse('ETEMPLATE_VARIABLE', place, { variable: name });
      return typeof value === 'string' ? encode(value, place) : value;
    });
  }

  #raw(pieces: readonly Piece[], place: Place): Uint8Array {
    const encode = textEncoder(this.#around.encoding);
    const out = new ByteBuilder();
    for (const piece of pieces) out.append(piece.kind === 'bytes' ? piece.bytes : encode(piece.text, place));
    return out.finish();
  }

  #call(node: Node & { readonly kind: 'name' }): Value {
    const called = functionNamed(node.name);
    if (called !== undefined) return called.build(new Arguments(this, called, node.args ?? [], node));
    const names = [...FUNCTIONS.map(({ name }) => name), ...this.spanNames()];
    const near = nearest(node.name, names);
    return refuse('ETEMPLATE_NAME', node.place, {
      name: node.name,
      variable: `$${node.name}`,
      ...(this.#around.spans.has(node.name) ? { span: node.name } : near === null ? {} : { near }),
    });
  }

  #sum(node: Node & { readonly kind: 'sum' }, place: Place): NumberValue {
    const { sign } = node;
    const left = this.number(this.value(node.left));
    const right = this.number(this.value(node.right));
    if (left.constant !== null && right.constant !== null) {
      return constantNumber(place, calculate(sign, left.constant, right.constant));
    }
    return numberValue(place, (run) => calculate(sign, left.make(run), right.make(run)), {
      wraps: left.wraps || right.wraps,
      needs: [...left.needs, ...right.needs],
      radix: left.constant === null ? left.radix : right.radix,
      width: Math.max(left.width, right.width),
    });
  }

  #slice(value: Value, { from, length }: Slice, place: Place): BytesValue {
    const make = this.bytes(value);
    return bytesValue(
      place,
      length,
      (run) => {
        const bytes = make(run);
        const start = from < 0 ? bytes.length + from : from;
        const end = length === null ? bytes.length : start + length;
        if (start < 0 || start > bytes.length || end > bytes.length) {
          return refuse('ETEMPLATE_SLICE', place, { length: bytes.length });
        }
        return bytes.subarray(start, end);
      },
      value.needs,
    );
  }
}
