import { z } from 'zod';
import { protocolsSchema } from '../protocol';
import { endpointId } from './fields';

/** Protocols that are described as tables of fields. */
export const protocolRequests = {
  /** All of them, as they are to be kept and used. */
  'protocols.set': z.strictObject({ protocols: protocolsSchema }),
  /** Writes the Lua dissector of a described protocol to a file that the person chooses. */
  'protocols.export': z.strictObject({ id: endpointId }),
} as const;

export interface ProtocolAnswers {
  'protocols.set': null;
  /** Null: the person cancelled. `name`: the file's, without its folder. */
  'protocols.export': { readonly name: string } | null;
}
