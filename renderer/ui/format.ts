import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../core/contract/settings';

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const amount = (language: Language, unit: string, digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

/** Numbers, sizes, rates and times as the language writes them. */
export interface Formats {
  /** `12,408` */
  readonly count: (value: number) => string;
  /** `14 B`, `48.1 kB`, `3.2 MB`: powers of 1000, as the SI prefixes say. */
  readonly bytes: (bytes: number) => string;
  /** `100%`, `98.4%`; a share that is not whole is never shown as whole. */
  readonly percent: (share: number) => string;
  /** `412 kB/s` */
  readonly rate: (bytesPerSecond: number) => string;
  /** `1.5 s`, `250 ms` */
  readonly milliseconds: (ms: number) => string;
  /** A whole span as a clock: `00:04:12`, `3d 02:00:00`. */
  readonly span: (ms: number) => string;
  /** A date and a time of day: `22 Nov 2026, 15:45`. */
  readonly moment: (ms: number) => string;
  /** How long ago: `5s ago`, `12min ago`; below a second `now`. */
  readonly ago: (ms: number) => string;
  /** `0.31 ms`, `12 ms`: how late something was. */
  readonly lateMs: (ms: number) => string;
  /** `9.8/s` */
  readonly perSecond: (value: number) => string;
}

/** The unit in which a size has fewer than four digits before the point. */
const scaleBytes = (bytes: number): { readonly value: number; readonly power: number } => {
  let [value, power] = [bytes, 0];
  // 999.5 would be rounded to 1,000 of the smaller unit.
  while (power < BYTE_UNITS.length - 1 && value >= (power === 0 ? 1000 : 999.5)) {
    value /= 1000;
    power += 1;
  }
  return { value, power };
};

const two = (value: number): string => String(value).padStart(2, '0');

/** `00:04:12`; with days in front from 24 hours on. */
export const formatSpan = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const days = Math.floor(seconds / 86_400);
  const rest = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days}d ${rest}` : rest;
};

export const makeFormats = (language: Language): Formats => {
  const count = new Intl.NumberFormat(language);
  const rough = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const fine = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const whole = BYTE_UNITS.map((unit) => amount(language, unit, 0));
  const tenths = BYTE_UNITS.map((unit) => amount(language, unit, 1));
  const milliseconds = amount(language, 'millisecond', 0);
  const seconds = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  });
  const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(language, { style: 'narrow', numeric: 'auto' });
  const ago = (ms: number): string => {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    if (seconds < 60) return relative.format(-seconds, 'second');
    if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
    return relative.format(-Math.floor(seconds / 3600), 'hour');
  };
  const bytes = (value: number): string => {
    const scaled = scaleBytes(value);
    // English short form spells `byte` out; the symbol is what everyone reads.
    if (scaled.power === 0) return `${count.format(scaled.value)} B`;
    const formats = scaled.value >= 99.95 ? whole : tenths;
    return formats[scaled.power]?.format(scaled.value) ?? '';
  };
  return {
    count: (value) => count.format(value),
    bytes,
    percent: (share) => percent.format(share < 1 ? Math.min(share, 0.999) : 1),
    rate: (value) => `${bytes(value)}/s`,
    milliseconds: (ms) => (ms < 1000 ? milliseconds.format(ms) : seconds.format(ms / 1000)),
    lateMs: (ms) => `${ms < 10 ? fine.format(ms) : count.format(Math.round(ms))} ms`,
    span: formatSpan,
    moment: (ms) => moments.format(ms),
    ago,
    perSecond: (value) => `${value >= 100 ? count.format(Math.round(value)) : rough.format(value)}/s`,
  };
};

export const useFormats = (): Formats => {
  const { i18n } = useTranslation();
  return useMemo(() => makeFormats(i18n.language === 'zh-CN' ? 'zh-CN' : 'en'), [i18n.language]);
};
