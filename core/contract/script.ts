/** Characters of a script. */
export const MAX_SCRIPT = 200_000;

/** A short mark of a text: FNV-1a of its UTF-16 units, 32 bits. Not for secrets. */
export const scriptMark = (source: string): string => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < source.length; at += 1) {
    hash = Math.imul(hash ^ source.charCodeAt(at), 0x01000193);
  }
  return `${source.length}-${(hash >>> 0).toString(16)}`;
};

/** Why a script stopped, or what one of its handlers threw. */
export interface ScriptFault {
  readonly kind: 'syntax' | 'thrown' | 'time' | 'memory' | 'hung';
  /** In the words of the interpreter: `TypeError: not a function`. */
  readonly message: string;
  /** From 1; null where it is not known. */
  readonly line: number | null;
  readonly column: number | null;
  /** The script cannot go on. */
  readonly fatal: boolean;
}

/** How the script of an endpoint stands. */
export interface ScriptStatus {
  /** Of the text that runs or ran: tells whether it was changed since. */
  readonly mark: string;
  readonly state: 'starting' | 'running' | 'stopped';
  /** How often a handler threw since the start. */
  readonly faults: number;
  /** The last one; what stopped it, when it is stopped. */
  readonly last: ScriptFault | null;
}

/** What a script can have handlers for. */
export const SCRIPT_EVENTS = ['open', 'data', 'message', 'close'] as const;
export type ScriptEventName = (typeof SCRIPT_EVENTS)[number];

export type ScriptEvent =
  | { readonly event: 'open'; readonly connection: number; readonly peer: string; readonly local: string }
  | { readonly event: 'data' | 'message'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly event: 'close'; readonly connection: number }
  | { readonly event: 'timer'; readonly timer: number };

const SCRIPT_LEVELS = ['log', 'info', 'warn', 'error'] as const;
export type ScriptLevel = (typeof SCRIPT_LEVELS)[number];
