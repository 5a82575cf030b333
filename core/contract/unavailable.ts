/** What lacks the call behind an option: the operating system, or the runtime (Node) that Porthole is built on. */
export type Lacking = 'system' | 'runtime';

/** Options that cannot be set on every computer. */
export const CONDITIONAL = [
  'reusePort',
  'keepAliveInterval',
  'keepAliveCount',
  /** Listening without accepting. */
  'pauseQueue',
  /** Of TCP; UDP sockets have both everywhere. */
  'streamBuffers',
  'streamTtl',
] as const;
export type Conditional = (typeof CONDITIONAL)[number];

/** Those that cannot be set on this one, and why. They are shown, with the reason. */
export type Unavailable = Readonly<Partial<Record<Conditional, Lacking>>>;
