import { z } from 'zod';
import { defaultSettings } from './default-settings';
import { ENCODINGS } from './draft';
import { MOST_SERIES } from './field-chart';
import { framingSettingSchema } from './framing';
import { LEAST_CAPTURE_AGE_MS, LEAST_CAPTURE_BYTES, MOST_CAPTURE_AGE_MS, MOST_CAPTURE_BYTES } from './limits';
import {
  COLUMN_WIDTH,
  FIELD_NAME,
  type FieldColumn,
  isFieldColumn,
  LOG_COLUMNS,
  MOST_FIELDS,
} from './log-columns';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

const MAX_GROUPS = 50;
const few = (entries: object): boolean => Object.keys(entries).length <= MAX_GROUPS;

/** Pane sizes by group, in percent, as react-resizable-panels keeps them. */
const layoutSchema = z
  .record(
    z.string().max(60),
    z.record(z.string().max(60), z.number().min(0).max(100)).refine(few, 'too many panes'),
  )
  .refine(few, 'too many groups');

/** Where Wireshark's dissectors are at work: nowhere, in the inspector, or there and in the rows of the log. */
const DISSECTOR_USES = ['off', 'inspector', 'log'] as const;
export type DissectorUse = (typeof DISSECTOR_USES)[number];

/** A column of the log; without a width of its own it is as wide as it is at first. */
const columnSchema = z.strictObject({
  id: z.union([
    z.enum(LOG_COLUMNS),
    z.custom<FieldColumn>((id) => typeof id === 'string' && isFieldColumn(id)),
  ]),
  width: z.number().int().min(COLUMN_WIDTH.least).max(COLUMN_WIDTH.most).nullable(),
});
export type ColumnChoice = Readonly<z.infer<typeof columnSchema>>;

const eachOnce = (columns: readonly { readonly id: string }[]): boolean =>
  new Set(columns.map(({ id }) => id)).size === columns.length;

export const SIDES = ['off', 'messages', 'sequences'] as const;
export type Side = (typeof SIDES)[number];

export const settingsSchema = z.strictObject({
  theme: z.enum(THEMES),
  /** `system` follows the system's language; every Chinese becomes zh-CN, all else English. */
  language: z.enum(['system', ...LANGUAGES]),
  layout: layoutSchema,
  /** What the panel at the side shows. */
  side: z.enum(SIDES),
  /** Panes that are folded, by region name, and the log's `timeline`. */
  folded: z.array(z.string().max(60)).max(20),
  /** Which tab is in front, by role. */
  activeServer: z.string().max(64),
  activeClient: z.string().max(64),
  /** What the timeline's bars count. */
  timelineMeasure: z.enum(['messages', 'bytes']),
  inspectorTab: z.enum(['decode', 'bytes', 'text', 'stream', 'timing']),
  dissectors: z.enum(DISSECTOR_USES),
  textEncoding: z.enum(ENCODINGS),
  streamView: z.enum(['text', 'hex', 'both']),
  /** The framing through which conversations are looked at: none, their endpoint's, or one for looking alone. */
  streamLens: z.strictObject({ choice: z.enum(['off', 'endpoint', 'own']), own: framingSettingSchema }),
  /** The log's columns from left to right, always with `info`; empty: those that are there at first. */
  logColumns: z
    .array(columnSchema)
    .max(LOG_COLUMNS.length + MOST_FIELDS)
    .refine(eachOnce, 'a column twice')
    .refine((columns) => columns.length === 0 || columns.some(({ id }) => id === 'info'), 'no info'),
  /** Fields that are drawn over time, by name. */
  chartFields: z.array(z.string().regex(FIELD_NAME)).max(MOST_SERIES),
  filter: z.strictObject({
    query: z.string().max(10_000),
    in: z.boolean(),
    out: z.boolean(),
    events: z.boolean(),
  }),
  /** What is kept of a recording; null: all of it. Bytes on disk, and ms. */
  captureLimit: z.strictObject({
    bytes: z.number().int().min(LEAST_CAPTURE_BYTES).max(MOST_CAPTURE_BYTES).nullable(),
    ageMs: z.number().int().min(LEAST_CAPTURE_AGE_MS).max(MOST_CAPTURE_AGE_MS).nullable(),
  }),
  /** Filters used before, newest first. */
  filterHistory: z.array(z.string().max(10_000)).max(50),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What was a setting once and is kept elsewhere now. */
const gone = new Set(['decodeAs']);

/** The settings as an earlier version may have kept them: what it did not know yet is as it is at first. */
export const keptSettingsSchema = z.preprocess(
  (kept) =>
    typeof kept === 'object' && kept !== null && !Array.isArray(kept)
      ? {
          ...defaultSettings(),
          ...Object.fromEntries(Object.entries(kept).filter(([name]) => !gone.has(name))),
        }
      : kept,
  settingsSchema,
);
