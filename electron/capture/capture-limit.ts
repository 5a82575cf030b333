import type { CaptureLimit } from '../../core/contract/capture';

/**
 * A limited capture is a row of this many segments, and the oldest one goes whole: so between 15/16 of the limit and
 * all of it is kept by size, and by age all that is younger than the limit and nothing that is a sixteenth older.
 */
const SEGMENTS = 16;

export const NO_LIMIT: CaptureLimit = { bytes: null, ageMs: null };

/** A segment ends when its files have so many bytes. */
export const segmentBytes = ({ bytes }: CaptureLimit): number =>
  bytes === null ? Number.POSITIVE_INFINITY : Math.floor(bytes / SEGMENTS);

/** A segment ends after so many ms. */
export const segmentAge = ({ ageMs }: CaptureLimit): number =>
  ageMs === null ? Number.POSITIVE_INFINITY : ageMs / SEGMENTS;

const LONGEST_CHECK_MS = 60_000;

/** The age of segments is looked at this often, in ms; null: never. */
export const checkAgeEvery = ({ ageMs }: CaptureLimit): number | null =>
  ageMs === null ? null : Math.min(LONGEST_CHECK_MS, Math.max(1, ageMs / (2 * SEGMENTS)));
