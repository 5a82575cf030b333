/**
 * The most characters of indentation that a formatted text may have. Two hundred deep, each `1,` of an array stands
 * behind 400 spaces: 4 MB from a stranger would become 800 MB in the window.
 */
export const MAX_INDENTATION = 16 * 1024 * 1024;
