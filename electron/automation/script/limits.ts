export interface ScriptLimits {
  /** Milliseconds that one handler, with all that it awaits at once, may run. */
  readonly ms: number;
  /** Bytes that the script may have in use. */
  readonly memory: number;
}

export const SCRIPT_LIMITS: ScriptLimits = { ms: 1000, memory: 64 * 1024 * 1024 };
