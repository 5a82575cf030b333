// In a file of its own, so that the window can list them without loading the validators.

/**
 * What a server does with whoever connects: serves it; resets it at once; or leaves it open and never reads it, so
 * that the peer's own sends come to a stop.
 */
export const ACCEPT_MODES = ['serve', 'reset', 'ignore'] as const;
export type AcceptMode = (typeof ACCEPT_MODES)[number];

/**
 * What becomes of who connects while a server's accepting is paused: refused, as nobody listens; or left waiting in the
 * backlog, where the system can (`Snapshot.unavailable`).
 */
export const PAUSE_MODES = ['refuse', 'queue'] as const;
export type PauseMode = (typeof PAUSE_MODES)[number];

/** The addresses of a name that a client may use. */
export const FAMILIES = ['any', '4', '6'] as const;
export type Family = (typeof FAMILIES)[number];
