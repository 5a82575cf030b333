/** Ns since the epoch within these are shown as a time; anything else is more likely not one. */
const EARLIEST = Date.UTC(1980, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

const BILLION = 1_000_000_000n;

/** ISO 8601 in UTC with `digits` of the fraction. Null outside of 1980 to 2099. */
const isoFromNanos = (nanos: bigint, digits: number): string | null => {
  const seconds = nanos / BILLION;
  const fraction = nanos % BILLION;
  if (nanos < 0n || seconds * 1000n < BigInt(EARLIEST) || seconds * 1000n >= BigInt(LATEST)) return null;
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  const rest = digits === 0 ? '' : `.${fraction.toString().padStart(9, '0').slice(0, digits)}`;
  return `${whole}${rest}Z`;
};

export const unixTime = (value: bigint, unit: 's' | 'ms' | 'us' | 'ns'): string | null => {
  const scale = { s: BILLION, ms: 1_000_000n, us: 1000n, ns: 1n }[unit];
  const digits = { s: 0, ms: 3, us: 6, ns: 9 }[unit];
  return isoFromNanos(value * scale, digits);
};

/** Seconds from 1900-01-01 to 1970-01-01. */
const NTP_OFFSET = 2_208_988_800n;

/** NTP timestamp format (RFC 5905, 6): 32 bits of seconds, 32 of fraction; from 2036 on the seconds begin again. */
export const ntpTime = (value: bigint): string | null => {
  const seconds = value >> 32n;
  const era = seconds >= 0x8000_0000n ? 0n : 0x1_0000_0000n;
  const nanos = ((value & 0xffff_ffffn) * BILLION) >> 32n;
  return isoFromNanos((seconds + era - NTP_OFFSET) * BILLION + nanos, 9);
};

/** Seconds from 1601-01-01 to 1970-01-01. */
const FILETIME_OFFSET = 11_644_473_600n;

/** Windows FILETIME: 100 ns since 1601. */
export const fileTime = (value: bigint): string | null =>
  isoFromNanos(value * 100n - FILETIME_OFFSET * BILLION, 7);

/** MS-DOS date (upper 16 bits) and time (lower), as in FAT and ZIP: local time, two-second steps, no zone. */
export const dosTime = (value: number): string | null => {
  const year = 1980 + (value >>> 25);
  const month = (value >>> 21) & 15;
  const day = (value >>> 16) & 31;
  const hour = (value >>> 11) & 31;
  const minute = (value >>> 5) & 63;
  const second = (value & 31) * 2;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > lastDay || hour > 23 || minute > 59 || second > 59)
    return null;
  const two = (part: number): string => String(part).padStart(2, '0');
  return year < 2100 ? `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}` : null;
};
