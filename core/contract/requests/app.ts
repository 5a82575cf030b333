import { z } from 'zod';
import type { LocalInterface } from '../address';
import { type Settings, settingsSchema } from '../settings';
import type { Snapshot } from '../snapshot';
import { count, nothing } from './fields';

/** The window as a whole: how it starts, its settings, long work, the clipboard. */
export const appRequests = {
  'app.snapshot': nothing,
  'app.interfaces': nothing,
  /** What was typed last is handed over; see the event `gather`. */
  'app.gathered': nothing,
  /** What does not change is left out: a settings file that lacks a field would be refused as damaged. */
  'settings.update': settingsSchema
    .partial()
    .refine((change) => Object.values(change).every((value) => value !== undefined), 'undefined'),
  'job.cancel': z.strictObject({ job: count }),
  'clipboard.write': z.strictObject({ text: z.string().max(256 * 1024 * 1024) }),
} as const;

export interface AppAnswers {
  'app.snapshot': Snapshot;
  'app.interfaces': readonly LocalInterface[];
  'app.gathered': null;
  'settings.update': Settings;
  'job.cancel': null;
  'clipboard.write': null;
}
