/** Why a sequence cannot run, or did not pass. The sentences stand in `wording.ts`. */
const SEQUENCE_CODES = [
  'ESEQUENCE_EMPTY',
  'ESEQUENCE_GONE',
  'ESEQUENCE_NESTING',
  'ESEQUENCE_MESSAGE',
  'ESEQUENCE_VARIABLE',
  'ESEQUENCE_STEP',
  'ESEQUENCE_UNMATCHED',
  'ESEQUENCE_SILENCE',
  'ESEQUENCE_CLOSED',
  'ESEQUENCE_RUNNING',
] as const;
export type SequenceCode = (typeof SEQUENCE_CODES)[number];
