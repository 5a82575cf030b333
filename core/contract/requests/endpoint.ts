import { z } from 'zod';
import { type EndpointConfig, endpointConfigSchema, ROLES } from '../endpoint';
import type { Granted } from '../granted';
import type { RuleStatus } from '../rules';
import { count, endpointId, nothing } from './fields';

/** Servers and clients, and what they answer. */
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
  /** Without a connection: the options of the endpoint's own socket and of its newest connection. */
  'endpoint.granted': z.strictObject({ id: endpointId, connection: count.nullable() }),
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
  'endpoint.granted': Granted;
  /** Null: the person cancelled. Otherwise how many endpoints were written or added. */
  'endpoints.save': { readonly count: number } | null;
  'endpoints.open': { readonly count: number } | null;
}
