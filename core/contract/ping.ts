import { z } from 'zod';
import type { Failure } from './failure';

/** The latest connects of a ping that are kept one by one, for the plot. */
export const MAX_PING_POINTS = 300;

const PING_PROTOCOLS = ['tcp', 'tls'] as const;

const typed = z.string().max(300);

/** What a person asks for: a series of connects to one address, each closed as soon as it is made. */
export const pingSchema = z.strictObject({
  /** Whose options it connects with (TLS, local address); null: those of a new client. */
  endpoint: z.string().min(1).max(64).nullable(),
  protocol: z.enum(PING_PROTOCOLS),
  address: typed,
  port: typed,
  /** Milliseconds from the start of one connect to that of the next, as typed. */
  every: typed,
  /** How many, as typed; empty: until it is stopped. */
  count: typed,
  /** Milliseconds until a connect, its TLS handshake included, is given up, as typed. */
  timeout: typed,
  /** Whether each connect is a row of the log. Start and end always are. */
  logged: z.boolean(),
});
export type PingWish = Readonly<z.infer<typeof pingSchema>>;

/** Milliseconds, to the microsecond. */
export interface PingTimes {
  readonly min: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** What a connect is made of. `total` is the connect with its TLS handshake, without the look-up of the name. */
export const PING_PHASES = ['lookup', 'connect', 'handshake', 'total'] as const;
export type PingPhase = (typeof PING_PHASES)[number];

/** All connects that failed for one reason. */
export interface PingFailures {
  readonly count: number;
  /** The last of them. */
  readonly failure: Failure;
}

/** How a ping stands. Of the same size however long it goes on. */
export interface PingStatus {
  readonly wish: PingWish;
  /** `host:port`, as it was typed. */
  readonly remote: string;
  /** Where the last connect led to, as `host:port` in numbers; empty before one was made. */
  readonly peer: string;
  /** `TLS 1.3, TLS_AES_256_GCM_SHA384`; empty without TLS. */
  readonly secured: string;
  readonly running: boolean;
  readonly everyMs: number;
  readonly timeoutMs: number;
  /** Null: until it is stopped. */
  readonly count: number | null;
  readonly answered: number;
  readonly failed: number;
  /** Null for what did not happen, such as the look-up of an address. */
  readonly times: Readonly<Record<PingPhase, PingTimes | null>>;
  /** Most frequent first. */
  readonly failures: readonly PingFailures[];
  /** The latest connects, oldest first: the total in ms, or the code of the failure. At most MAX_PING_POINTS. */
  readonly recent: readonly (number | string)[];
}
