import type { Language } from '../../../core/contract/settings';
import { formatDay } from '../../state/log-format';

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Distances between two marks, in µs. */
const STEPS: readonly number[] = [
  ...[1, 10, 100, 1000, 10_000, 100_000].flatMap((n) => [n, 2 * n, 5 * n]),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 30, 100, 365].map((n) => n * DAY),
];

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** Decimal places of the second in which times so far apart differ. */
const digitsFor = (micros: number): number => {
  if (micros >= SECOND) return 0;
  return Math.min(6, Math.ceil(Math.log10(SECOND / micros) - 1e-9));
};

/** `12:04:31.4` in local time: as exact as times `step` µs apart need, `12:04` where they are minutes apart. */
export const formatClock = (micros: number, step: number): string => {
  const seconds = Math.floor(micros / SECOND);
  const at = new Date(seconds * 1000);
  const minutes = `${pad(at.getHours(), 2)}:${pad(at.getMinutes(), 2)}`;
  if (step >= MINUTE) return minutes;
  const digits = digitsFor(step);
  const fraction = digits === 0 ? '' : `.${pad(micros - seconds * SECOND, 6).slice(0, digits)}`;
  return `${minutes}:${pad(at.getSeconds(), 2)}${fraction}`;
};

/** The day of a time, in local time. */
export const dayOf = (micros: number): string => formatDay(Math.floor(micros / SECOND));

export interface TimeMark {
  readonly micros: number;
  readonly label: string;
}

/**
 * Round times of a span, at least `least` µs apart, in local time. The first of another day than `today` has its
 * date in front.
 */
export const timeMarks = (
  from: number,
  to: number,
  least: number,
  today: string,
  language: Language,
): readonly TimeMark[] => {
  const step = STEPS.find((one) => one >= least) ?? least;
  const date = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
  const ahead = -new Date(from / 1000).getTimezoneOffset() * MINUTE;
  const marks: TimeMark[] = [];
  let day = today;
  for (let micros = Math.ceil((from + ahead) / step) * step - ahead; micros < to; micros += step) {
    const clock = formatClock(micros, step);
    const dayNow = dayOf(micros);
    const named = dayNow === day ? '' : date.format(micros / 1000);
    marks.push({ micros, label: step >= DAY ? date.format(micros / 1000) : `${named} ${clock}`.trim() });
    day = dayNow;
  }
  return marks;
};
