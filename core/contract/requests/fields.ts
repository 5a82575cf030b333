import { z } from 'zod';

/** Of an endpoint, or of what is kept beside it under an id of its own. */
export const endpointId = z.string().min(1).max(64);
export const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
export const nothing = z.undefined();
