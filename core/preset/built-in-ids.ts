// In a file of its own, so that the window can offer them without loading the validators.

/** Servers that everyone can start from. */
export const BUILT_IN_IDS = [
  'built-in-echo',
  'built-in-lines',
  'built-in-syslog',
  'built-in-mdns',
  'built-in-tls-echo',
] as const;
export type BuiltInId = (typeof BUILT_IN_IDS)[number];
