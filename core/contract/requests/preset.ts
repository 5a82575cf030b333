import { z } from 'zod';
import type { EndpointConfig } from '../endpoint';
import { type PresetFacts, presetNameSchema } from '../preset';
import { endpointId, nothing } from './fields';

/** What new endpoints are made from. */
export const presetRequests = {
  'preset.list': nothing,
  /** Keeps an endpoint under a name. */
  'preset.save': z.strictObject({ endpoint: endpointId, name: presetNameSchema }),
  'preset.rename': z.strictObject({ preset: endpointId, name: presetNameSchema }),
  'preset.remove': z.strictObject({ preset: endpointId }),
  /** Makes an endpoint from a preset, and calls it so. */
  'preset.use': z.strictObject({ preset: endpointId, name: presetNameSchema }),
} as const;

export interface PresetAnswers {
  /** Those that a person keeps, by name. */
  'preset.list': readonly PresetFacts[];
  'preset.save': PresetFacts;
  'preset.rename': null;
  'preset.remove': null;
  'preset.use': EndpointConfig;
}
