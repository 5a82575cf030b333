import { z } from 'zod';
import { MAX_DECODE_AS_RULES, MAX_PORT } from './limits';

/**
 * Whatever has this port on either side is given to this dissector, by Wireshark's name (`mbtcp`). For the dissectors
 * the last rule of a port counts.
 */
export const decodeAsRuleSchema = z.strictObject({
  transport: z.enum(['tcp', 'udp']),
  port: z.number().int().min(1).max(MAX_PORT),
  /** It becomes a line of a file that the dissectors read. */
  protocol: z.string().regex(/^[\w.+-]{1,100}$/),
});
export type DecodeAsRule = Readonly<z.infer<typeof decodeAsRuleSchema>>;

export const decodeAsSchema = z.array(decodeAsRuleSchema).max(MAX_DECODE_AS_RULES);
