import type { ScriptEvent, ScriptEventName, ScriptFault } from '../../../core/contract/script';
import type { ScriptDeed } from './host';

/** What the thread of a script begins with. */
export interface ScriptBeginning {
  readonly source: string;
  readonly endpoint: Readonly<Record<string, string>>;
  readonly variables: ReadonlyMap<string, string | Uint8Array>;
  /** Nanoseconds since the epoch at `monotonic` of `process.hrtime.bigint()`. */
  readonly epoch: bigint;
  readonly monotonic: bigint;
}

/** From a script's thread. */
export type ScriptReport =
  | { readonly report: 'ready'; readonly handled: readonly ScriptEventName[] }
  /** `fatal`: nothing more will come. */
  | { readonly report: 'fault'; readonly fault: ScriptFault }
  | { readonly report: 'deed'; readonly deed: ScriptDeed }
  /** So many events are done with. */
  | { readonly report: 'took'; readonly events: number };

export type ScriptOrder = ScriptEvent;
