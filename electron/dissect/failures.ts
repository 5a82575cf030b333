/** Codes of the dissectors; their sentences stand in `core/wording/dissect`. */
export const DISSECT_FAILURES = [
  'EDISSECT_OFF',
  'EDISSECT_STOPPED',
  'EDISSECT_HUNG',
  'EDISSECT_TOO_LARGE',
  'EDISSECT_SUPERSEDED',
] as const;
export type DissectFailureCode = (typeof DISSECT_FAILURES)[number];
