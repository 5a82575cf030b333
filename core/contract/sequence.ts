import { z } from 'zod';
import { draftSchema } from './draft';
import type { Failure } from './failure';
import type { Moment } from './log';
import { ruleConditionSchema } from './rules';
import { MAX_SEQUENCES, MAX_STEPS, OTHERWISES } from './sequence-choices';

const id = z.string().regex(/^[a-z0-9-]{1,64}$/);
/** Kept as typed; `core/sequence/compile` reads it. */
const typed = z.string().max(300);

const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('send'),
    id,
    /** The saved message that is sent; empty: the draft. */
    message: z.string().max(64),
    draft: draftSchema,
  }),
  /** Milliseconds. */
  z.strictObject({ kind: z.literal('wait'), id, ms: typed }),
  z.strictObject({
    kind: z.literal('expect'),
    id,
    match: ruleConditionSchema,
    /** Milliseconds. */
    within: typed,
    otherwise: z.enum(OTHERWISES),
  }),
  /** The variable belongs to the run. Its value knows `$message`, what was expected last, and what it captured. */
  z.strictObject({ kind: z.literal('set'), id, name: typed, value: draftSchema }),
  /** Up to its `end`; empty: until stopped. */
  z.strictObject({ kind: z.literal('repeat'), id, times: typed }),
  /** Up to its `else` or `end`, when what was expected last matches, or does not. */
  z.strictObject({ kind: z.literal('if'), id, match: ruleConditionSchema, not: z.boolean() }),
  /** The steps from here to the `end` are for when the `if` above does not hold. */
  z.strictObject({ kind: z.literal('else'), id }),
  z.strictObject({ kind: z.literal('end'), id }),
  z.strictObject({ kind: z.literal('note'), id, text: z.string().max(2000) }),
]);
export type SequenceStep = Readonly<z.infer<typeof stepSchema>>;

const sequenceSchema = z.strictObject({
  id,
  name: z.string().max(100),
  steps: z.array(stepSchema).max(MAX_STEPS),
});
export type Sequence = Readonly<z.infer<typeof sequenceSchema>>;

export const sequencesSchema = z.array(sequenceSchema).max(MAX_SEQUENCES);

/** What became of a step: not met yet, at work, done, not matched and gone on, or the end of the run. */
export type StepState = 'none' | 'running' | 'done' | 'missed' | 'failed';

/** How a step fared, the last time that it was met. */
export interface StepOutcome {
  readonly id: string;
  readonly state: StepState;
  /** How often it was met, and how often of these it was missed. */
  readonly times: number;
  readonly missed: number;
  readonly tookMs: number;
  /** When its row of the log was made; null: it has none. */
  readonly at: Moment | null;
}

/** `armed`: it runs over every connection that comes. */
export type RunState = 'waiting' | 'armed' | 'running' | 'paused' | 'passed' | 'failed' | 'stopped';

/** How the runs over every new connection went. `refused`: connections that got none, because too many were under way. */
export interface RunTally {
  readonly running: number;
  readonly passed: number;
  readonly failed: number;
  readonly stopped: number;
  readonly refused: number;
}

/** A run of a sequence, under way or over. One for each sequence: the last. */
export interface SequenceRun {
  readonly sequence: string;
  readonly endpoint: string;
  readonly state: RunState;
  /** Ms since the epoch. */
  readonly startedAt: number;
  /** Ms; of a run that is under way, up to now. */
  readonly tookMs: number;
  /** Expectations that were met, and all that were tried. */
  readonly met: number;
  readonly checks: number;
  readonly steps: readonly StepOutcome[];
  readonly failure: Failure | null;
  /** Of a sequence that runs over every new connection; steps and failure are then those of the latest run. */
  readonly tally: RunTally | null;
}
