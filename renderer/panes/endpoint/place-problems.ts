import type { EndpointConfig } from '../../../core/contract/endpoint';
import type { Failure } from '../../../core/contract/failure';
import { parseHost } from '../../../core/contract/host';
import { parseLocalPath } from '../../../core/contract/local-path';
import { parsePort } from '../../../core/contract/parse';
import type { Result } from '../../../core/contract/result';

/** The fields that say where an endpoint is: address and port, or the path of a local socket. */
export type Place = Pick<EndpointConfig, 'role' | 'protocol' | 'address' | 'port' | 'path'>;

export interface PlaceProblems {
  readonly address: Failure | null;
  readonly port: Failure | null;
  readonly path: Failure | null;
}

const failureOf = (result: Result<unknown>): Failure | null => (result.ok ? null : result.failure);

/** What is wrong with where an endpoint is. `typing`: in the long field, which is half of something until it is whole. */
export const placeProblems = (
  { role, protocol, address, port, path }: Place,
  platform: string,
  typing: boolean,
): PlaceProblems => {
  const unless = (half: string, result: Result<unknown>): Failure | null =>
    typing && half.trim() !== '' ? null : failureOf(result);
  return protocol === 'local'
    ? { address: null, port: null, path: unless(path, parseLocalPath(path, platform)) }
    : {
        address: unless(address, parseHost(address)),
        port: failureOf(parsePort(port, role === 'server')),
        path: null,
      };
};
