import { parseHost } from './host';
import { MAX_PORT } from './limits';
import { fail, ok, type Result } from './result';

/** A port as typed. 0 is allowed only where the system may pick (`allowZero`: binding). Fails with EINVAL_PORT. */
export const parsePort = (typed: string, allowZero: boolean): Result<number> => {
  const text = typed.trim();
  const port = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return port <= MAX_PORT && port >= (allowZero ? 0 : 1)
    ? ok(port)
    : fail({
        code: text === '0' ? 'EINVAL_PORT_ZERO' : 'EINVAL_PORT',
        ...(text !== '' && { params: { value: text } }),
      });
};

/**
 * A whole number as typed, within bounds; empty answers `fallback`. Fails with EINVAL_NUMBER, whose params name
 * the field (a key of `endpointOptions` in the window's words), the value and the bounds.
 */
export const parseWhole = (
  typed: string,
  field: string,
  bounds: { readonly min: number; readonly max: number },
  fallback: number,
): Result<number> => {
  const text = typed.trim();
  if (text === '') return ok(fallback);
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= bounds.min && value <= bounds.max
    ? ok(value)
    : fail({ code: 'EINVAL_NUMBER', params: { field, value: text, min: bounds.min, max: bounds.max } });
};

/** `host:port`, `[::1]:port`. Fails with EINVAL_ADDRESS, EINVAL_HOST… or EINVAL_PORT…. A name is not resolved here. */
export const parseHostPort = (typed: string): Result<{ readonly host: string; readonly port: number }> => {
  const text = typed.trim();
  const match = /^(?:\[([^\]]+)\]|([^:\s]+)):([^:\s]*)$/.exec(text);
  const typedHost = match?.[1] ?? match?.[2];
  if (match === null || typedHost === undefined)
    return fail({ code: 'EINVAL_ADDRESS', params: { value: text } });
  const host = parseHost(typedHost);
  if (!host.ok) return host;
  const port = parsePort(match[3] ?? '', false);
  return port.ok ? ok({ host: host.value, port: port.value }) : port;
};
