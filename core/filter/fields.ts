import { HAPPENINGS } from '../contract/happening';

/**
 * What a field holds: `text` compares whole and by part, `word` is one of a list (ordered where `ordered`), `number`
 * and `port` are numbers, `instant` is a point in time, `address` takes networks too, `bytes` is the payload and its
 * slices.
 */
export type FieldType = 'text' | 'word' | 'number' | 'port' | 'instant' | 'address' | 'bytes';

export interface Field {
  readonly type: FieldType;
  readonly words?: readonly string[];
  /** Other ways to write a word. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly ordered?: boolean;
}

/**
 * Porthole's own fields, which it answers itself. `row` is the number as shown, from 1; `len` counts payload bytes;
 * `time` is seconds since the first row and `frame.time` the clock's own, as in Wireshark; `frame.marked` is what a
 * person marked; `tcp.port`, `udp.port` and `ip.addr` have two values, one for each side.
 */
export const FIELDS = {
  endpoint: { type: 'text' },
  peer: { type: 'text' },
  dir: { type: 'word', words: ['in', 'out'] },
  kind: { type: 'word', words: ['data', 'event'] },
  severity: { type: 'word', words: ['info', 'warning', 'error'], ordered: true },
  event: { type: 'word', words: HAPPENINGS },
  len: { type: 'number' },
  row: { type: 'number' },
  time: { type: 'number' },
  'frame.time': { type: 'instant' },
  'frame.marked': { type: 'word', words: ['true', 'false'], aliases: { 1: 'true', 0: 'false' } },
  payload: { type: 'bytes' },
  'tcp.port': { type: 'port' },
  'udp.port': { type: 'port' },
  'ip.addr': { type: 'address' },
} as const satisfies Readonly<Record<string, Field>>;

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

export const isFieldName = (name: string): name is FieldName => Object.hasOwn(FIELDS, name);

export const fieldOf = (name: FieldName): Field => FIELDS[name];

const OPERATORS = ['==', '!=', '<', '<=', '>', '>=', 'contains', 'matches'] as const;
export type Operator = (typeof OPERATORS)[number];

/** What a person may write for an operator: Wireshark's words and signs. */
export const OPERATOR_FORMS: Readonly<Record<string, Operator | 'in' | 'not in'>> = {
  '==': '==',
  eq: '==',
  any_eq: '==',
  '!=': '!=',
  ne: '!=',
  all_ne: '!=',
  '<': '<',
  lt: '<',
  '<=': '<=',
  le: '<=',
  '>': '>',
  gt: '>',
  '>=': '>=',
  ge: '>=',
  contains: 'contains',
  matches: 'matches',
  '~': 'matches',
  in: 'in',
  'not in': 'not in',
};

const ORDER = ['==', '!=', '<', '<=', '>', '>='] as const;
const EQUALITY = ['==', '!='] as const;

/** The operators that mean something for a field, in the order of a menu; `in` stands for `in { … }`. */
export const operatorsOf = ({ type, ordered = false }: Field): readonly (Operator | 'in')[] => {
  switch (type) {
    case 'text':
      return [...EQUALITY, 'contains', 'matches', 'in'];
    case 'word':
      return ordered ? [...ORDER, 'in'] : [...EQUALITY, 'in'];
    case 'number':
    case 'port':
    case 'instant':
      return [...ORDER, 'in'];
    case 'address':
      return [...EQUALITY, 'in'];
    case 'bytes':
      return [...ORDER, 'contains', 'matches', 'in'];
  }
};
