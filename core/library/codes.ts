/** Why messages cannot be brought in or handed on. The sentences stand in `wording.ts`. */
const LIBRARY_CODES = [
  'ELIBRARY_UNREADABLE',
  'ELIBRARY_NOTHING',
  'ELIBRARY_LARGE',
  'ELIBRARY_FULL',
  'ELIBRARY_UNWRITABLE',
  'ELIBRARY_PARTLY',
  'LIBRARY_IMPORTED',
] as const;
export type LibraryCode = (typeof LIBRARY_CODES)[number];
