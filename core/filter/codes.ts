/** Every way in which a filter can be wrong. They become `Failure.code`; the sentences stand in `wording.ts`. */
export const FILTER_CODES = [
  'EFILTER_OPERAND',
  'EFILTER_PAREN_OPEN',
  'EFILTER_PAREN_CLOSE',
  'EFILTER_QUOTE',
  'EFILTER_ESCAPE',
  'EFILTER_FIELD',
  'EFILTER_OPERATOR',
  'EFILTER_EQUALS',
  'EFILTER_VALUE_MISSING',
  'EFILTER_VALUE',
  'EFILTER_NUMBER',
  'EFILTER_TIME',
  'EFILTER_RANGE',
  'EFILTER_ADDRESS',
  'EFILTER_BYTES',
  'EFILTER_HEX',
  'EFILTER_SET',
  'EFILTER_SLICE',
  'EFILTER_REGEX',
  'EFILTER_REGEX_UNSUPPORTED',
  'EFILTER_REGEX_LARGE',
  'EFILTER_DEEP',
  'EFILTER_ENGINE',
  'EFILTER_DISSECTORS',
] as const;
export type FilterCode = (typeof FILTER_CODES)[number];

/** Every way in which an expression that stands by itself can be wrong: in a rule, in a framing. */
export const REGEX_CODES = ['EREGEX', 'EREGEX_UNSUPPORTED', 'EREGEX_LARGE'] as const;
export type RegexCode = (typeof REGEX_CODES)[number];
