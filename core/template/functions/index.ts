import { checksumByName } from '../../checksum/catalogue';
import type { TemplateFunction } from '../arguments';
import { CLOCK_FUNCTIONS } from './clock';
import { COUNTER_FUNCTIONS } from './counters';
import { NUMBER_FUNCTIONS } from './numbers';
import { RANDOM_FUNCTIONS } from './randomness';
import { checksumFunction, SPAN_FUNCTIONS } from './spans';
import { TEXT_FUNCTIONS } from './texts';

/** Everything that can be called, in the order in which it is offered. */
export const FUNCTIONS: readonly TemplateFunction[] = [
  ...COUNTER_FUNCTIONS,
  ...CLOCK_FUNCTIONS,
  ...SPAN_FUNCTIONS,
  ...RANDOM_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
];

const BY_NAME = new Map(FUNCTIONS.map((one) => [one.name, one]));

/** A function by its name, or a checksum by any of its names. */
export const functionNamed = (name: string): TemplateFunction | undefined => {
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  const checksum = checksumByName(name);
  return checksum === undefined ? undefined : checksumFunction(checksum);
};
