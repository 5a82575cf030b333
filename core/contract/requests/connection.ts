import { z } from 'zod';
import { MAX_ROWS_PER_PAGE } from '../limits';
import { CONNECTION_ACTIONS, type ConnectionInfo } from '../status';
import { count, endpointId } from './fields';

/** The connections of an endpoint. */
export const connectionRequests = {
  'connection.list': z.strictObject({ id: endpointId, start: count, count: count.max(MAX_ROWS_PER_PAGE) }),
  'connection.act': z.strictObject({ id: endpointId, connection: count, action: z.enum(CONNECTION_ACTIONS) }),
  /** Reads an exact number of bytes, as typed, from a connection that is paused by hand. */
  'connection.read': z.strictObject({ id: endpointId, connection: count, bytes: z.string().max(20) }),
  /** Asks the person for a file, and saves there what the connection receives from now on. */
  'connection.save': z.strictObject({ id: endpointId, connection: count }),
  /** Asks the system's resolver for the name of the peer's address. */
  'connection.name': z.strictObject({ id: endpointId, connection: count }),
  /** Upgrades a plain connection to TLS (STARTTLS), in the role of its endpoint. */
  'connection.secure': z.strictObject({ id: endpointId, connection: count }),
} as const;

export interface ConnectionAnswers {
  'connection.list': { readonly total: number; readonly connections: readonly ConnectionInfo[] };
  'connection.act': null;
  'connection.read': null;
  'connection.name': { readonly name: string };
  /** Null: the person cancelled. */
  'connection.save': { readonly job: number } | null;
  'connection.secure': null;
}
