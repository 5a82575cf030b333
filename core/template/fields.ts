import type { Draft } from '../contract/draft';
import { encodeDraft } from '../payload/draft';
import type { Node } from './ast';
import { Builder, type Counter, type Surroundings } from './builder';
import { type Place, refuse } from './fault';
import { parseExpression } from './parse';
import { type Notation, type Part, scanParts } from './scan';
import type { Need, Run, Span } from './value';

/** A stretch of the message: bytes as written, or what an expression makes. In order they are the message. */
export type Field =
  | { readonly kind: 'literal'; readonly bytes: Uint8Array; readonly place: Place }
  | {
      readonly kind: 'made';
      readonly size: number | null;
      readonly make: (run: Run) => Uint8Array;
      readonly needs: readonly Need[];
      readonly place: Place;
    };

export interface Fields {
  readonly fields: readonly Field[];
  readonly counters: readonly Counter[];
  readonly variables: ReadonlySet<string>;
}

export const sourceOf = (draft: Draft): string => (draft.format === 'text' ? draft.text : draft.hex);

export const notationOf = (draft: Draft): Notation =>
  draft.format === 'hex' ? 'hex' : draft.raw ? 'raw' : 'text';

const RESERVED = new Set([
  'all',
  'before',
  'after',
  'be',
  'le',
  'raw',
  'hex',
  'HEX',
  'zeroed',
  'refin',
  'refout',
]);

/** A part of the draft as bytes; what is wrong in it is shown in its place in the whole. */
const literal = (draft: Draft, { start, end }: Part): Field => {
  const piece: Draft =
    draft.format === 'hex'
      ? { ...draft, hex: draft.hex.slice(start, end) }
      : { ...draft, text: draft.text.slice(start, end), lineEnding: 'none' };
  const encoded = encodeDraft(piece);
  if (encoded.ok) return { kind: 'literal', bytes: encoded.bytes, place: { start, end } };
  const { code, at, length, params } = encoded.error;
  const { character: _, ...rest } = params;
  return refuse(code, { start: start + at, end: start + at + length }, rest);
};

const lineEnding = (draft: Draft): Field | null => {
  if (draft.format === 'hex' || draft.lineEnding === 'none') return null;
  const encoded = encodeDraft({ ...draft, text: '' });
  const end = draft.text.length;
  return encoded.ok ? { kind: 'literal', bytes: encoded.bytes, place: { start: end, end } } : null;
};

type Open = Place & { readonly name: string; readonly from: number };

/** Reads all parts; spans are known only afterwards, so that a length may stand before what it counts. */
const outline = (draft: Draft, parts: readonly Part[]) => {
  const source = sourceOf(draft);
  const spans = new Map<string, Span>();
  const open: Open[] = [];
  const fields: (Field | { readonly kind: 'expression'; readonly value: Node; readonly place: Place })[] = [];
  for (const part of parts) {
    if (part.kind === 'literal') {
      fields.push(literal(draft, part));
      continue;
    }
    const expression = parseExpression(source, part);
    if (expression.kind === 'value') {
      const { start, end } = part;
      fields.push({ kind: 'expression', value: expression.value, place: { start, end } });
    } else if (expression.kind === 'open') {
      const { name, start, end } = expression;
      if (RESERVED.has(name) || !/^\w+$/.test(name))
        refuse('ETEMPLATE_SPAN_NAME', expression, { span: name });
      if (spans.has(name) || open.some((one) => one.name === name)) {
        refuse('ETEMPLATE_SPAN_TWICE', expression, { span: name });
      }
      open.push({ name, from: fields.length, start, end });
    } else {
      const last = open.pop();
      if (last === undefined || last.name !== expression.name) {
        refuse('ETEMPLATE_SPAN_CLOSE', expression, {
          span: expression.name,
          ...(last === undefined ? {} : { opened: last.name }),
        });
      } else {
        spans.set(last.name, { from: last.from, to: fields.length });
      }
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) refuse('ETEMPLATE_SPAN_OPEN', unclosed, { span: unclosed.name });
  const ending = lineEnding(draft);
  if (ending !== null) fields.push(ending);
  return { fields, spans };
};

/** Reads a draft that has expressions. Throws a `TemplateError`. */
export const readFields = (draft: Draft): Fields => {
  const { fields, spans } = outline(draft, scanParts(sourceOf(draft), notationOf(draft)));
  const around: Surroundings = {
    encoding: draft.format === 'hex' ? 'utf-8' : draft.encoding,
    spans,
    counters: [],
    variables: new Set(),
    fields: fields.length,
  };
  const made = fields.map((field, own): Field => {
    if (field.kind !== 'expression') return field;
    const builder = new Builder(around, own);
    const value = builder.value(field.value);
    return {
      kind: 'made',
      size: value.type === 'bytes' ? value.size : null,
      make: builder.bytes(value),
      needs: value.needs,
      place: field.place,
    };
  });
  return { fields: made, counters: around.counters, variables: around.variables };
};
