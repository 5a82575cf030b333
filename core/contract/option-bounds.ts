const DAY_MS = 86_400_000;
const MAX_INT = 2_147_483_647;

/**
 * What the numbers of `EndpointOptions` may be: times in ms, buffers in bytes. The window marks with it while a person
 * types; the sockets refuse with it.
 */
export const OPTION_BOUNDS = {
  backlog: { min: 1, max: 65_535 },
  maxConnections: { min: 1, max: 1_000_000 },
  connectTimeout: { min: 0, max: DAY_MS },
  idleTimeout: { min: 0, max: DAY_MS },
  /** `TCP_KEEPIDLE` counts whole seconds, at most 32,767 on Linux (net/tcp.h: MAX_TCP_KEEPIDLE). */
  keepAliveDelay: { min: 1000, max: 32_767_000 },
  /** `TCP_KEEPINTVL` and `TCP_KEEPCNT` have bounds of their own (net/tcp.h: MAX_TCP_KEEPINTVL, MAX_TCP_KEEPCNT). */
  keepAliveInterval: { min: 1000, max: 32_767_000 },
  keepAliveCount: { min: 1, max: 127 },
  /** Node gives no attempt less than 10 ms. */
  attemptTimeout: { min: 10, max: DAY_MS },
  readSize: { min: 1, max: 65_536 },
  closeTimeout: { min: 0, max: DAY_MS },
  reconnectDelay: { min: 1, max: DAY_MS },
  reconnectLimit: { min: 1, max: DAY_MS },
  receiveBuffer: { min: 1, max: MAX_INT },
  sendBuffer: { min: 1, max: MAX_INT },
  ttl: { min: 1, max: 255 },
  /** 0: heard on this computer only. */
  multicastTtl: { min: 0, max: 255 },
} as const;

/** Milliseconds between repeats, and before an answer. */
export const REPEAT_BOUNDS = { min: 1, max: DAY_MS } as const;
/** How long a repeat goes on, in seconds: up to a week. */
export const REPEAT_SECONDS_BOUNDS = { min: 1, max: 604_800 } as const;
export const REPLY_DELAY_BOUNDS = { min: 0, max: DAY_MS } as const;

/** Milliseconds for a TLS handshake; 0: no limit. */
export const HANDSHAKE_BOUNDS = { min: 0, max: DAY_MS } as const;

/** Milliseconds between two connects of a ping, and for one of them. Closed connects hold their port for a minute. */
export const PING_EVERY_BOUNDS = { min: 10, max: DAY_MS } as const;
export const PING_TIMEOUT_BOUNDS = { min: 1, max: 3_600_000 } as const;
export const PING_COUNT_BOUNDS = { min: 1, max: 1_000_000_000 } as const;

/** Bytes that are read by hand at once: they wait in memory until the last is there. */
export const EXACT_BYTES_BOUNDS = { min: 1, max: 16_777_216 } as const;

/** Bytes of a file that are written to a stream at a time, and the ms from one such chunk to the next. */
export const CHUNK_BOUNDS = { min: 1, max: 16_777_216 } as const;
export const PACE_BOUNDS = { min: 0, max: DAY_MS } as const;
