import type { EndpointConfig } from './endpoint';
import type { Flow } from './recorder';
import type { Result } from './result';

/** What can be done with a connection, or with a UDP peer, by what answers it. */
export interface Link {
  readonly flow: Flow;
  /** `delayMs` after what waits already; an answer never overtakes the one before it. */
  reply(bytes: Uint8Array, delayMs: number): void;
  /** In order with the answers: at once where none waits. Forgotten when the connection ends before it. */
  afterReplies(work: () => void): void;
  /** What is answered within leaves in one write, where there are writes. */
  together(work: () => void): void;
  /** close: FIN after what is queued; finish: half-close; reset: RST. A UDP peer can only be forgotten (close). */
  act(action: 'close' | 'finish' | 'reset'): Result<null>;
}

/** What answers on one link, from its beginning to its end. */
export interface Answerer {
  /** Data can be sent: the connection is there, and secured where that is wished. */
  opened(): void;
  /** One chunk of a stream as it was read, or one datagram. The bytes belong to the capture and are not changed. */
  received(bytes: Uint8Array): void;
  /** The peer sends no more. */
  ended(): void;
  /** The link is gone. */
  closed(): void;
}

/** What the sockets ask for answers. */
export interface Answers {
  /** The endpoint is about to start, or was changed while it runs. Refuses what is not well-formed; then what it was stays. */
  configure(config: EndpointConfig): Result<null>;
  /** Everything is set up and sockets are open: what waits for the start may happen. */
  started(id: string): void;
  open(id: string, link: Link): Answerer;
}
