import { z } from 'zod';
import { MAX_SCRIPT } from './script';

export const scriptSchema = z.strictObject({
  /** JavaScript or TypeScript, as typed. It runs when the endpoint is started. */
  source: z.string().max(MAX_SCRIPT),
});
