import { escapeCharacter, HIDDEN } from '../payload/visible';
import type { BytePattern, Filter, Slice, Value } from './ast';
import { type FieldName, fieldOf } from './fields';

const hidden = new RegExp(HIDDEN.source, 'gu');

const quote = (text: string): string => `"${text.replace(hidden, escapeCharacter).replaceAll('"', '\\"')}"`;

const printPattern = (pattern: BytePattern): string =>
  pattern.map((byte) => (byte === null ? '??' : byte.toString(16).padStart(2, '0'))).join(':');

const printValue = (value: Value, field: FieldName, regex: boolean): string => {
  switch (value.type) {
    case 'number':
      return Number.isInteger(value.value) ? String(value.value) : value.value.toFixed(9).replace(/0+$/, '');
    case 'address':
      return value.text;
    case 'instant':
      return quote(value.text);
    case 'bytes':
      return printPattern(value.pattern);
    case 'text':
      if (regex) return `"${value.text.replace(/["\\]/g, '\\$&')}"`;
      return fieldOf(field).type === 'word' ? value.text : quote(value.text);
  }
};

const printSlice = (slice: Slice | null): string => {
  if (slice === null) return '';
  const { offset, length } = slice;
  return length === 1 ? `[${offset}]` : `[${offset}:${length ?? ''}]`;
};

const nested = (filter: Filter): string =>
  filter.type === 'and' || filter.type === 'or' ? `(${printFilter(filter)})` : printFilter(filter);

/** The filter as text in its plainest form; parsed again it is the same tree. */
export const printFilter = (filter: Filter): string => {
  switch (filter.type) {
    case 'all':
      return '';
    case 'and':
    case 'or':
      return filter.operands.map(nested).join(` ${filter.type} `);
    case 'not':
      return `not ${nested(filter.operand)}`;
    case 'search':
      return quote(filter.text);
    case 'hex':
      return `hex ${printPattern(filter.pattern)}`;
    case 'regex':
      return `/${filter.source}/`;
    case 'dissector':
      return filter.text;
    case 'transport':
      return filter.transport;
    case 'has':
      return filter.field;
    case 'compare':
      return `${filter.field}${printSlice(filter.slice)} ${filter.operator} ${printValue(filter.value, filter.field, filter.operator === 'matches')}`;
    case 'in': {
      const members = filter.members.map(({ from, to }) => {
        const first = printValue(from, filter.field, false);
        return to === null ? first : `${first}..${printValue(to, filter.field, false)}`;
      });
      return `${filter.field}${printSlice(filter.slice)} in {${members.join(', ')}}`;
    }
  }
};
