import { CHECKSUMS } from '../checksum/catalogue';
import type { Parameter, TemplateFunction } from './arguments';
import { FUNCTIONS, functionNamed } from './functions';
import { CLOSING, type Notation, OPENING, type Part, scanParts } from './scan';

export interface TemplateOption {
  /** Shown in the list. */
  readonly label: string;
  /** Replaces the text from `from` to `to`. */
  readonly text: string;
  /** Where the caret goes within it. */
  readonly caret: number;
  readonly kind: 'function' | 'checksum' | 'variable' | 'span' | 'word' | 'parameter';
}

export interface TemplateCompletion {
  readonly from: number;
  readonly to: number;
  readonly options: readonly TemplateOption[];
}

const PREFIX = /[$#/]?[A-Za-z_0-9]*(?:[-/.][A-Za-z0-9]*)*$/;
const REST = /^[\w]*(?:[-/.][A-Za-z0-9]+)*/;
const STRINGS = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?/g;

const isClosed = (text: string): boolean => text.length > 1 && text.endsWith(text.charAt(0));

/** A call that is open at the caret, and whether a parameter was named just before it. */
interface OpenCall {
  readonly called: TemplateFunction | undefined;
  readonly named: string | null;
}

const openCall = (before: string): OpenCall | null => {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    const character = before[at];
    if (character === ')') depth++;
    else if (character === '(' && depth > 0) depth--;
    else if (character === '(') {
      const name = /[A-Za-z_]\w*(?:[-/.][A-Za-z0-9]+)*$/.exec(before.slice(0, at))?.[0] ?? '';
      const named = /(\w+)\s*=\s*$/.exec(before)?.[1] ?? null;
      return { called: functionNamed(name), named };
    }
  }
  return null;
};

const plain = (label: string, kind: TemplateOption['kind'], text = label): TemplateOption => ({
  label,
  text,
  caret: text.length,
  kind,
});

const callable = ({ name, parameters }: TemplateFunction, followed: boolean): TemplateOption => {
  const wants = parameters.some(({ required }) => required === true) && !followed;
  return {
    label: name,
    text: wants ? `${name}()` : name,
    caret: name.length + (wants ? 1 : 0),
    kind: 'function',
  };
};

const spansIn = (source: string, parts: readonly Part[]): readonly string[] => [
  ...new Set(
    parts
      .filter(({ kind }) => kind === 'expression')
      .map(({ start, end }) => /^\{\{\s*#\s*(\w+)/.exec(source.slice(start, end))?.[1] ?? '')
      .filter((name) => name !== ''),
  ),
];

const argumentOptions = (
  parameters: readonly Parameter[],
  named: string | null,
  spans: readonly string[],
) => {
  const asked = named === null ? parameters : parameters.filter(({ name }) => name === named);
  const options: TemplateOption[] = [];
  for (const { name, takes, words = [] } of asked) {
    if (takes === 'span')
      options.push(...[...spans, 'all', 'before', 'after'].map((one) => plain(one, 'span')));
    else if (takes === 'checksum') options.push(...CHECKSUMS.map((one) => plain(one.name, 'checksum')));
    else if (takes === 'word') options.push(...words.map((word) => plain(word, 'word')));
    else if (named === null && takes === 'constant') options.push(plain(`${name}=`, 'parameter'));
  }
  return options;
};

const wantsValue = ({ called, named }: OpenCall): boolean =>
  called?.parameters.some(({ name, takes }) => takes === 'value' && (named === null || name === named)) !==
  false;

/**
 * What could stand at the caret within `{{…}}`: functions, checksums, variables, spans and the words of the function
 * that is being called. Null outside of braces or when there is nothing to offer.
 *
 * @param caret an offset in code units
 * @param variables names that are known, without `$`
 */
export const completeTemplate = (
  source: string,
  notation: Notation,
  caret: number,
  variables: readonly string[],
): TemplateCompletion | null => {
  if (notation === 'raw' || !source.includes(OPENING)) return null;
  const parts = scanParts(source, notation);
  const part = parts.find(
    ({ kind, start, end, closed }) =>
      kind === 'expression' &&
      caret >= start + OPENING.length &&
      caret <= (closed ? end - CLOSING.length : end),
  );
  if (part === undefined) return null;
  const typed = source.slice(part.start + OPENING.length, caret);
  const last = [...typed.matchAll(STRINGS)].at(-1);
  if (last !== undefined && last.index + last[0].length === typed.length && !isClosed(last[0])) return null;
  // What stands in quotes is no part of a call.
  const before = typed.replace(STRINGS, (text) => '"'.repeat(text.length));
  const prefix = PREFIX.exec(before)?.[0] ?? '';
  const call = openCall(before.slice(0, before.length - prefix.length));
  const after = source.slice(caret, part.closed ? part.end - CLOSING.length : part.end);
  const rest = REST.exec(after)?.[0] ?? '';
  const followed = after.startsWith('(', rest.length);
  const spans = spansIn(source, parts);

  const all: TemplateOption[] = [];
  if (prefix.startsWith('/')) {
    all.push(...spans.map((name) => plain(`/${name}`, 'span')));
  } else if (prefix.startsWith('$')) {
    all.push(...variables.map((name) => plain(`$${name}`, 'variable')));
  } else {
    if (call?.called !== undefined) all.push(...argumentOptions(call.called.parameters, call.named, spans));
    if (call === null || wantsValue(call)) {
      all.push(...FUNCTIONS.map((one) => callable(one, followed)));
      all.push(...variables.map((name) => plain(`$${name}`, 'variable')));
      all.push(...CHECKSUMS.map(({ name }) => plain(name, 'checksum')));
    }
  }
  const wanted = prefix.toLowerCase();
  const matching = all.filter(({ label }) => label !== prefix && label.toLowerCase().includes(wanted));
  const rank = ({ label }: TemplateOption): number =>
    label.startsWith(prefix) ? 0 : label.toLowerCase().startsWith(wanted) ? 1 : 2;
  const options = matching.sort((a, b) => rank(a) - rank(b));
  return options.length === 0 ? null : { from: caret - prefix.length, to: caret + rest.length, options };
};
