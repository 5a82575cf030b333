import type { Variable, Variables } from '../contract/variables';

/** A name that can be written after a dollar sign. */
export const isVariableName = (name: string): boolean => /^\w+$/.test(name);

/**
 * What templates see: the environment's values before those of the workspace; of two alike the first. A secret whose
 * value is not known here is no variable: nobody wants an empty password sent in its place.
 */
export const variableValues = ({ shared, environments, active }: Variables): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  const own: readonly Variable[] = environments[active]?.variables ?? [];
  for (const { name, value, secret } of [...own, ...shared]) {
    if (secret === true && value === '') continue;
    if (isVariableName(name) && !values.has(name)) values.set(name, value);
  }
  return values;
};
