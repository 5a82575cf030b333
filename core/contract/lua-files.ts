import type { DissectorName } from './dissect';
import type { Failure } from './failure';

/** A file of a person's own dissectors, in Lua. */
export interface LuaFile {
  /** Its name in the folder: `pump.lua`. */
  readonly name: string;
  readonly bytes: number;
  readonly on: boolean;
  /** What it has added; null: the dissectors have not read it yet. */
  readonly protocols: readonly DissectorName[] | null;
  /** What it did wrong, or why it was switched off. */
  readonly failure: Failure | null;
}

export interface LuaFiles {
  /** By name. */
  readonly files: readonly LuaFile[];
  /** Grows whenever the dissectors have other files: what they said before does not count any more. */
  readonly edition: number;
}

/** What became of a person's own Lua file. */
export interface LuaReport {
  readonly file: string;
  /** What it has added. */
  readonly protocols: readonly DissectorName[];
  /** What it did wrong first, in Lua's words (`pump.lua:12: …`); null: nothing so far. */
  readonly error: string | null;
}
