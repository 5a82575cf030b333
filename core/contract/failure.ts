/** Values that a sentence is filled with. */
export type Params = Readonly<Record<string, string | number>>;

/**
 * An error as a value. `code` is stable: the system's own name (`EADDRINUSE`, `ECONNREFUSED`, `ENOTFOUND` …)
 * or one of Porthole's (`EINVAL_PORT`, `EMSGSIZE_UDP` …). The sentence for a person and what to do next
 * stand in `core/wording` under `failures.<code>`; `params` fill them.
 */
export interface Failure {
  readonly code: string;
  /** The system's error number, positive (111 for ECONNREFUSED on Linux), where there is one. */
  readonly errno?: number;
  /** The call that failed: `connect`, `bind`, `listen`, `send` … */
  readonly syscall?: string;
  readonly params?: Params;
  /** The runtime's own words, for errors that have no sentence of their own. */
  readonly detail?: string;
}
