/** What can be wrong with a place in the log that a person typed. They become `Failure.code`; see `wording.ts`. */
const GOTO_CODES = ['EGOTO_FORM', 'EGOTO_ROW', 'EGOTO_CLOCK', 'EGOTO_DATE'] as const;
export type GoToCode = (typeof GOTO_CODES)[number];
