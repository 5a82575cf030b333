// In a file of its own, so that the window can offer them without loading the validators.

export const STEP_KINDS = ['send', 'wait', 'expect', 'set', 'repeat', 'if', 'else', 'end', 'note'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** What happens when nothing that matches has come in time. */
export const OTHERWISES = ['fail', 'continue', 'stop'] as const;
export type Otherwise = (typeof OTHERWISES)[number];

export const SEQUENCE_ACTIONS = ['pause', 'resume', 'step', 'stop'] as const;
export type SequenceAction = (typeof SEQUENCE_ACTIONS)[number];

/**
 * The endpoint as it is; the next connection that a server takes (the next new peer of a UDP socket); or every one from
 * now on, a run for each.
 */
export const SEQUENCE_OVERS = ['target', 'next', 'each'] as const;
export type SequenceOver = (typeof SEQUENCE_OVERS)[number];

export const MAX_SEQUENCES = 200;
export const MAX_STEPS = 500;
