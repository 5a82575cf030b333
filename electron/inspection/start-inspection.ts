import { availableParallelism, freemem } from 'node:os';
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
import { createJudgePool, type JudgingThread } from './judge-pool';
import type { Shown } from './messages';
import { DissectThread } from './thread';

/** What the window can ask of the dissectors. Answers are values; see `core/wording/dissect`. */
export interface Inspection {
  decode(row: number, packet: number | null): Promise<Result<DecodedRow>>;
  /** As `decode`, of a row that nobody looks at yet; null: more would have to be read for it first. */
  ahead(row: number): Promise<Result<DecodedRow | null>>;
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
/** Threads that only judge end soon: a filter is judged in seconds. */
const JUDGES_IDLE_MS = 20_000;
const MOST_JUDGES = 2;
/** Another thread is not started when less memory than this is free. */
const ROOM = 1024 * 1024 * 1024;

export const startInspection = ({
  on,
  decodeAs,
  segments,
  luaFiles,
  onLua,
  onCulprit,
}: InspectionDeps): Inspection => {
  const thread = new DissectThread({ script: SCRIPT, ...LIMITS, luaFiles, onLua, onCulprit });
  // What the same files did wrong in one thread is not taken back because another has not met it.
  const onLuaOfJudge = (files: readonly LuaReport[]): void => {
    if (files.some(({ error }) => error !== null)) onLua(files);
  };
  const judges = Array.from(
    { length: Math.min(MOST_JUDGES, Math.floor(availableParallelism() / 2)) },
    () =>
      new DissectThread({
        script: SCRIPT,
        ...LIMITS,
        idleMs: JUDGES_IDLE_MS,
        luaFiles,
        onLua: onLuaOfJudge,
        onCulprit,
        sharedCode: () => thread.code,
      }),
  );
  let isOn = on;
  let rules = decodeAs;
  /** Grows when the threads are ended because they have to begin anew: what they were asked is asked again. */
  let begun = 0;
  const stop = async (): Promise<void> => {
    begun += 1;
    await Promise.all([thread, ...judges].map((one) => one.stop()));
  };
  const asking = async <T>(
    ask: (rules: readonly DecodeAsRule[]) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    for (;;) {
      const asked = begun;
      if (!isOn) return fail({ code: 'EDISSECT_OFF' });
      const answer = await ask(rules);
      if (answer.ok || answer.failure.code !== 'EDISSECT_STOPPED' || asked === begun) return answer;
    }
  };
  const ofShown = <T>(ask: (shown: Shown) => Promise<Result<T>>): Promise<Result<T>> =>
    asking(async (known) => ask({ segments: await segments(), decodeAs: known }));
  const judging = (one: DissectThread): JudgingThread => ({
    judge: ({ filter, rows, segments: read }) =>
      asking((known) => one.ask({ ask: 'judge', shown: { segments: read, decodeAs: known }, filter, rows })),
    ready: () => one.ask({ ask: 'check', terms: [] }),
  });
  return {
    decode: (row, packet) => ofShown((shown) => thread.ask({ ask: 'decode', shown, row, packet })),
    ahead: (row) => ofShown((shown) => thread.ask({ ask: 'ahead', shown, row })),
    source: (range) => ofShown((shown) => thread.ask({ ask: 'source', shown, range })),
    protocols: () => asking(() => thread.ask({ ask: 'protocols' })),
    check: (terms) => asking(() => thread.ask({ ask: 'check', terms })),
    complete: (prefix) => asking(() => thread.ask({ ask: 'complete', prefix })),
    judge: createJudgePool({
      shared: judging(thread),
      extras: judges.map(judging),
      mayStart: () => freemem() > ROOM,
      idleMs: JUDGES_IDLE_MS,
    }),
    trees: (read, rows) =>
      asking((known) => thread.ask({ ask: 'trees', shown: { segments: read, decodeAs: known }, rows })),
    infos: (rows, fields) => ofShown((shown) => thread.ask({ ask: 'infos', shown, rows, fields })),
    values: (rows, fields) => ofShown((shown) => thread.ask({ ask: 'values', shown, rows, fields })),
    setOn(next) {
      isOn = next;
      if (!next) void stop();
    },
    setDecodeAs(next) {
      const adds = onlyAdds(rules, next);
      rules = next;
      // What a port had before a rule is only known by dissectors that never heard of the rule.
      if (!adds) void stop();
    },
    luaChanged: () => void stop(),
    async close() {
      isOn = false;
      await stop();
    },
  };
};
