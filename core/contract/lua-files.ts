import type { DissectorName } from './dissect';
import type { Failure } from './failure';

/** Whose a file is: a person's own, in every workspace, or the open workspace's, which brings it. */
export const LUA_PLACES = ['own', 'workspace'] as const;
export type LuaPlace = (typeof LUA_PLACES)[number];

/** A file of a person's own dissectors, in Lua. */
export interface LuaFile {
  /** Its name in the folder: `pump.lua`. */
  readonly name: string;
  readonly place: LuaPlace;
  readonly bytes: number;
  readonly on: boolean;
  /** What it has added; null: the dissectors have not read it yet. */
  readonly protocols: readonly DissectorName[] | null;
  /** What it did wrong, or why it was switched off. */
  readonly failure: Failure | null;
}

/** What the dissectors make of a described protocol that is on and has no fault. */
export interface DescribedStatus {
  /** Of the description. */
  readonly id: string;
  /** Why they do not use it; null: they do, or have not read it yet. */
  readonly failure: Failure | null;
}

export interface LuaFiles {
  /** The own ones first, each by name. */
  readonly files: readonly LuaFile[];
  /** What the folder of the open workspace is called; null: the unnamed workspace has none. */
  readonly workspaceFolder: string | null;
  readonly described: readonly DescribedStatus[];
  /** Grows whenever the dissectors have other files or descriptions: what they said before does not count any more. */
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
