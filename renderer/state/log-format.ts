import type { Language } from '../../core/contract/settings';

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** `2026-11-22` in local time. */
export const formatDay = (seconds: number): string => {
  const at = new Date(seconds * 1000);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1, 2)}-${pad(at.getDate(), 2)}`;
};

/** `12:04:31` in local time. */
export const formatClock = (seconds: number): string => {
  const at = new Date(seconds * 1000);
  return `${pad(at.getHours(), 2)}:${pad(at.getMinutes(), 2)}:${pad(at.getSeconds(), 2)}`;
};

/** `118`: the microseconds behind the millisecond, cut and not rounded, so that order is never turned. */
export const formatMicros = (nanos: number): string => pad(Math.floor(nanos / 1000) % 1000, 3);

/** A span in ns in seconds, to the microsecond: `+90.512345`. It can be typed into “Go to” as it is. */
export const formatElapsed = (nanos: number): string => {
  const size = Math.abs(nanos);
  const micros = Math.floor(size / 1000);
  return `${nanos < 0 ? '−' : '+'}${Math.floor(micros / 1e6)}.${pad(micros % 1e6, 6)}`;
};

/** `2026-11-22 12:04:31.402118007`: all that is known, for the inspector and for copying. */
export const formatFullTime = (seconds: number, nanos: number): string =>
  `${formatDay(seconds)} ${formatClock(seconds)}.${pad(nanos, 9)}`;

const UNITS = [
  ['ns', 1],
  ['µs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
] as const;

/**
 * A span in ns as a person compares it: `+412 µs`, `+1.3 ms`, `+99.8 ms`, `+2:05 min`, `+1:02:05 h`. Three digits
 * at most below a minute. A clock that was set back gives a negative one.
 */
export const makeDeltaFormat = (language: Language): ((nanos: number) => string) => {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (nanos) => {
    const sign = nanos < 0 ? '−' : '+';
    const size = Math.abs(nanos);
    const seconds = Math.round(size / 1e9);
    if (seconds >= 3600) {
      const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      return `${sign}${whole.format(h)}:${pad(m, 2)}:${pad(s, 2)} h`;
    }
    if (seconds >= 60) return `${sign}${Math.floor(seconds / 60)}:${pad(seconds % 60, 2)} min`;
    for (const [unit, scale] of UNITS) {
      const value = size / scale;
      // 999.6 would read 1,000 of the smaller unit.
      if (unit !== 's' && value >= 999.5) continue;
      return `${sign}${(value < 99.95 ? tenths : whole).format(value)} ${unit}`;
    }
    return '';
  };
};
