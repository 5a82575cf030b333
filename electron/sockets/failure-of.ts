import { constants } from 'node:os';
import type { Failure, Params } from '../../core/contract/failure';

/** Node numbers its resolver's errors from 3000 on (`UV_EAI_…`): no system knows these. */
const FIRST_RUNTIME_ERRNO = 3000;

const textOf = (value: unknown, key: string): string | undefined => {
  if (typeof value !== 'object' || value === null || !(key in value)) return undefined;
  const text: unknown = Reflect.get(value, key);
  return typeof text === 'string' && text !== '' ? text : undefined;
};

const numberOf = (value: unknown, key: string): number | undefined => {
  if (typeof value !== 'object' || value === null || !(key in value)) return undefined;
  const number: unknown = Reflect.get(value, key);
  return typeof number === 'number' ? number : undefined;
};

/** The system's positive number for a name such as `ETIMEDOUT`, where it has one. */
export const errnoOf = (code: string): number | undefined => numberOf(constants.errno, code);

/**
 * A name that resolves to several addresses fails with one error for each (happy eyeballs, RFC 8305). A peer that
 * refused says more than an address that cannot be reached from here.
 */
const tellingOne = (error: AggregateError): unknown =>
  error.errors.find((one) => textOf(one, 'code') === 'ECONNREFUSED') ?? error.errors[0] ?? error;

/** An error of Node as a value; `params` fill its sentence. */
export const failureOf = (error: unknown, params?: Params): Failure => {
  const one = error instanceof AggregateError ? tellingOne(error) : error;
  const code = textOf(one, 'code') ?? 'EUNKNOWN';
  const reported = numberOf(one, 'errno');
  const positive = reported === undefined ? undefined : Math.abs(reported);
  const errno = positive === undefined || positive >= FIRST_RUNTIME_ERRNO ? errnoOf(code) : positive;
  const syscall = textOf(one, 'syscall');
  const detail =
    error instanceof AggregateError
      ? error.errors.map((each) => textOf(each, 'message') ?? String(each)).join('; ')
      : (textOf(one, 'message') ?? String(one));
  return {
    code,
    ...(errno === undefined ? {} : { errno }),
    ...(syscall === undefined ? {} : { syscall }),
    ...(params === undefined ? {} : { params }),
    detail,
  };
};

/** What a happening's row carries of the failure behind it. */
export const failureParams = (failure: Failure): Params => ({
  ...failure.params,
  code: failure.code,
  ...(failure.errno === undefined ? {} : { errno: failure.errno }),
  ...(failure.syscall === undefined ? {} : { syscall: failure.syscall }),
  ...(failure.detail === undefined ? {} : { detail: failure.detail }),
});
