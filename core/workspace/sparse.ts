import type { Fields, RecordShape, Shape } from './shape';

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whatever the order of their fields. */
const same = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, at) => same(item, other[at]));
  }
  if (!isFields(one) || !isFields(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name]))
  );
};

const fillPart = (value: unknown, shape: Shape, newId: () => string): unknown => {
  if (shape.kind === 'record')
    return value === undefined ? fill({}, shape, newId) : fill(value, shape, newId);
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map((item) => fill(item, shape.each, newId)) : value;
};

/** The whole of what was written without what is as it is at first. What has another shape stays as it is. */
export const fill = (value: unknown, shape: RecordShape, newId: () => string): unknown => {
  if (!isFields(value)) return value;
  const filled: Record<string, unknown> = { ...shape.blank(value), ...value };
  for (const [name, part] of Object.entries(shape.parts(value)))
    filled[name] = fillPart(value[name], part, newId);
  if (shape.first.includes('id') && filled.id === undefined) filled.id = newId();
  return filled;
};

const noId = (): string => '';

const sparsePart = (value: unknown, shape: Shape): unknown => {
  if (shape.kind === 'record') return isFields(value) ? sparse(value, shape) : value;
  return Array.isArray(value)
    ? value.map((item: unknown) => (isFields(item) ? sparse(item, shape.each) : item))
    : value;
};

/** What has to be written for `fill` to answer with the same, in an order that does not depend on its history. */
export const sparse = (item: Fields, shape: RecordShape): Fields => {
  const blank = shape.blank(item);
  const parts = shape.parts(item);
  const others = Object.keys(item).sort();
  const names = new Set([...shape.first, ...Object.keys(blank), ...Object.keys(parts), ...others]);
  const written: Record<string, unknown> = {};
  for (const name of names) {
    const value = item[name];
    const part = parts[name];
    if (value === undefined) continue;
    const left = part === undefined ? blank[name] : fillPart(undefined, part, noId);
    if (!shape.first.includes(name) && same(value, left)) continue;
    written[name] = part === undefined ? value : sparsePart(value, part);
  }
  return written;
};
