import { readAddress } from './ip-address';
import { MAX_PORT } from './limits';
import { fail, ok, type Result } from './result';

/** A host as typed, without spaces around it or the brackets of a URL. */
export const bareHost = (typed: string): string => {
  const text = typed.trim();
  return /^\[(.*)\]$/.exec(text)?.[1] ?? text;
};

/**
 * Nobody means a name by this: a last label of digits makes it an IPv4 address (WHATWG URL, "ends in a number").
 * The system would take `1.2.3` for 1.2.0.3, and look up 256.1.1.1 as a name.
 */
const ENDS_IN_NUMBER = /(?:^|\.)\d+\.?$/;

const URL_PARTS = /^[a-z][a-z\d+.-]*:\/\/(?:[^@/?#\s]*@)?(\[[^\]\s]+\]|[^:/?#\s]+)(?::(\d+))?(?:[/?#]|$)/i;
const HOST_AND_PORT = /^(\[[^\]\s]+\]|[^:[\]/\\\s]+):(\d{1,5})$/;
const NOT_IN_NAMES = /[\s:/\\[\]?#@\p{Cc}]/u;

/**
 * The name or address that an address field holds, without brackets. A name is not looked up here. Fails with
 * EINVAL_HOST_EMPTY, EINVAL_HOST_URL, EINVAL_HOST_PORT (`127.0.0.1:80`), EINVAL_HOST_IPV4, EINVAL_HOST_IPV6 or
 * EINVAL_HOST; `params.value` is what was typed, `host` and `port` what belongs into the fields.
 */
export const parseHost = (typed: string): Result<string> => {
  const value = typed.trim();
  const host = bareHost(value);
  if (host === '') return fail({ code: 'EINVAL_HOST_EMPTY' });
  if (readAddress(host) !== null) return ok(host);

  const url = URL_PARTS.exec(value);
  if (url?.[1] !== undefined) {
    const port = url[2];
    const params = { value, host: bareHost(url[1]) };
    return fail({ code: 'EINVAL_HOST_URL', params: port === undefined ? params : { ...params, port } });
  }
  const [, before, port] = HOST_AND_PORT.exec(value) ?? [];
  if (before !== undefined && port !== undefined && Number(port) <= MAX_PORT && parseHost(before).ok) {
    return fail({ code: 'EINVAL_HOST_PORT', params: { value, host: bareHost(before), port } });
  }
  if (/^\[?[\da-f:.]*:[\da-f:.]*(?:%\S*)?\]?$/i.test(value)) {
    return fail({ code: 'EINVAL_HOST_IPV6', params: { value } });
  }
  if (NOT_IN_NAMES.test(host)) return fail({ code: 'EINVAL_HOST', params: { value } });
  if (ENDS_IN_NUMBER.test(host)) return fail({ code: 'EINVAL_HOST_IPV4', params: { value } });
  return ok(host);
};
