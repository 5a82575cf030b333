/** Every way in which a draft can be wrong. They become `Failure.code`; the sentences stand in `wording.ts`. */
export const DRAFT_CODES = [
  'EDRAFT_ESCAPE',
  'EDRAFT_ESCAPE_END',
  'EDRAFT_ESCAPE_HEX',
  'EDRAFT_ESCAPE_UNICODE',
  'EDRAFT_ESCAPE_RANGE',
  'EDRAFT_UNENCODABLE',
  'EDRAFT_SURROGATE',
  'EDRAFT_HEX_DIGIT',
  'EDRAFT_HEX_ODD',
  'EDRAFT_HEX_PREFIX',
  'EDRAFT_HEX_DECIMAL',
  'EDRAFT_HEX_DUMP',
  'EDRAFT_HEX_WORDS',
  'EDRAFT_HEX_LARGE',
  'EDRAFT_HEX_PYTHON',
] as const;
export type DraftCode = (typeof DRAFT_CODES)[number];
