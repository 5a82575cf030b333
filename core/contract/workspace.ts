import { z } from 'zod';
import { decodeAsSchema } from './decode-as';
import { draftSchema } from './draft';
import { endpointConfigSchema, newEndpoint } from './endpoint';
import type { Failure } from './failure';
import { librarySchema } from './library';
import { MAX_HISTORY } from './limits';
import { protocolsSchema } from './protocol';
import { sequencesSchema } from './sequence';
import { noVariables, variablesSchema } from './variables';

/** A file with more would be refused as damaged at the next start, so no more are made. */
export const MAX_ENDPOINTS = 1000;

/**
 * What a workspace holds: everything that a person set up for one task. `core/workspace` reads and writes it; a field
 * that is added here with a default is kept in the file without more ado.
 */
export const workspaceSchema = z.strictObject({
  endpoints: z.array(endpointConfigSchema).max(MAX_ENDPOINTS),
  variables: variablesSchema.default(noVariables),
  library: librarySchema.default([]),
  sequences: sequencesSchema.default([]),
  /** Ports that are given to a dissector by hand. */
  decodeAs: decodeAsSchema.default([]),
  /** Protocols that were described as tables of fields. */
  protocols: protocolsSchema.default([]),
});
export type WorkspaceContent = Readonly<z.infer<typeof workspaceSchema>>;

/** On the first start, and in a new workspace, one server and one client stand ready: TCP, 127.0.0.1:8888. */
export const newWorkspace = (newId: () => string): WorkspaceContent => ({
  endpoints: [newEndpoint(newId(), 'server'), newEndpoint(newId(), 'client')],
  variables: noVariables(),
  library: [],
  sequences: [],
  decodeAs: [],
  protocols: [],
});

/** Characters of a secret as it is kept: sealed and in Base64 it is longer than what was typed. */
const MAX_SECRET = 200_000;

/**
 * What belongs to the person at this computer and never to the file of a workspace: the messages that were sent and
 * where keys of TLS are written to, by endpoint, and the values of secret variables.
 */
export const workspacePrivateSchema = z.strictObject({
  version: z.literal(1),
  history: z.record(z.string().max(64), z.array(draftSchema).max(MAX_HISTORY)),
  keyLogs: z.record(
    z.string().max(64),
    z.strictObject({ file: z.string().max(64), name: z.string().max(300) }),
  ),
  /** By the name of the set, empty for what always counts, and of the variable: `lab/password`. */
  secrets: z.record(z.string().max(200), z.string().max(MAX_SECRET)).default({}),
});
export type WorkspacePrivate = Readonly<z.infer<typeof workspacePrivateSchema>>;

/** Something in the file of a workspace that could not be read, or not as it was meant. */
export interface WorkspaceFault {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The way to it, in the file's own words: `endpoints › PLC › port`. Empty: none of its fields. */
  readonly field: string;
  readonly failure: Failure;
}

/** Faults that the window is told; the rest is counted. */
export const MAX_SHOWN_FAULTS = 200;

export interface RecentWorkspace {
  /** Stands for its path, which the window never names. Empty: the unnamed one in Porthole's own folder. */
  readonly id: string;
  readonly name: string;
  /** The folder that it is in, for a person to read. */
  readonly place: string;
  /** Why it could not be opened when that was last tried. */
  readonly failure: Failure | null;
}

/** Which workspace is open and whether everything in it is kept. */
export interface WorkspaceStatus {
  /** Without its folder and `.porthole`; empty: the unnamed one. */
  readonly name: string;
  readonly place: string;
  /** `kept`: in the file. `writing`: a moment later. `blocked`: not, and why; nothing is written until that is settled. */
  readonly saving:
    | { readonly state: 'kept' | 'writing' }
    | { readonly state: 'blocked'; readonly failure: Failure; readonly changes: boolean };
  /** Of the file as it was opened. */
  readonly faults: readonly WorkspaceFault[];
  readonly faultCount: number;
  /** The others, the last one first. */
  readonly recent: readonly RecentWorkspace[];
}
