/** Messages that a workspace keeps, and the characters of each: what is longer is a file. */
export const MAX_SAVED_MESSAGES = 2000;
export const MAX_SAVED_CHARACTERS = 100_000;

/** With Alt they send the message that has them. */
export const SHORTCUT_DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
