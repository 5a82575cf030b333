import { join } from 'node:path';
import type { DecodeAsRule } from '../../core/contract/decode-as';
import { onlyAdds } from '../../core/contract/decode-as-rules';
import type { DecodedField, DecodedRow, DissectorName, RowInfo } from '../../core/contract/dissect';
import type { Failure } from '../../core/contract/failure';
import type { LuaReport } from '../../core/contract/lua-files';
import { fail, type Result } from '../../core/contract/result';
import type { Judge } from '../capture/judged-scan';
import type { ScanSegment } from '../capture/scan';
import type { FieldValues } from '../dissect/dissectors';
import type { LuaSource } from '../dissect/lua-guard';
import type { SourceBytes, SourceRange } from './inspector';
import type { Shown } from './messages';
import { DissectThread } from './thread';

/** What the window can ask of the dissectors. Answers are values; see `core/wording/dissect`. */
export interface Inspection {
  decode(row: number, packet: number | null): Promise<Result<DecodedRow>>;
  source(range: SourceRange): Promise<Result<SourceBytes>>;
  protocols(): Promise<Result<readonly DissectorName[]>>;
  infos(rows: readonly number[], fields: readonly string[]): Promise<Result<readonly RowInfo[]>>;
  /** Whether the engine takes these display filters: EFILTER_ENGINE with the first that it does not. */
  check(terms: readonly string[]): Promise<Result<null>>;
  /** Fields and protocols that begin so. */
  complete(prefix: string): Promise<Result<readonly DissectorName[]>>;
  readonly judge: Judge;
  /**
   * The trees of rows (ascending) of a capture, of the first of them at least; the others may have to be asked for
   * again.
   */
  trees(
    segments: readonly ScanSegment[],
    rows: readonly number[],
  ): Promise<Result<ReadonlyMap<number, readonly DecodedField[]>>>;
  /** What fields are in these rows (ascending); see `FieldValues`. */
  values(rows: readonly number[], fields: readonly string[]): Promise<Result<readonly FieldValues[]>>;
  /** Off: every question is refused with EDISSECT_OFF, and the thread's memory is free. */
  setOn(on: boolean): void;
  /** Which dissectors ports are given to, from the next question on. */
  setDecodeAs(rules: readonly DecodeAsRule[]): void;
  /** Other Lua files are to be used, from the next question on. */
  luaChanged(): void;
  close(): Promise<void>;
}

interface InspectionDeps {
  readonly on: boolean;
  readonly decodeAs: readonly DecodeAsRule[];
  /** The shown capture as it is on disk by now. */
  readonly segments: () => Promise<readonly ScanSegment[]>;
  /** A person's own Lua files that are to be used. */
  readonly luaFiles: () => readonly LuaSource[];
  /** What became of them. */
  readonly onLua: (files: readonly LuaReport[]) => void;
  /** This file's code had to be stopped; it is not to be used any more. */
  readonly onCulprit: (file: string, failure: Failure) => void;
}

/** The worker's own entry of the build stands beside the main one. */
const SCRIPT = join(import.meta.dirname, 'inspection-worker.js');

/** Loading takes a second on a quiet machine, a slice of 20,000 packets half a second. */
const LIMITS = { loadMs: 60_000, answerMs: 20_000, mostMemory: 1024 * 1024 * 1024, idleMs: 15 * 60_000 };

export const startInspection = ({
  on,
  decodeAs,
  segments,
  luaFiles,
  onLua,
  onCulprit,
}: InspectionDeps): Inspection => {
  const thread = new DissectThread({ script: SCRIPT, ...LIMITS, luaFiles, onLua, onCulprit });
  let isOn = on;
  let rules = decodeAs;
  const asking = async <T>(ask: (shown: Shown) => Promise<Result<T>>): Promise<Result<T>> =>
    isOn ? ask({ segments: await segments(), decodeAs: rules }) : fail({ code: 'EDISSECT_OFF' });
  return {
    decode: (row, packet) => asking((shown) => thread.ask({ ask: 'decode', shown, row, packet })),
    source: (range) => asking((shown) => thread.ask({ ask: 'source', shown, range })),
    protocols: () => asking(() => thread.ask({ ask: 'protocols' })),
    check: (terms) => asking(() => thread.ask({ ask: 'check', terms })),
    complete: (prefix) => asking(() => thread.ask({ ask: 'complete', prefix })),
    judge: async ({ filter, rows, segments: read }) =>
      isOn
        ? thread.ask({ ask: 'judge', shown: { segments: read, decodeAs: rules }, filter, rows })
        : fail({ code: 'EDISSECT_OFF' }),
    trees: async (read, rows) =>
      isOn
        ? thread.ask({ ask: 'trees', shown: { segments: read, decodeAs: rules }, rows })
        : fail({ code: 'EDISSECT_OFF' }),
    infos: (rows, fields) => asking((shown) => thread.ask({ ask: 'infos', shown, rows, fields })),
    values: (rows, fields) => asking((shown) => thread.ask({ ask: 'values', shown, rows, fields })),
    setOn(next) {
      isOn = next;
      if (!next) void thread.stop();
    },
    setDecodeAs(next) {
      // What a port had before a rule is only known by dissectors that never heard of the rule.
      if (!onlyAdds(rules, next)) void thread.stop();
      rules = next;
    },
    luaChanged: () => void thread.stop(),
    close: () => thread.stop(),
  };
};
