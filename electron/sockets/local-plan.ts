import { homedir } from 'node:os';
import type { EndpointConfig } from '../../core/contract/endpoint';
import { type LocalPath, parseFileMode, parseLocalPath } from '../../core/contract/local-path';
import { fail, ok, type Result } from '../../core/contract/result';

/** Where a local socket is, checked. */
export interface LocalPlan {
  readonly kind: LocalPath['kind'];
  /** As shown, with the home folder written out. */
  readonly path: string;
  /** What Node calls it: an abstract name begins with a 0. */
  readonly name: string;
  /** Rights of the socket file; null: the system's. */
  readonly mode: number | null;
}

/**
 * Node 20 fills an abstract name up with zeros to 108 bytes, and other programs take those for a part of the name
 * (libuv before `uv_pipe_bind2`; mended in Node 21).
 */
const FIRST_WITH_ABSTRACT = 21;
export const hasAbstractNames = (version = process.versions.node): boolean =>
  Number.parseInt(version, 10) >= FIRST_WITH_ABSTRACT;

/** Fails with EINVAL_PATH…, EINVAL_MODE, or ELOCAL_ABSTRACT where the runtime cannot. */
export const localPlanOf = ({
  role,
  path,
  options,
}: Pick<EndpointConfig, 'role' | 'path' | 'options'>): Result<LocalPlan> => {
  const { platform } = process;
  const typed = parseLocalPath(path, platform);
  if (!typed.ok) return typed;
  const written = typed.value.text.replace(/^~(?=\/)/, homedir());
  const place = parseLocalPath(written, platform);
  if (!place.ok) return place;
  const { kind, text } = place.value;
  if (kind === 'abstract' && !hasAbstractNames()) {
    return fail({ code: 'ELOCAL_ABSTRACT', params: { version: process.versions.node } });
  }
  const mode = role === 'server' && kind === 'file' ? parseFileMode(options.socketMode) : ok(null);
  if (!mode.ok) return mode;
  return ok({ kind, path: text, name: kind === 'abstract' ? `\0${text.slice(1)}` : text, mode: mode.value });
};
