const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * `next` with everything that is as it was before taken from there: what crosses the bridge is a new object each time,
 * and a component that shows a part of it shall be drawn anew only when that part has changed.
 */
export const keepSame = <T>(before: T, next: T): T => {
  if (Array.isArray(before) && Array.isArray(next)) {
    const kept = next.map((value, at) => keepSame<unknown>(before[at], value));
    const same = kept.length === before.length && kept.every((value, at) => Object.is(before[at], value));
    return same ? before : (kept as T);
  }
  if (Object.is(before, next) || !isPlain(before) || !isPlain(next))
    return Object.is(before, next) ? before : next;
  const entries = Object.entries(next).map(([key, value]) => [key, keepSame(before[key], value)] as const);
  const same =
    entries.length === Object.keys(before).length &&
    entries.every(([key, value]) => Object.is(before[key], value));
  return same ? before : (Object.fromEntries(entries) as T);
};
