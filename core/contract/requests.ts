import { z } from 'zod';
import type { LocalInterface } from './address';
import type { CaptureStatus, Job, Leftover } from './capture';
import type { CertificateFacts, StoredCertificate } from './certificate';
import { type Comparison, compareBytesSchema, compareSchema } from './compare';
import { type ConversationsPage, conversationsSchema } from './conversations';
import { type DecodeAsRule, decodeAsSchema } from './decode-as';
import type { DecodedRow, DissectorName, RowInfo } from './dissect';
import { draftSchema } from './draft';
import { type EndpointConfig, endpointConfigSchema, ROLES } from './endpoint';
import { exportSchema } from './export';
import type { Failure } from './failure';
import { type FieldChart, MOST_SERIES } from './field-chart';
import { type Library, librarySchema, type SavedMessage } from './library';
import { MAX_SAVED_MESSAGES } from './library-limits';
import { MAX_BYTES_PER_REQUEST, MAX_LUA_BYTES, MAX_ROWS_PER_PAGE, MAX_SOURCES } from './limits';
import {
  type CaptureSpan,
  FIND_DIRECTIONS,
  type Found,
  type LogPage,
  logFilterSchema,
  momentSchema,
  type RowPlace,
  type ViewState,
} from './log';
import { FIELD_NAME, MOST_FIELDS } from './log-columns';
import type { LuaFiles } from './lua-files';
import { type PingStatus, pingSchema } from './ping';
import { type PresetFacts, presetNameSchema } from './preset';
import type { RuleStatus } from './rules';
import { type Sequence, type SequenceRun, sequencesSchema } from './sequence';
import { SEQUENCE_ACTIONS, SEQUENCE_OVERS } from './sequence-choices';
import { type Language, type Settings, settingsSchema } from './settings';
import { CONNECTION_ACTIONS, type ConnectionInfo, type EndpointStatus } from './status';
import {
  conversationSchema,
  MOST_NEEDLE_BYTES,
  STREAM_FORMS,
  STREAM_SIDES,
  type StreamMatch,
  type StreamWindow,
  streamPlaceSchema,
} from './stream';
import { lensSchema, messagePlaceSchema, type StreamMessages } from './stream-messages';
import { ENCODINGS } from './text';
import { timeSpanSchema } from './time-span';
import { MAX_TIMELINE_BARS, type Timeline } from './timeline';
import { type Timing, timingPlaceSchema, timingSchema } from './timing';
import type { Unavailable } from './unavailable';
import { type Variables, variablesSchema } from './variables';
import type { WorkspaceStatus } from './workspace';

const endpointId = z.string().min(1).max(64);
const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const nothing = z.undefined();
const query = z.string().max(10_000);
/** A row's number; -1 and the number of rows are beyond the ends. */
const from = z.number().int().min(-1);
/** Of a file in the folder of Lua dissectors; never a path. */
const luaName = z.string().min(1).max(255);
/** Names of the dissectors' fields. */
const fields = z.array(z.string().regex(FIELD_NAME)).max(MOST_FIELDS);
/** As in `leftover.list`; never a path. */
const leftoverId = z.string().min(1).max(64);
const MAX_LEFTOVERS = 100_000;

/** Whom a message goes to. `all`: every connection or known peer, or a client's one remote. */
export const targetSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('all') }),
  z.strictObject({ to: z.literal('connection'), id: count }),
  /** UDP only: `host:port` as typed. */
  z.strictObject({ to: z.literal('address'), address: z.string().max(300) }),
]);
export type Target = Readonly<z.infer<typeof targetSchema>>;

/** What the main process applies to an argument before anything else. */
export const requestSchemas = {
  'app.snapshot': nothing,
  'app.interfaces': nothing,
  /** What does not change is left out: a settings file that lacks a field would be refused as damaged. */
  'settings.update': settingsSchema
    .partial()
    .refine((change) => Object.values(change).every((value) => value !== undefined), 'undefined'),
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
  /** Asks the person for a file, and makes a new workspace there that becomes the open one. */
  'workspace.new': nothing,
  'workspace.open': nothing,
  /** One of the list; empty: the unnamed one. */
  'workspace.openRecent': z.strictObject({ workspace: z.string().max(64) }),
  /** The one that was asked for from outside: by its file, or by a second start. */
  'workspace.openWanted': nothing,
  /** What is open goes on in another file. */
  'workspace.saveAs': nothing,
  /** Takes what another program has written into the file of the open workspace. */
  'workspace.reload': nothing,
  /** Writes what is open over it, and keeps the other one under another name. */
  'workspace.keep': nothing,
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
  'certificates.list': nothing,
  /** Names as typed; empty: this computer's own. */
  'certificates.create': z.strictObject({ names: z.string().max(2000) }),
  /** Without `files` the person is asked for them; with them, and a pass phrase, they are read again. */
  'certificates.import': z.strictObject({
    files: z.string().min(1).max(64).nullable(),
    passphrase: z.string().max(1000).nullable(),
  }),
  'certificates.remove': z.strictObject({ id: z.string().min(1).max(64) }),
  /** Writes the chain, without the key, to a file that the person chooses. */
  'certificates.export': z.strictObject({ id: z.string().min(1).max(64) }),
  /** What a peer showed; without a connection, the endpoint's last one. */
  'certificates.peer': z.strictObject({ id: endpointId, connection: count.nullable() }),
  'keyLog.choose': nothing,
  'message.send': z.strictObject({ id: endpointId, target: targetSchema, draft: draftSchema }),
  /** What is chosen for an endpoint is what it sends: the window never names a path. */
  'file.choose': z.strictObject({ id: endpointId, what: z.enum(['files', 'folder']) }),
  'file.send': z.strictObject({
    id: endpointId,
    target: targetSchema,
    datagramSize: z.string().max(20),
    chunkSize: z.string().max(20),
    pace: z.string().max(20),
  }),
  'repeat.start': z.strictObject({
    id: endpointId,
    target: targetSchema,
    draft: draftSchema,
    every: z.string().max(20),
    count: z.string().max(20),
    seconds: z.string().max(20),
  }),
  /** One repeat of an endpoint, or all of them (null). */
  'repeat.stop': z.strictObject({ id: endpointId, repeat: count.nullable() }),
  'repeat.stopAll': nothing,
  /** A ping that is under way is replaced. */
  'ping.start': pingSchema,
  'ping.stop': nothing,
  'variables.set': variablesSchema,
  'library.set': z.strictObject({ messages: librarySchema }),
  /** The person chooses a file; what it holds is answered, and not kept yet. */
  'library.import': nothing,
  /** Writes these messages, or all of them (null), to a file that the person chooses. */
  'library.export': z.strictObject({ ids: z.array(z.string().max(64)).max(MAX_SAVED_MESSAGES).nullable() }),
  'sequences.set': z.strictObject({ sequences: sequencesSchema }),
  'sequence.run': z.strictObject({
    sequence: endpointId,
    endpoint: endpointId,
    target: targetSchema,
    over: z.enum(SEQUENCE_OVERS),
    paused: z.boolean(),
  }),
  'sequence.act': z.strictObject({ sequence: endpointId, action: z.enum(SEQUENCE_ACTIONS) }),
  'job.cancel': z.strictObject({ job: count }),
  'log.view': logFilterSchema,
  'log.page': z.strictObject({ view: count, start: count, count: count.max(MAX_ROWS_PER_PAGE) }),
  /** The position of a capture row in a view, or of the next row after it. */
  'log.locate': z.strictObject({ view: count, row: count }),
  'log.span': nothing,
  /** The first row of the capture at a moment or after it, whatever the filter. */
  'log.rowAt': momentSchema,
  /** The capture over time: all of it, or a span. */
  'log.timeline': z.strictObject({
    span: timeSpanSchema.nullable(),
    bars: z.number().int().min(1).max(MAX_TIMELINE_BARS),
  }),
  /** The next row of the view, or the one before, that another query matches; looking takes its time. */
  'log.find': z.strictObject({
    query,
    from,
    direction: z.enum(FIND_DIRECTIONS),
  }),
  'log.findStop': nothing,
  /** Marks a row, or takes the mark away; null: the other of the two. */
  'log.mark': z.strictObject({ row: count, marked: z.boolean().nullable() }),
  'log.unmarkAll': nothing,
  /** The next marked row of the view, or the one before; beyond the end it goes on from the other one. */
  'log.nextMark': z.strictObject({ from, direction: z.enum(FIND_DIRECTIONS) }),
  /** Which of these rows a query matches. */
  'log.matches': z.strictObject({ query, rows: z.array(count).max(MAX_ROWS_PER_PAGE) }),
  'capture.bytes': z.strictObject({ row: count, offset: count, length: count.max(MAX_BYTES_PER_REQUEST) }),
  'conversations.list': conversationsSchema,
  'stream.read': z.strictObject({ conversation: conversationSchema, place: streamPlaceSchema }),
  /** What is known of them so far; asked again, more is cut. */
  'stream.messages': z.strictObject({ lens: lensSchema, place: messagePlaceSchema }),
  'stream.message': z.strictObject({ lens: lensSchema, number: count }),
  'stream.find': z.strictObject({
    conversation: conversationSchema,
    needle: z
      .instanceof(Uint8Array)
      .refine(({ length }) => length > 0 && length <= MOST_NEEDLE_BYTES, 'length'),
    ignoreCase: z.boolean(),
    from: z.number().int().min(-1).max(Number.MAX_SAFE_INTEGER),
    direction: z.enum(FIND_DIRECTIONS),
  }),
  'stream.findStop': nothing,
  /** Writes a conversation to a file that the person chooses. */
  'stream.save': z.strictObject({
    conversation: conversationSchema,
    form: z.enum(STREAM_FORMS),
    side: z.enum(STREAM_SIDES),
    encoding: z.enum(ENCODINGS),
  }),
  /** How a conversation went in time, as far as it was read by now; reads on for a moment. */
  'timing.read': timingSchema,
  /** The first message of a conversation at a time or after it. */
  'timing.row': timingPlaceSchema,
  /** Compares the bytes of two messages or streams; takes the place of the comparison before it. */
  'compare.begin': compareSchema,
  'compare.bytes': compareBytesSchema,
  'compare.end': nothing,
  'dissect.row': z.strictObject({
    row: count,
    /** Of a row in several packets the one to look at, from 0; null: the one that says most. */
    packet: count.nullable(),
  }),
  'dissect.protocols': nothing,
  /** All ports that are given to a dissector by hand. */
  'decodeAs.set': z.strictObject({ rules: decodeAsSchema }),
  /** Terms of a filter that are not Porthole's own. */
  'dissect.check': z.strictObject({ terms: z.array(z.string().max(10_000)).max(1000) }),
  'dissect.complete': z.strictObject({ prefix: z.string().regex(/^[\w.-]{1,200}$/) }),
  'dissect.source': z.strictObject({
    row: count,
    packet: count,
    source: count.max(MAX_SOURCES),
    offset: count,
    length: count.max(MAX_BYTES_PER_REQUEST),
  }),
  /** Ascending. Answers for the first of them at least; the others may have to be asked for again. */
  'dissect.infos': z.strictObject({ rows: z.array(count).max(MAX_ROWS_PER_PAGE), fields }),
  'lua.list': nothing,
  /** The person chooses files, which are copied into the folder. */
  'lua.choose': nothing,
  /** A file that was dropped onto the window. One with the same name is replaced. */
  'lua.add': z.strictObject({
    name: luaName,
    bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= MAX_LUA_BYTES + 1, 'length'),
  }),
  'lua.sample': nothing,
  'lua.switch': z.strictObject({ name: luaName, on: z.boolean() }),
  'lua.remove': z.strictObject({ name: luaName }),
  /** Shows the folder in the system's file manager. */
  'lua.show': nothing,
  /**
   * What these fields are over time, in the rows of the view. Asking keeps the reading going; `read` false: it stops,
   * and what was found is kept. Without fields all of it is forgotten.
   */
  'chart.read': z.strictObject({ view: count, fields: fields.max(MOST_SERIES), read: z.boolean() }),
  'capture.clear': nothing,
  'capture.undoClear': nothing,
  'capture.save': nothing,
  'capture.open': nothing,
  /** Starts Wireshark, where a person has installed it, with the shown capture. */
  'capture.openInWireshark': nothing,
  /** Writes rows of the shown capture to a file that the person chooses. */
  'capture.export': exportSchema,
  'capture.live': nothing,
  'capture.resume': nothing,
  'leftover.list': nothing,
  'leftover.open': z.strictObject({ id: leftoverId }),
  'leftover.save': z.strictObject({ id: leftoverId }),
  'leftover.discard': z.strictObject({ ids: z.array(leftoverId).max(MAX_LEFTOVERS) }),
  'clipboard.write': z.strictObject({ text: z.string().max(256 * 1024 * 1024) }),
} as const;

export type RequestName = keyof typeof requestSchemas;
export type RequestArgument<N extends RequestName> = z.infer<(typeof requestSchemas)[N]>;

/** Something that a person must know and that no row of the log says: settings kept aside … */
export interface Notice {
  readonly severity: 'info' | 'warning' | 'error';
  readonly failure: Failure;
}

export interface Snapshot {
  readonly version: string;
  readonly platform: string;
  readonly unavailable: Unavailable;
  /** The language in use after `system` is resolved. */
  readonly systemLanguage: Language;
  readonly endpoints: readonly EndpointConfig[];
  readonly statuses: readonly EndpointStatus[];
  readonly settings: Settings;
  readonly workspace: WorkspaceStatus;
  readonly variables: Variables;
  readonly library: Library;
  readonly sequences: readonly Sequence[];
  readonly decodeAs: readonly DecodeAsRule[];
  readonly runs: readonly SequenceRun[];
  readonly capture: CaptureStatus;
  readonly jobs: readonly Job[];
  /** By endpoint. */
  readonly files: Readonly<Record<string, ChosenFile>>;
  /** The last series of connects of this run; null: there was none. */
  readonly ping: PingStatus | null;
  readonly notices: readonly Notice[];
}

/** One file, several, or the files of a folder. */
export interface ChosenFile {
  /** Of the first file, or of the folder; without where it is. */
  readonly name: string;
  /** Of all of them together. */
  readonly bytes: number;
  readonly files: number;
}

/** What a successful request answers with. */
export interface RequestAnswers {
  'app.snapshot': Snapshot;
  'app.interfaces': readonly LocalInterface[];
  'settings.update': Settings;
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
  /** Null: the person cancelled. Otherwise how many endpoints were written or added. */
  /** Those that a person keeps, by name. */
  'preset.list': readonly PresetFacts[];
  'preset.save': PresetFacts;
  'preset.rename': null;
  'preset.remove': null;
  'preset.use': EndpointConfig;
  'endpoints.save': { readonly count: number } | null;
  'endpoints.open': { readonly count: number } | null;
  /** Null whether the person agreed or took it back: what is open is told by events. */
  'workspace.new': null;
  'workspace.open': null;
  'workspace.openRecent': null;
  'workspace.openWanted': null;
  'workspace.saveAs': null;
  'workspace.reload': null;
  'workspace.keep': null;
  'connection.list': { readonly total: number; readonly connections: readonly ConnectionInfo[] };
  'connection.act': null;
  'connection.read': null;
  'connection.name': { readonly name: string };
  /** Null: the person cancelled. */
  'connection.save': { readonly job: number } | null;
  'connection.secure': null;
  'certificates.list': readonly StoredCertificate[];
  'certificates.create': StoredCertificate;
  /** Null: the person cancelled. A pass phrase is wanted: EKEY_PASSPHRASE, whose params name the `files`. */
  'certificates.import': readonly StoredCertificate[] | null;
  'certificates.remove': null;
  'certificates.export': { readonly name: string } | null;
  'certificates.peer': readonly CertificateFacts[];
  'keyLog.choose': { readonly file: string; readonly name: string } | null;
  /** Payload bytes of one message, and to how many peers it went. */
  'message.send': {
    readonly bytes: number;
    readonly peers: number;
    /** The next value of each counter of the endpoint, for the preview. */
    readonly counters: Readonly<Record<string, number>>;
  };
  /** Null: the person cancelled. */
  'file.choose': ChosenFile | null;
  'file.send': { readonly job: number };
  'repeat.start': null;
  'repeat.stop': null;
  'repeat.stopAll': null;
  'ping.start': null;
  'ping.stop': null;
  'variables.set': null;
  'library.set': null;
  /** Null: the person cancelled. `name`: the file's, without its folder; `skipped`: entries that were none. */
  'library.import': {
    readonly name: string;
    readonly messages: readonly Omit<SavedMessage, 'id'>[];
    readonly skipped: number;
  } | null;
  'library.export': { readonly count: number } | null;
  'sequences.set': null;
  'sequence.run': null;
  'sequence.act': null;
  'job.cancel': null;
  'log.view': ViewState;
  'log.page': LogPage;
  'log.locate': RowPlace;
  /** Null: the capture has no rows. */
  'log.span': CaptureSpan | null;
  /** Null: the capture ends before it. */
  'log.rowAt': { readonly row: number | null };
  'log.timeline': Timeline;
  'log.find': Found;
  'log.findStop': null;
  /** As it is now. */
  'log.mark': { readonly marked: boolean };
  'log.unmarkAll': null;
  /** Fails with EMARKS_NONE, or EMARKS_HIDDEN when the view shows none. */
  'log.nextMark': { readonly row: number };
  'log.matches': { readonly rows: readonly number[] };
  'capture.bytes': { readonly bytes: Uint8Array; readonly total: number };
  'conversations.list': ConversationsPage;
  'stream.read': StreamWindow;
  'stream.messages': StreamMessages;
  /** The first bytes of a message, at most MAX_BYTES_PER_REQUEST, and how many it has. */
  'stream.message': { readonly bytes: Uint8Array; readonly total: number };
  /** Null: it stands nowhere in the conversation. ECANCELED: another search took its place. */
  'stream.find': StreamMatch | null;
  'stream.findStop': null;
  /** Null: the person cancelled. */
  'stream.save': { readonly job: number } | null;
  'timing.read': Timing;
  /** Null: there is none by now. */
  'timing.row': { readonly row: number | null };
  'compare.begin': Comparison;
  'compare.bytes': { readonly bytes: Uint8Array };
  'compare.end': null;
  'dissect.row': DecodedRow;
  /** All of them, by name. */
  'dissect.protocols': readonly DissectorName[];
  'decodeAs.set': null;
  'dissect.check': null;
  'dissect.complete': readonly DissectorName[];
  'dissect.source': { readonly bytes: Uint8Array; readonly total: number };
  'dissect.infos': readonly RowInfo[];
  'lua.list': LuaFiles;
  /** Null: the person cancelled. */
  'lua.choose': { readonly count: number } | null;
  'lua.add': null;
  'lua.sample': null;
  'lua.switch': null;
  'lua.remove': null;
  'lua.show': null;
  'chart.read': FieldChart;
  'capture.clear': null;
  'capture.undoClear': null;
  'capture.save': { readonly job: number } | null;
  'capture.open': { readonly job: number } | null;
  'capture.openInWireshark': { readonly job: number };
  /** Null: the person cancelled. */
  'capture.export': { readonly job: number } | null;
  'capture.live': null;
  'capture.resume': null;
  /** Newest first. */
  'leftover.list': readonly Leftover[];
  'leftover.open': { readonly job: number };
  /** Null: the person cancelled. */
  'leftover.save': { readonly job: number } | null;
  'leftover.discard': null;
  'clipboard.write': null;
}
