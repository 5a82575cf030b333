import { z } from 'zod';
import { type EndpointConfig, endpointConfigSchema, ROLES } from '../endpoint';
import { type PresetFacts, presetNameSchema } from '../preset';
import type { RuleStatus } from '../rules';
import { endpointId, nothing } from './fields';

/** Servers and clients, what they answer, and what new ones are made from. */
export const endpointRequests = {
  'endpoint.create': z.strictObject({ role: z.enum(ROLES), copyOf: endpointId.nullable() }),
  'endpoint.configure': endpointConfigSchema,
  'endpoint.remove': z.strictObject({ id: endpointId }),
  'endpoint.start': z.strictObject({ id: endpointId }),
  /** Removes the socket file at a local server's path; refused unless nobody listens on it. */
  'endpoint.replaceSocket': z.strictObject({ id: endpointId }),
  'endpoint.stop': z.strictObject({ id: endpointId }),
  /** How the rules of an endpoint have fared since it was started. */
  'rules.status': z.strictObject({ id: endpointId }),
  /** The script of a running endpoint begins anew, as it is written now. */
  'script.restart': z.strictObject({ id: endpointId }),
  'endpoint.accepting': z.strictObject({ id: endpointId, accepting: z.boolean() }),
  'preset.list': nothing,
  /** Keeps an endpoint under a name. */
  'preset.save': z.strictObject({ endpoint: endpointId, name: presetNameSchema }),
  'preset.rename': z.strictObject({ preset: endpointId, name: presetNameSchema }),
  'preset.remove': z.strictObject({ preset: endpointId }),
  /** Makes an endpoint from a preset, and calls it so. */
  'preset.use': z.strictObject({ preset: endpointId, name: presetNameSchema }),
  'endpoints.save': nothing,
  'endpoints.open': nothing,
} as const;

export interface EndpointAnswers {
  'endpoint.create': EndpointConfig;
  'endpoint.configure': null;
  'endpoint.remove': null;
  /** Answers when the endpoint listens, is connected or open, or has failed to. */
  'endpoint.start': null;
  'endpoint.replaceSocket': null;
  'endpoint.stop': null;
  'rules.status': readonly RuleStatus[];
  'script.restart': null;
  'endpoint.accepting': null;
  /** Those that a person keeps, by name. */
  'preset.list': readonly PresetFacts[];
  'preset.save': PresetFacts;
  'preset.rename': null;
  'preset.remove': null;
  'preset.use': EndpointConfig;
  /** Null: the person cancelled. Otherwise how many endpoints were written or added. */
  'endpoints.save': { readonly count: number } | null;
  'endpoints.open': { readonly count: number } | null;
}
