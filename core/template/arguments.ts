import { checksumByName } from '../checksum/catalogue';
import type { Checksum } from '../checksum/checksum';
import type { Argument, Node } from './ast';
import type { Builder } from './builder';
import { type Place, refuse } from './fault';
import type { NumberValue, Span, Value } from './value';

export interface Parameter {
  readonly name: string;
  /**
   * A value of any kind; a number or text that does not change from message to message; one of some words; a span; a
   * checksum; or a name that is made here.
   */
  readonly takes: 'value' | 'constant' | 'word' | 'span' | 'checksum' | 'name';
  /** The words. One of them may stand anywhere among the arguments, without the parameter's name. */
  readonly words?: readonly string[];
  readonly required?: true;
}

/** Something that can be written within braces. */
export interface TemplateFunction {
  readonly name: string;
  readonly gives: Value['type'];
  readonly parameters: readonly Parameter[];
  readonly build: (args: Arguments) => Value;
}

const isWord = (node: Node, { takes, words }: Parameter): boolean =>
  takes === 'word' && node.kind === 'name' && node.args === null && words?.includes(node.name) === true;

const namesOf = (parameters: readonly Parameter[]): string =>
  parameters.map(({ name, takes, words }) => (takes === 'word' && words ? words.join('|') : name)).join(', ');

const bind = (
  { name: called, parameters }: Pick<TemplateFunction, 'name' | 'parameters'>,
  given: readonly Argument[],
  place: Place,
): ReadonlyMap<string, Node> => {
  const bound = new Map<string, Node>();
  const free = (parameter: Parameter): boolean => !bound.has(parameter.name);
  for (const { name, value } of given) {
    const parameter =
      name !== null
        ? parameters.find((one) => one.name === name.name)
        : (parameters.find((one) => free(one) && isWord(value, one)) ??
          parameters.find((one) => free(one) && one.takes !== 'word'));
    if (parameter === undefined) {
      const takes = namesOf(parameters);
      return name === null
        ? refuse('ETEMPLATE_ARGUMENT', value, { called, ...(takes === '' ? { none: 0 } : { takes }) })
        : refuse('ETEMPLATE_PARAMETER', name, { called, ...(takes === '' ? { none: 0 } : { takes }) });
    }
    if (!free(parameter)) refuse('ETEMPLATE_TWICE', name ?? value, { parameter: parameter.name });
    bound.set(parameter.name, value);
  }
  const missing = parameters.find((parameter) => parameter.required === true && free(parameter));
  if (missing !== undefined) refuse('ETEMPLATE_MISSING', place, { called, parameter: missing.name });
  return bound;
};

/** What a function was given, read in the way that it wants it. */
export class Arguments {
  readonly builder: Builder;
  /** The whole call. */
  readonly place: Place;
  readonly #bound: ReadonlyMap<string, Node>;

  constructor(
    builder: Builder,
    called: Pick<TemplateFunction, 'name' | 'parameters'>,
    given: readonly Argument[],
    place: Place,
  ) {
    this.builder = builder;
    this.place = place;
    this.#bound = bind(called, given, place);
  }

  has(name: string): boolean {
    return this.#bound.has(name);
  }

  placeOf(name: string): Place {
    return this.#bound.get(name) ?? this.place;
  }

  value(name: string): Value | null {
    const node = this.#bound.get(name);
    return node === undefined ? null : this.builder.value(node);
  }

  /** The value of a required parameter. */
  given(name: string): Value {
    return this.value(name) ?? refuse('ETEMPLATE_MISSING', this.place, { called: '', parameter: name });
  }

  number(name: string): NumberValue {
    return this.builder.number(this.given(name));
  }

  /** A whole number that is the same in every message, within bounds. */
  whole(name: string, fallback: number, min: number, max: number): number {
    const node = this.#bound.get(name);
    if (node === undefined) return fallback;
    const value = this.builder.number(this.builder.value(node)).constant;
    if (value === null) return refuse('ETEMPLATE_CONSTANT', node, { parameter: name });
    if (!Number.isInteger(Number(value)) || value < min || value > max) {
      return refuse('ETEMPLATE_RANGE', node, { parameter: name, min, max });
    }
    return Number(value);
  }

  /** The same, as wide as it is. */
  bits(name: string, fallback: bigint, width: number): bigint {
    const node = this.#bound.get(name);
    if (node === undefined) return fallback;
    const value = this.builder.number(this.builder.value(node)).constant;
    if (value === null) return refuse('ETEMPLATE_CONSTANT', node, { parameter: name });
    const max = (1n << BigInt(width)) - 1n;
    if (!Number.isInteger(Number(value)) || value < 0 || value > max) {
      return refuse('ETEMPLATE_RANGE', node, { parameter: name, min: 0, max: `0x${max.toString(16)}` });
    }
    return BigInt(value);
  }

  /** A text that is the same in every message; null when it was not given. */
  text(name: string): string | null {
    const value = this.value(name);
    if (value === null) return null;
    return value.type === 'text' && value.constant !== null
      ? value.constant
      : refuse('ETEMPLATE_CONSTANT', value.place, { parameter: name });
  }

  word<W extends string>(name: string, words: readonly W[], fallback: W): W {
    const node = this.#bound.get(name);
    if (node === undefined) return fallback;
    const word = node.kind === 'name' ? words.find((one) => one === node.name) : undefined;
    return word ?? refuse('ETEMPLATE_WORD', node, { parameter: name, words: words.join(', ') });
  }

  /** A name that the template gives to something, such as a counter. */
  name(name: string, fallback: string): string {
    const node = this.#bound.get(name);
    if (node === undefined) return fallback;
    if (node.kind === 'name' && node.args === null) return node.name;
    return node.kind === 'string'
      ? node.value
      : refuse('ETEMPLATE_EXPECTED', node, { name: 1, wanted: name });
  }

  span(name: string, fallback: 'all' | 'before'): { readonly span: Span; readonly place: Place } {
    const node = this.#bound.get(name);
    if (node === undefined) return { span: this.builder.span(fallback, this.place), place: this.place };
    const called = node.kind === 'name' && node.args === null ? node.name : null;
    if (called === null)
      return refuse('ETEMPLATE_SPAN', node, { spans: this.builder.spanNames().join(', ') });
    return { span: this.builder.span(called, node), place: node };
  }

  checksum(name: string): Checksum {
    const node =
      this.#bound.get(name) ?? refuse('ETEMPLATE_MISSING', this.place, { called: '', parameter: name });
    const model = node.kind === 'name' ? node.name : node.kind === 'string' ? node.value : '';
    return checksumByName(model) ?? refuse('ETEMPLATE_CHECKSUM', node);
  }
}
