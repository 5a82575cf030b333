import type { Params } from './failure';

/** Everything that is not traffic and becomes a row of its own. The sentences stand in `core/wording`. */
export const HAPPENINGS = [
  'listening',
  'opened',
  'stopped',
  'connecting',
  'connected',
  'accepted',
  'rejected',
  'acceptedReset',
  'acceptingPaused',
  'acceptingQueued',
  'acceptingResumed',
  'acceptingWaiting',
  'peerFinished',
  'finished',
  'closedByUs',
  'closedByPeer',
  'resetByUs',
  'resetByPeer',
  'refused',
  'timedOut',
  'idleTimeout',
  'reconnecting',
  'readingPaused',
  'readingResumed',
  'readingExactly',
  'readingFinished',
  'corked',
  'uncorked',
  'drained',
  'discarded',
  'repeatStarted',
  'repeatStopped',
  'fileSent',
  'fileStopped',
  'fileReceived',
  'sendFailed',
  'failed',
  'captureStarted',
  'recordingPaused',
  'recordingResumed',
  'dropped',
  'note',
  'secured',
  'peerCertificate',
  'handshakeFailed',
  'upgrading',
  'peerSpeaksTls',
  'replyFailed',
  'forwardFailed',
  'removed',
  'scriptSaid',
  'scriptThrew',
  'scriptStopped',
  'scriptBehind',
  'scriptLeftOut',
  'groupJoined',
  'groupLeft',
  'groupFailed',
  'groupNotJoined',
  'framingFailed',
  'answersLoop',
  'pingStarted',
  'pingAnswered',
  'pingFailed',
  'pingStopped',
  'sequenceStarted',
  'sequencePassed',
  'sequenceFailed',
  'sequenceStopped',
  'attemptFailed',
] as const;
export type HappeningKind = (typeof HAPPENINGS)[number];

/** `error` rows stand out and count as trouble; `warning` in between. */
export type Severity = 'info' | 'warning' | 'error';

export interface Happening {
  readonly kind: HappeningKind;
  readonly severity: Severity;
  /** Null: about Porthole itself (recording paused, dropped …). */
  readonly endpoint: EndpointTag | null;
  /** The flow it belongs to, 0 where there is none. */
  readonly flow: number;
  /** `host:port` as shown, empty where there is none. */
  readonly peer: string;
  /** Fill the sentence; `code` and `errno` when a failure is behind it. */
  readonly params: Params;
}

/** Names an endpoint in the capture: one pcapng interface each. */
export interface EndpointTag {
  readonly id: string;
  /** As on its tab. */
  readonly name: string;
  /** For the interface description, in English: `TCP server 127.0.0.1:8888`. */
  readonly description: string;
}
