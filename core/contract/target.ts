import { z } from 'zod';

/** Whom a message goes to. `all`: every connection or known peer, or a client's one remote. */
export const targetSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('all') }),
  z.strictObject({ to: z.literal('connection'), id: z.number().int().nonnegative() }),
  /** UDP only: `host:port` as typed. */
  z.strictObject({ to: z.literal('address'), address: z.string().max(300) }),
]);
export type Target = Readonly<z.infer<typeof targetSchema>>;
