import type { LogRow } from '../../core/contract/log';

/** A row of the log, of which only the number matters. */
export const logRow = (number: number): LogRow => ({
  kind: 'data',
  row: number,
  seconds: 0,
  nanos: 0,
  delta: null,
  elapsed: 0,
  marked: false,
  local: '127.0.0.1:2',
  endpoint: 'TCP :8888',
  flow: 1,
  peer: '127.0.0.1:1',
  direction: 'in',
  transport: 'tcp',
  length: 1,
  preview: new Uint8Array(1),
});
