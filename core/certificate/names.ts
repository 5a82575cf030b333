import { fail, ok, type Result } from '../contract/result';

/** Letters, digits and hyphens in parts of 1 to 63, the first of which may be a star (RFC 5890, RFC 6125). */
const HOST = /^(\*\.)?([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const IPV6 = /^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*$/i;

const MOST_NAMES = 50;

/**
 * Host names and addresses that a certificate is for, as typed, with commas or spaces between them. Fails with
 * EINVAL_NAMES, whose params name the wrong one.
 */
export const parseNames = (typed: string): Result<readonly string[]> => {
  const names = [...new Set(typed.split(/[\s,;]+/).filter((name) => name !== ''))];
  const wrong = names.find((name) => {
    const address = /^[\d.]+$/.test(name) ? IPV4 : name.includes(':') ? IPV6 : null;
    return address === null ? !HOST.test(name) || name.length > 253 : !address.test(name);
  });
  if (wrong !== undefined || names.length === 0) {
    return fail({ code: 'EINVAL_NAMES', params: { value: wrong ?? typed.trim() } });
  }
  return ok(names.slice(0, MOST_NAMES));
};
