// In a file of its own, so that the window can offer them without loading the validators.

/** What a rule waits for: a message of some kind, or something that is none. */
export const TRIGGERS = ['any', 'text', 'hex', 'regex', 'connect', 'timer', 'start'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** Where in a message a pattern stands. */
export const HOWS = ['equals', 'starts', 'ends', 'contains'] as const;
export type How = (typeof HOWS)[number];

export const ACTION_KINDS = [
  'reply',
  'variable',
  'state',
  'forward',
  'close',
  'finish',
  'reset',
  'ignore',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

export const MAX_RULES = 1000;
export const MAX_ACTIONS = 50;
