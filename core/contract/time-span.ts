import { z } from 'zod';

const micros = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** From `from` on and before `to`, in microseconds since the epoch: what a number holds exactly. */
export const timeSpanSchema = z
  .strictObject({ from: micros, to: micros })
  .refine(({ from, to }) => from < to, 'empty');
export type TimeSpan = Readonly<z.infer<typeof timeSpanSchema>>;
