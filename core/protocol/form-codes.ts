/** What can be wrong with what is typed into the form of a described protocol. */
export const FORM_CODES = [
  'EFORM_NUMBER',
  'EFORM_RANGE',
  'EFORM_HEX',
  'EFORM_ESCAPE',
  'EFORM_ZERO',
  'EFORM_LONG',
  'EFORM_MANY',
  'EFORM_FITS',
] as const;
export type FormCode = (typeof FORM_CODES)[number];
