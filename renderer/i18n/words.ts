/**
 * The keys that another language must have for the words of the English one. English has two forms of a counted
 * word (`_one`, `_other`), Chinese has one (`_other`), so `_one` is not asked of it.
 */
export type Words<English> = {
  readonly [K in keyof English as K extends `${string}_one` ? never : K]: string;
};
