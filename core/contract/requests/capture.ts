import { z } from 'zod';
import type { Leftover } from '../capture';
import { MAX_BYTES_PER_REQUEST } from '../limits';
import { count, nothing } from './fields';

/** As in `leftover.list`; never a path. */
const leftoverId = z.string().min(1).max(64);
const MAX_LEFTOVERS = 100_000;

/** The capture as a whole, its files, and what earlier runs left behind. */
export const captureRequests = {
  'capture.bytes': z.strictObject({ row: count, offset: count, length: count.max(MAX_BYTES_PER_REQUEST) }),
  'capture.clear': nothing,
  'capture.undoClear': nothing,
  'capture.save': nothing,
  'capture.open': nothing,
  /** Starts Wireshark, where a person has installed it, with the shown capture. */
  'capture.openInWireshark': nothing,
  'capture.live': nothing,
  'capture.resume': nothing,
  'leftover.list': nothing,
  'leftover.open': z.strictObject({ id: leftoverId }),
  'leftover.save': z.strictObject({ id: leftoverId }),
  'leftover.discard': z.strictObject({ ids: z.array(leftoverId).max(MAX_LEFTOVERS) }),
} as const;

export interface CaptureAnswers {
  'capture.bytes': { readonly bytes: Uint8Array; readonly total: number };
  'capture.clear': null;
  'capture.undoClear': null;
  'capture.save': { readonly job: number } | null;
  'capture.open': { readonly job: number } | null;
  'capture.openInWireshark': { readonly job: number };
  'capture.live': null;
  'capture.resume': null;
  /** Newest first. */
  'leftover.list': readonly Leftover[];
  'leftover.open': { readonly job: number };
  /** Null: the person cancelled. */
  'leftover.save': { readonly job: number } | null;
  'leftover.discard': null;
}
