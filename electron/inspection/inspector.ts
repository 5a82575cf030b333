import type { DecodedField, DecodedRow, DissectorName, RowInfo } from '../../core/contract/dissect';
import type { LogFilter } from '../../core/contract/log';
import { fail, ok, type Result } from '../../core/contract/result';
import type { Slice } from '../../core/contract/slice';
import { type Disk, diskFailure } from '../capture/disk';
import { readSlice, segmentOf } from '../capture/read-slice';
import { rowJudge } from '../capture/row-judge';
import type { RowNumbers } from '../capture/scan';
import type { SliceLimits } from '../capture/slice-rows';
import type { Dissectors, FieldValues } from '../dissect/dissectors';
import type { Shown } from './messages';
import { type KeptSlice, SliceCache } from './slice-cache';
import { CaptureStarts, rowsOf, slicesFor } from './slices-for';

const MIB = 1024 * 1024;
/** For a tree: all of the conversation, where it is not endless. 20,000 packets take half a second. */
const THOROUGH: SliceLimits = { packets: 20_000, bytes: 64 * MIB, head: 1_000, before: 20_000, ahead: 2_000 };
/** For the rows in view: ready while they are scrolled to. 2,000 packets take 60 ms. */
const GLANCE: SliceLimits = { packets: 2_000, bytes: 20 * MIB, head: 100, before: 2_000, ahead: 100 };

const MOST_COMPLETIONS = 60;
/** At 2 ms each they keep no other question waiting for long. */
const MOST_TREES = 200;

const tooLarge = fail({ code: 'EDISSECT_TOO_LARGE', params: { most: THOROUGH.bytes / MIB } });
const noRow = fail({ code: 'ECAPTURE_NO_ROW' });

/** A piece of a source of a row's tree. */
export interface SourceRange {
  readonly row: number;
  readonly packet: number;
  readonly source: number;
  readonly offset: number;
  readonly length: number;
}

export interface SourceBytes {
  readonly bytes: Uint8Array;
  /** Of the whole source. */
  readonly total: number;
}

/**
 * Brings slices of the capture to the dissectors and asks them; runs in their thread. What the dissectors throw goes
 * through: they cannot be trusted afterwards.
 */
export class Inspector {
  readonly #disk: Disk;
  readonly #dissectors: Dissectors;
  readonly #cache = new SliceCache();
  readonly #starts = new CaptureStarts();
  /** Those of the log's columns: a slice that is loaded for anything else then serves its rows, too. */
  #fields: readonly string[] = [];
  /** The source that was asked for last: a large one is asked for piece by piece. */
  #source: { readonly slice: Slice; readonly name: string; readonly bytes: Uint8Array } | null = null;

  constructor(disk: Disk, dissectors: Dissectors) {
    this.#disk = disk;
    this.#dissectors = dissectors;
  }

  /** Bytes that the dissectors hold; they never give any back. */
  get memory(): number {
    return this.#dissectors.memory;
  }

  /**
   * The tree of a row. `packet` null: the packet of it that says most. Fails with ECAPTURE_NO_ROW,
   * EDISSECT_TOO_LARGE, or the system's code.
   */
  async decode(shown: Shown, row: number, packet: number | null): Promise<Result<DecodedRow>> {
    const brought = await this.#bringFor(shown, row);
    if (!brought.ok) return brought;
    const decoded = this.#dissectors.decode(row, packet);
    return decoded === null ? noRow : ok(decoded);
  }

  /** The tree of a row, where the slice that the dissectors have in them is enough for it; else null. */
  ahead(shown: Shown, row: number): Result<DecodedRow | null> {
    this.#prepare(shown);
    const kept = this.#cache.find(knows(shown, row));
    const atHand = kept !== null && kept.slice === this.#dissectors.slice;
    return ok(atHand ? this.#dissectors.decode(row, null) : null);
  }

  protocols(): Result<readonly DissectorName[]> {
    return ok(this.#dissectors.protocols());
  }

  /** Bytes of a source of that tree, `length` from `offset` on. Fails as `decode`. */
  async source(
    shown: Shown,
    { row, packet, source, offset, length }: SourceRange,
  ): Promise<Result<SourceBytes>> {
    const brought = await this.#bringFor(shown, row);
    if (!brought.ok) return brought;
    const name = `${row} ${packet} ${source}`;
    if (this.#source?.slice !== brought.value || this.#source.name !== name) {
      const whole = this.#dissectors.source(row, packet, source);
      this.#source = whole === null ? null : { slice: brought.value, name, bytes: whole };
    }
    const all = this.#source?.bytes;
    if (all === undefined) return noRow;
    return ok({ bytes: all.slice(offset, offset + length), total: all.length });
  }

  /**
   * What the first of these rows (ascending) is in few words, and those of the others that are answered along with
   * it; the rest is to be asked for again. `fields`: those whose values are wanted, too. Fails as `decode`.
   */
  async infos(
    shown: Shown,
    rows: readonly number[],
    fields: readonly string[],
  ): Promise<Result<readonly RowInfo[]>> {
    this.#fields = fields;
    const [first] = rows;
    if (first === undefined) return ok([]);
    const brought = await this.#bring(shown, rows, GLANCE, ({ slice }) => slice.rows.has(first));
    const nothing: RowInfo = { row: first, protocol: '', info: '', values: {} };
    // One message that is too large for a glance keeps its neighbours from nothing.
    if (!brought.ok) return brought.failure.code === tooLarge.failure.code ? ok([nothing]) : brought;
    const infos = rows.flatMap((row) => this.#dissectors.info(row) ?? []);
    return ok(infos[0]?.row === first ? infos : [nothing, ...infos]);
  }

  /** The first of these terms that the engine does not take, and why: EFILTER_ENGINE. */
  check(terms: readonly string[]): Result<null> {
    for (const term of terms) {
      const detail = this.#dissectors.check(term);
      if (detail !== null)
        return fail({ code: 'EFILTER_ENGINE', params: { found: term, character: 1, detail } });
    }
    return ok(null);
  }

  complete(prefix: string): Result<readonly DissectorName[]> {
    return ok(this.#dissectors.complete(prefix).slice(0, MOST_COMPLETIONS));
  }

  /** Those of the rows (ascending) that match what a filter asks of the dissectors, in slices. Fails as `decode`. */
  async judge(shown: Shown, filter: LogFilter, rows: RowNumbers): Promise<Result<RowNumbers>> {
    const judge = rowJudge(this.#disk, filter);
    if (judge === null) return ok(rows);
    const checked = this.check(judge.terms);
    if (!checked.ok) return checked;
    const said = new Map(judge.terms.map((term) => [term, new Set<number>()]));
    for await (const next of this.#slices(shown, rows)) {
      if (!next.ok) return next;
      const { slice, settled } = next.value;
      this.#load(shown, slice, judge.terms);
      for (const [term, rows] of this.#dissectors.matching()) {
        for (const row of rows) if (settled.has(row)) said.get(term)?.add(row);
      }
    }
    // A message that is too large for the dissectors, and an event, are none of their fields.
    const says = (row: number, term: string): boolean => said.get(term)?.has(row) ?? false;
    const matches: number[] = [];
    try {
      for (const segment of shown.segments) {
        const here = rowsOf(segment, rows);
        if (here.length === 0) continue;
        matches.push(...(await judge.judge(segment, shown.segments[0] ?? segment, here, says)));
      }
    } catch (error) {
      return fail(diskFailure(error));
    }
    return ok(Float64Array.from(matches));
  }

  /**
   * The trees of the first of these rows (ascending) and of those that are near it; the rest is to be asked for
   * again. What the dissectors cannot take has an empty one. Fails as `decode`.
   */
  async trees(
    shown: Shown,
    rows: readonly number[],
  ): Promise<Result<ReadonlyMap<number, readonly DecodedField[]>>> {
    const [first] = rows;
    const trees = new Map<number, readonly DecodedField[]>();
    if (first === undefined) return ok(trees);
    for await (const next of this.#slices(shown, rows.slice(0, MOST_TREES))) {
      if (!next.ok) return next;
      const { slice, settled } = next.value;
      this.#dissectors.fields(this.#fields, 'resolved');
      this.#load(shown, slice);
      for (const row of settled) {
        const decoded = this.#dissectors.decode(row, null);
        if (decoded !== null) trees.set(row, decoded.fields);
      }
      break;
    }
    if (!trees.has(first)) trees.set(first, []);
    return ok(trees);
  }

  /**
   * What fields are in these rows (ascending), packet by packet. Rows that are gone, events, and what is too large
   * for the dissectors have none. Fails as `decode`, and with EFILTER_ENGINE for a field that the engine does not know.
   */
  async values(
    shown: Shown,
    rows: readonly number[],
    fields: readonly string[],
  ): Promise<Result<readonly FieldValues[]>> {
    const known = this.check(fields);
    if (!known.ok) return known;
    const found: FieldValues[] = [];
    for await (const next of this.#slices(shown, rows)) {
      if (!next.ok) return next;
      const { slice, settled } = next.value;
      this.#dissectors.fields(fields, 'bare');
      this.#load(shown, slice);
      found.push(...this.#dissectors.values().filter(({ row }) => settled.has(row)));
    }
    return ok(found);
  }

  #slices({ segments }: Shown, rows: Iterable<number>) {
    const capture = captureOf(segments);
    return slicesFor(this.#disk, segments, rows, (segment) => this.#starts.of(capture, segment));
  }

  /** Puts a slice in that is not looked at again. */
  #load({ decodeAs }: Shown, slice: Slice, terms: readonly string[] = []): void {
    this.#dissectors.decodeAs(decodeAs);
    this.#dissectors.load(slice, terms);
  }

  /** A slice that knows the row's conversation: what came before the row, and what came after it by now. */
  #bringFor(shown: Shown, row: number): Promise<Result<Slice>> {
    return this.#bring(shown, [row], THOROUGH, knows(shown, row));
  }

  #prepare({ decodeAs, segments }: Shown): void {
    this.#dissectors.decodeAs(decodeAs);
    this.#dissectors.fields(this.#fields, 'resolved');
    this.#cache.of(captureOf(segments));
  }

  /** Puts a slice with the first of `wanted` into the dissectors, unless one that will do is there. */
  async #bring(
    shown: Shown,
    wanted: readonly number[],
    limits: SliceLimits,
    willDo: (kept: KeptSlice) => boolean,
  ): Promise<Result<Slice>> {
    this.#prepare(shown);
    const kept = this.#cache.find(willDo);
    const slice = kept === null ? await this.#read(shown, wanted, limits) : ok(kept.slice);
    if (slice.ok && this.#dissectors.slice !== slice.value) this.#dissectors.load(slice.value);
    return slice;
  }

  async #read(shown: Shown, wanted: readonly number[], limits: SliceLimits): Promise<Result<Slice>> {
    const segment = segmentOf(shown.segments, wanted[0] ?? 0);
    if (segment === undefined) return noRow;
    try {
      const slice = await readSlice(this.#disk, segment, wanted, limits);
      if (slice === 'too large') return tooLarge;
      this.#cache.add({ slice, seen: rowCount(shown), thorough: limits === THOROUGH });
      return ok(slice);
    } catch (error) {
      return fail(diskFailure(error));
    }
  }
}

const captureOf = (segments: Shown['segments']): string =>
  segments.map(({ indexPath }) => indexPath).join('\n');

/** Whether a slice knows a row's conversation: what came before the row, and what came after it by now. */
const knows =
  (shown: Shown, row: number) =>
  ({ slice, seen, thorough }: KeptSlice): boolean =>
    slice.rows.has(row) && (thorough || slice.whole) && (row !== slice.lastRow || seen === rowCount(shown));

const rowCount = ({ segments }: Shown): number => {
  const last = segments.at(-1);
  return last === undefined ? 0 : last.firstRow + last.rows;
};
