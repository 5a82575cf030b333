/** Date, optionally a time of up to nanoseconds behind it, optionally `Z` or a distance from UTC. */
const SHAPE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(?:\s?(Z|[+-]\d\d:?\d\d))?$/i;

/** What 64 bits of nanoseconds since 1970 reach, in whole years. */
const FIRST_YEAR = 1678;
const LAST_YEAR = 2261;

const isDate = (year: number, month: number, day: number): boolean =>
  year >= FIRST_YEAR &&
  year <= LAST_YEAR &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Minutes that `+08:00` or `-0330` is ahead of UTC. */
const minutesAhead = (zone: string): number => {
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

/**
 * A point in time as Wireshark's `frame.time` takes it, in nanoseconds since the epoch: `2026-11-22 12:04:31.402118`
 * in local time, or with `Z` or `+08:00` behind it (ISO 8601). What is left out is 0. Null when it is none.
 */
export const readInstant = (text: string): bigint | null => {
  const match = SHAPE.exec(text.trim());
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return null;
  const zone = match[8];
  const milliseconds =
    zone === undefined
      ? new Date(year, month - 1, day, hour, minute, second).getTime()
      : Date.UTC(year, month - 1, day, hour, minute - (/^z$/i.test(zone) ? 0 : minutesAhead(zone)), second);
  return BigInt(milliseconds) * 1_000_000n + BigInt((match[7] ?? '').padEnd(9, '0'));
};
