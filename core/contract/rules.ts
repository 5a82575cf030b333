import { z } from 'zod';
import { draftSchema } from './draft';
import { HOWS, MAX_ACTIONS, MAX_RULES, TRIGGERS } from './rule-choices';

/** Kept as typed, so that a half-written value is never lost; `core/rules/compile` reads it. */
const typed = z.string().max(300);
const pattern = z.string().max(10_000);

export const ruleConditionSchema = z.strictObject({
  trigger: z.enum(TRIGGERS),
  /** For text and hex. */
  how: z.enum(HOWS),
  /** One for each notation, so that switching the trigger loses nothing. */
  text: pattern,
  hex: pattern,
  regex: pattern,
  ignoreCase: z.boolean(),
  /** Bytes of the message: `12`, `2-8`, `4-`; empty: any. */
  length: typed,
  /** Which time that it matches: `1`, `2-5`, `3-`; empty: every time. Counted per connection. */
  nth: typed,
  /** The connection's state; empty: any. */
  state: typed,
  /** Milliseconds between ticks of a timer. */
  every: typed,
});
export type RuleCondition = Readonly<z.infer<typeof ruleConditionSchema>>;

const actionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reply'),
    draft: draftSchema,
    /** Milliseconds before it, after what comes before it; and up to how many more, by chance. */
    delay: typed,
    jitter: typed,
  }),
  /** Variables belong to the endpoint: all its connections see them, until it is started anew. */
  z.strictObject({ kind: z.literal('variable'), name: typed, value: draftSchema }),
  /** The state belongs to the connection; it begins as the empty one. */
  z.strictObject({ kind: z.literal('state'), state: typed }),
  /** Sends to all that another endpoint is connected with. */
  z.strictObject({ kind: z.literal('forward'), to: z.string().max(64), draft: draftSchema }),
  z.strictObject({ kind: z.literal('close') }),
  z.strictObject({ kind: z.literal('finish') }),
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('ignore') }),
]);
export type RuleAction = Readonly<z.infer<typeof actionSchema>>;

const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  /** Empty: it is called by what it does. */
  name: z.string().max(100),
  on: z.boolean(),
  when: ruleConditionSchema,
  actions: z.array(actionSchema).max(MAX_ACTIONS),
  /** Rules behind it are looked at too. Otherwise the first that matches is the last. */
  goOn: z.boolean(),
});
export type Rule = Readonly<z.infer<typeof ruleSchema>>;

export const rulesSchema = z.array(ruleSchema).max(MAX_RULES);

/** How a rule of a running endpoint has fared since it was started. */
export interface RuleStatus {
  readonly id: string;
  readonly matches: number;
  /** When it matched last, in ms since the epoch; null: not yet. */
  readonly lastAt: number | null;
  /** Whom it matched last: `host:port`; empty for the endpoint itself. */
  readonly lastPeer: string;
  /** Answers that could not be made. */
  readonly failures: number;
}
