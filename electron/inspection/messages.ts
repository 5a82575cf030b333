import type { DecodeAsRule } from '../../core/contract/decode-as';
import type { DecodedField, DecodedRow, DissectorName, RowInfo } from '../../core/contract/dissect';
import type { LogFilter } from '../../core/contract/log';
import type { LuaReport } from '../../core/contract/lua-files';
import type { Result } from '../../core/contract/result';
import type { RowNumbers, ScanSegment } from '../capture/scan';
import type { FieldValues } from '../dissect/dissectors';
import type { LuaSource } from '../dissect/lua-guard';
import type { SourceBytes, SourceRange } from './inspector';

/** What is looked at, and how. */
export interface Shown {
  readonly segments: readonly ScanSegment[];
  readonly decodeAs: readonly DecodeAsRule[];
}

/** What the thread of the dissectors can be asked, one question at a time. */
export type Question =
  | {
      readonly ask: 'decode';
      readonly shown: Shown;
      readonly row: number;
      readonly packet: number | null;
    }
  | { readonly ask: 'ahead'; readonly shown: Shown; readonly row: number }
  | { readonly ask: 'source'; readonly shown: Shown; readonly range: SourceRange }
  | { readonly ask: 'protocols' }
  | { readonly ask: 'check'; readonly terms: readonly string[] }
  | { readonly ask: 'complete'; readonly prefix: string }
  | {
      readonly ask: 'judge';
      readonly shown: Shown;
      readonly filter: LogFilter;
      readonly rows: RowNumbers;
    }
  | { readonly ask: 'trees'; readonly shown: Shown; readonly rows: readonly number[] }
  | {
      readonly ask: 'values';
      readonly shown: Shown;
      readonly rows: readonly number[];
      readonly fields: readonly string[];
    }
  | {
      readonly ask: 'infos';
      readonly shown: Shown;
      readonly rows: readonly number[];
      readonly fields: readonly string[];
    };

export interface Answers {
  readonly decode: Result<DecodedRow>;
  readonly ahead: Result<DecodedRow | null>;
  readonly source: Result<SourceBytes>;
  readonly protocols: Result<readonly DissectorName[]>;
  readonly check: Result<null>;
  readonly complete: Result<readonly DissectorName[]>;
  readonly judge: Result<RowNumbers>;
  readonly trees: Result<ReadonlyMap<number, readonly DecodedField[]>>;
  readonly values: Result<readonly FieldValues[]>;
  readonly infos: Result<readonly RowInfo[]>;
}

/** What the thread begins with. */
export interface Given {
  readonly luaFiles: readonly LuaSource[];
  /** Which file's code runs, for whoever looks on; see `electron/dissect/lua-guard`. */
  readonly watch: Int32Array;
  /** The engine's code as another thread has it; null: it is compiled anew. */
  readonly code: WebAssembly.Module | null;
}

/**
 * From the thread: it is ready for questions, or has answered the one that it was asked; before that, what has become
 * of the Lua files meanwhile.
 */
export type Report =
  | { readonly report: 'ready'; readonly code: WebAssembly.Module }
  | { readonly report: 'lua'; readonly files: readonly LuaReport[] }
  | { readonly report: 'answer'; readonly answer: Answers[Question['ask']]; readonly memory: number };
