import type { Failure } from '../../core/contract/failure';
import type { EndpointTag, Happening } from '../../core/contract/happening';

/** What the capture tells of itself belongs to no connection. */
const ours = { flow: 0, peer: '' } as const;

/** Messages that are not in the capture, and who lost them. */
export const droppedMessages = (
  endpoint: EndpointTag,
  messages: number,
  by: 'system' | 'porthole',
): Happening => ({
  ...ours,
  kind: 'dropped',
  severity: 'warning',
  endpoint,
  params: { messages, [by]: messages },
});

/** The folder's name stays out of a file that people pass on. */
export const recordingPaused = ({ code, errno, params = {} }: Failure): Happening => {
  const { folder: _folder, ...shown } = params;
  return {
    ...ours,
    kind: 'recordingPaused',
    severity: 'error',
    endpoint: null,
    params: { ...shown, code, ...(errno === undefined ? {} : { errno }) },
  };
};

/** What was not recorded while recording was paused. */
export interface Missed {
  messages: number;
  bytes: number;
  events: number;
}

export const recordingResumed = (missed: Missed): Happening => ({
  ...ours,
  kind: 'recordingResumed',
  severity: 'warning',
  endpoint: null,
  params: { ...missed },
});

/** What the limit has taken away: rows, bytes of files, and the limit in bytes or ms. */
export const removedByLimit = (
  gone: { readonly rows: number; readonly bytes: number },
  limit: { readonly size: number } | { readonly age: number },
): Happening => ({
  ...ours,
  kind: 'removed',
  severity: 'info',
  endpoint: null,
  params: { ...gone, ...limit },
});
