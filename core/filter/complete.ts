import { FIELD_NAMES, type FieldName, fieldOf, isFieldName, OPERATOR_FORMS, operatorsOf } from './fields';

export interface CompletionOption {
  /** Replaces the text from `from` to `to`. */
  readonly text: string;
  readonly kind: 'field' | 'operator' | 'value' | 'keyword';
}

export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly options: readonly CompletionOption[];
}

/** Values that a capture is known to have, by field, best first; words of a list need not be given. */
export type KnownValues = Partial<Readonly<Record<FieldName, readonly string[]>>>;

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What may come next: a term, what follows a field, a value (or a member of a set), or what joins terms. */
type Place =
  | { readonly at: 'term' | 'joint' }
  | { readonly at: 'operator' | 'value' | 'set'; readonly field: FieldName };

const TOKEN =
  /"(?:[^"\\]|\\.)*"?|&&|\|\||===|==|!==|!=|<=|>=|[<>~!(){},]|(?:(?!&&|\|\|)[^\s"(){},=<>~!])+|=/gs;
const WORD_REST = /^(?:(?!&&|\|\|)[^\s"(){},=<>~!])*/;

const TERM: Place = { at: 'term' };
const JOINT: Place = { at: 'joint' };

const afterTermStart = (text: string): Place => {
  if (/^(?:\(|!|&&|\|\||not|and|or)$/i.test(text)) return TERM;
  const name = text.replace(/\[.*$/s, '');
  return isFieldName(name) ? { at: 'operator', field: name } : JOINT;
};

const afterToken = (place: Place, text: string): Place => {
  switch (place.at) {
    case 'term':
    case 'joint':
      return afterTermStart(text);
    case 'operator': {
      if (text === 'not') return place;
      const isOperator = Object.hasOwn(OPERATOR_FORMS, text.replace(/^(==|!=)=$/, '$1'));
      return isOperator ? { at: 'value', field: place.field } : afterTermStart(text);
    }
    case 'value':
      return text === '{' ? { at: 'set', field: place.field } : JOINT;
    case 'set':
      return text === '}' ? JOINT : place;
  }
};

/** A word, or a string that is not closed yet: what the caret stands at the end of may go on. */
const isUnfinished = (text: string): boolean =>
  text.startsWith('"') ? /^"(?:[^"\\]|\\.)*\\?$/s.test(text) : /^[^(){},=<>~!&|]/.test(text);

const written = (value: string): string =>
  /^[\w.:[\]/*+-]+$/.test(value) && !value.includes('..') ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;

const starting = (
  words: readonly string[],
  prefix: string,
  kind: CompletionOption['kind'],
): readonly CompletionOption[] =>
  words
    .filter((word) => word !== prefix && word.toLowerCase().startsWith(prefix.toLowerCase()))
    .map((text) => ({ text, kind }));

const termOptions = (prefix: string): readonly CompletionOption[] => [
  ...starting(FIELD_NAMES, prefix, 'field'),
  ...starting(['tcp', 'udp', 'hex', 'not'], prefix, 'keyword'),
];

const valueOptions = (field: FieldName, prefix: string, known: KnownValues): readonly CompletionOption[] => {
  const wanted = prefix.replace(/^"/, '').toLowerCase();
  const values = fieldOf(field).words ?? known[field] ?? [];
  return values
    .filter((value) => value.toLowerCase().includes(wanted))
    .map(written)
    .filter((text) => text !== prefix)
    .map((text) => ({ text, kind: 'value' }));
};

const optionsAt = (place: Place, prefix: string, known: KnownValues): readonly CompletionOption[] => {
  switch (place.at) {
    case 'term':
      return termOptions(prefix);
    case 'joint':
      return [...starting(['and', 'or'], prefix, 'keyword'), ...(prefix === '' ? [] : termOptions(prefix))];
    case 'operator':
      return [
        ...starting(operatorsOf(fieldOf(place.field)), prefix, 'operator'),
        ...starting(['and', 'or'], prefix, 'keyword'),
      ];
    case 'value':
    case 'set':
      return valueOptions(place.field, prefix, known);
  }
};

/**
 * What could stand at the caret: fields, operators of the field before it, values, `and`/`or`. Null when there is
 * nothing to offer. Pure; the text may be as unfinished as it is.
 *
 * @param caret an offset in code units
 */
export const completeFilter = (text: string, caret: number, known: KnownValues): Completion | null => {
  const before = text.slice(0, caret);
  const tokens: Token[] = [...before.matchAll(TOKEN)].map(({ 0: token, index }) => ({
    text: token,
    start: index,
    end: index + token.length,
  }));
  const last = tokens.at(-1);
  const typed = last?.end === caret && isUnfinished(last.text) ? last : undefined;
  let place: Place = TERM;
  for (const token of typed === undefined ? tokens : tokens.slice(0, -1))
    place = afterToken(place, token.text);
  const options = optionsAt(place, typed?.text ?? '', known);
  if (options.length === 0) return null;
  const rest = typed === undefined ? '' : (WORD_REST.exec(text.slice(caret))?.[0] ?? '');
  return { from: typed?.start ?? caret, to: caret + rest.length, options };
};
