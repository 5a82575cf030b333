/** Every way in which a rule can be wrong, beside those of templates, text and expressions. */
const RULE_CODES = [
  'ERULE_PATTERN',
  'ERULE_HEX',
  'ERULE_HEX_ODD',
  'ERULE_RANGE',
  'ERULE_NTH',
  'ERULE_EVERY',
  'ERULE_VARIABLE',
  'ERULE_FORWARD',
  'ERULE_FORWARD_STOPPED',
  'ERULE_NO_CONNECTION',
  'ERULES_FAULTY',
] as const;
export type RuleCode = (typeof RULE_CODES)[number];
