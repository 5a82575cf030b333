const BILLION = 1_000_000_000n;

/** Nanoseconds since the epoch as ISO 8601 in UTC with all nine digits: `2024-05-06T07:08:09.123456789Z`. */
export const isoTime = (time: bigint): string => {
  const nanos = ((time % BILLION) + BILLION) % BILLION;
  const ms = Number((time - nanos) / 1_000_000n);
  const seconds = Number.isNaN(new Date(ms).getTime()) ? `${ms / 1000} s` : new Date(ms).toISOString();
  return seconds.replace(/\.000Z$/, `.${String(nanos).padStart(9, '0')}Z`);
};
