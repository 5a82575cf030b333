import { z } from 'zod';
import { endpointConfigSchema, type Role } from './endpoint';

/** A file with more would be refused as damaged at the next start, so no more are kept. */
export const MAX_PRESETS = 500;

/** Of a preset, and of what is made from it. */
export const presetNameSchema = z.string().max(100);

/** An endpoint with all its options, to start others from. */
const presetSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  name: presetNameSchema.min(1),
  endpoint: endpointConfigSchema,
});
export type Preset = Readonly<z.infer<typeof presetSchema>>;

/** `version` names the shape, for later migrations. */
export const presetsFileSchema = z.strictObject({
  version: z.literal(1),
  presets: z.array(presetSchema).max(MAX_PRESETS),
});
export type PresetsFile = z.infer<typeof presetsFileSchema>;

/** What the window lists. */
export interface PresetFacts {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}
