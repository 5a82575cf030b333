import type { CaptureSpan, Moment } from '../contract/log';
import { readInstant } from '../filter/instant';
import type { Read } from '../payload/fault';
import type { GoToCode } from './codes';

/** A place in the log as a person names it. */
export type GoTo =
  /** As shown, from 1. */
  | { readonly by: 'row'; readonly row: number }
  /** After the capture's first row. */
  | { readonly by: 'elapsed'; readonly nanos: bigint }
  /** A time of day, in ns since midnight; the day is the capture's own. */
  | { readonly by: 'clock'; readonly nanos: bigint }
  | { readonly by: 'moment'; readonly moment: Moment };

const SECOND = 1_000_000_000n;

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: SECOND,
  min: 60n * SECOND,
  h: 3_600n * SECOND,
};

const ROW = /^(?:#|row\b|第)?\s*(\d{1,3}(?:,\d{3})+|\d{1,15})\s*行?$/i;
/** `+90.5`, `90.5 s`, `+1.3 ms`: a plus sign, a unit, or both. */
const SPAN = /^(\+?)\s*(\d{1,12})(?:\.(\d{1,9}))?\s*([a-zµμ]*)$/i;
/** `+2:05`, `+1:02:05.5`, with the unit that the log shows behind it. */
const SPAN_CLOCK = /^\+\s*(?:(\d{1,6}):)?(\d{1,6}):(\d{2})(?:\.(\d{1,9}))?\s*(?:min|h)?$/i;
/** `12:04`, `12:04:31`, `12:04:31.402 118`. */
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d[\d ]*))?)?$/;
const DATE = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:\s+|T)(\d{1,2})(?=:))?(.*)$/i;

const bigOf = ({ seconds, nanos }: Moment): bigint => BigInt(seconds) * SECOND + BigInt(nanos);

const ofBig = (time: bigint): Moment => {
  const nanos = ((time % SECOND) + SECOND) % SECOND;
  return { seconds: Number((time - nanos) / SECOND), nanos: Number(nanos) };
};

/** `402` of a fraction is 402,000,000 ns. */
const fractionOf = (digits: string | undefined): bigint => BigInt((digits ?? '').padEnd(9, '0') || 0);

const spanOf = (text: string): bigint | null => {
  const clock = SPAN_CLOCK.exec(text);
  if (clock !== null) {
    const [, hours = '0', minutes = '0', seconds = '0', fraction] = clock;
    const whole = BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds);
    return whole * SECOND + fractionOf(fraction);
  }
  const span = SPAN.exec(text);
  if (span === null) return null;
  const [, plus, whole = '0', fraction, written = ''] = span;
  if (plus === '' && written === '') return null;
  const unit = written === '' ? SECOND : UNITS[written.toLowerCase()];
  return unit === undefined ? null : BigInt(whole) * unit + (fractionOf(fraction) * unit) / SECOND;
};

/** ns since midnight; null for no time at all, 'wrong' for one that no day has. */
const clockOf = (text: string): bigint | 'wrong' | null => {
  const match = CLOCK.exec(text);
  if (match === null) return null;
  const [, hours = '', minutes = '', seconds = '0', written = ''] = match;
  const fraction = written.replaceAll(' ', '');
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59 || fraction.length > 9)
    return 'wrong';
  const whole = BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds);
  return whole * SECOND + fractionOf(fraction);
};

/** The moment at which a day's clock shows `nanos` since midnight, in local time. */
const onDay = (year: number, month: number, day: number, nanos: bigint): Moment => {
  const seconds = Number(nanos / SECOND);
  const at = new Date(
    year,
    month,
    day,
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  );
  return { seconds: Math.floor(at.getTime() / 1000), nanos: Number(nanos % SECOND) };
};

/** A moment with its date, as the filter's `frame.time` reads it, and in the forms in which the log and others write it. */
const momentOf = (text: string): Moment | GoToCode | null => {
  const match = DATE.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour = '', rest = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (readInstant(date) === null) return 'EGOTO_DATE';
  const clock = hour === '' ? '' : ` ${hour.padStart(2, '0')}`;
  // The log parts microseconds from milliseconds by a space.
  const nanos = readInstant(`${date}${clock}${rest.replace(/(\.\d+) (?=\d)/, '$1')}`);
  return nanos === null ? 'EGOTO_CLOCK' : ofBig(nanos);
};

/**
 * Reads a row number (`1234`, `12,408`, `#7`), a time of day (`12:04:31.402`), a date with or without a time
 * (`2026-11-22 12:04`, local unless it ends in `Z` or `+01:00`), or a span since the first row (`+90.5`, `90.5 s`,
 * `+1.3 ms`, `+2:05`). Full-width forms, as Chinese keyboards write them, read the same.
 */
export const parseGoTo = (typed: string): Read<{ readonly target: GoTo }, GoToCode> => {
  const text = typed.normalize('NFKC').trim();
  const wrong = (code: GoToCode) =>
    ({ ok: false, error: { code, at: 0, length: typed.length, params: { found: text } } }) as const;
  const row = ROW.exec(text)?.[1]?.replaceAll(',', '');
  if (row !== undefined) {
    return Number(row) === 0 ? wrong('EGOTO_ROW') : { ok: true, target: { by: 'row', row: Number(row) } };
  }
  const span = spanOf(text);
  if (span !== null) return { ok: true, target: { by: 'elapsed', nanos: span } };
  const clock = clockOf(text);
  if (clock !== null) {
    return clock === 'wrong' ? wrong('EGOTO_CLOCK') : { ok: true, target: { by: 'clock', nanos: clock } };
  }
  const moment = momentOf(text);
  if (moment === null) return wrong('EGOTO_FORM');
  return typeof moment === 'string' ? wrong(moment) : { ok: true, target: { by: 'moment', moment } };
};

/** Below, 0 or above. */
export const compareMoments = (a: Moment, b: Moment): number => a.seconds - b.seconds || a.nanos - b.nanos;

/**
 * The moment that a target means in a capture. A time of day is taken on the first
 * of the capture's days on which it lies within the capture; where it lies within none, on the first day.
 */
export const resolveGoTo = (
  target: Exclude<GoTo, { by: 'row' }>,
  { origin, first, last }: CaptureSpan,
): Moment => {
  if (target.by === 'moment') return target.moment;
  if (target.by === 'elapsed') return ofBig(bigOf(origin) + target.nanos);
  const begin = new Date(first.seconds * 1000);
  const on = (day: number): Moment =>
    onDay(begin.getFullYear(), begin.getMonth(), begin.getDate() + day, target.nanos);
  // The next midnight is at most one day on, so only the first day or the one after can be the first to hold it.
  const candidates = [on(0), on(1)];
  const within = candidates.find(
    (moment) => compareMoments(moment, first) >= 0 && compareMoments(moment, last) <= 0,
  );
  return within ?? on(0);
};
