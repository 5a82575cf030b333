import { z } from 'zod';
import { MAX_DRAFT_CHARACTERS, MAX_HISTORY } from './limits';
import { ENCODINGS, LINE_ENDINGS } from './text';

// In a file of its own, so that the window can offer them without loading the validators.
export { ENCODINGS, type Encoding, LINE_ENDINGS, type LineEnding } from './text';

const characters = z.string().max(MAX_DRAFT_CHARACTERS);

const textDraftSchema = z.strictObject({
  format: z.literal('text'),
  text: characters,
  encoding: z.enum(ENCODINGS),
  lineEnding: z.enum(LINE_ENDINGS),
  /** Raw text is sent as typed: a backslash is a backslash. Otherwise escapes are read. */
  raw: z.boolean(),
});

const hexDraftSchema = z.strictObject({ format: z.literal('hex'), hex: characters });

/** A message as a person wrote it; `core/payload` turns it into bytes. */
export const draftSchema = z.discriminatedUnion('format', [textDraftSchema, hexDraftSchema]);
export type TextDraft = Readonly<z.infer<typeof textDraftSchema>>;
export type HexDraft = Readonly<z.infer<typeof hexDraftSchema>>;
export type Draft = TextDraft | HexDraft;

export const FORMATS = ['text', 'hex', 'file'] as const;
export type Format = (typeof FORMATS)[number];

/** The composer of an endpoint: both drafts are kept, so that switching the format loses nothing. */
export const composerSchema = z.strictObject({
  format: z.enum(FORMATS),
  text: characters,
  hex: characters,
  encoding: z.enum(ENCODINGS),
  lineEnding: z.enum(LINE_ENDINGS),
  raw: z.boolean(),
  /** For UDP: where to, as typed (`host:port`); empty means every known peer or the fixed remote. */
  sendTo: z.string().max(300),
  /** Milliseconds between repeats, as typed (1 to 86,400,000). */
  repeatEvery: z.string().max(20),
  /** How many times, as typed; empty means until stopped. */
  repeatCount: z.string().max(20),
  /** For how many seconds, as typed; empty means no limit. */
  repeatFor: z.string().max(20).default(''),
  /** Bytes per datagram when a file is sent over UDP, as typed (1 to 65,507). */
  datagramSize: z.string().max(20),
  /** Bytes per chunk when a file is sent over a stream, and ms from one chunk or datagram to the next, as typed. */
  chunkSize: z.string().max(20).default(''),
  pace: z.string().max(20).default(''),
  history: z.array(draftSchema).max(MAX_HISTORY),
});
export type Composer = z.infer<typeof composerSchema>;

export const newComposer = (): Composer => ({
  format: 'text',
  text: '',
  hex: '',
  encoding: 'utf-8',
  lineEnding: 'none',
  raw: false,
  sendTo: '',
  repeatEvery: '1000',
  repeatCount: '',
  repeatFor: '',
  datagramSize: '1024',
  chunkSize: '',
  pace: '',
  history: [],
});
