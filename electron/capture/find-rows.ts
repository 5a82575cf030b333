import { setImmediate } from 'node:timers/promises';
import type { FindProgress, Found } from '../../core/contract/log';
import { ok, type Result } from '../../core/contract/result';
import type { Matcher } from '../../core/filter/evaluate';
import { viewOf } from './byte-target';
import { compileQuery } from './compile-query';
import { diskFailure } from './disk';
import type { FindQuestion, MatchQuestion } from './find';
import { RECORD_BYTES, TIME_AT } from './row-index';
import { RowScan } from './row-scan';
import type { ScanSegment } from './scan';
import { ScanFile } from './scan-file';
import { EVERYTHING } from './view';

/** Rows are looked at in slices: few at first, for the match is often near, then twice as many each time. */
const FIRST_SLICE = 64;
const SLICE = 16 * 1024;
/** A slice ends after this many ms, so that progress is told. */
const SLICE_MS = 25;

/** Rows `from` to `to - 1` of the capture. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The files of a capture, opened when they are needed. Throws the system's error. */
class OpenScans {
  readonly #segments: readonly ScanSegment[];
  readonly #matcher: Matcher | null;
  readonly #scans = new Map<ScanSegment, RowScan>();
  readonly #open: ScanFile[] = [];
  #firstTime: bigint | null = null;

  constructor(segments: readonly ScanSegment[], matcher: Matcher | null) {
    // An empty segment may not have a file yet.
    this.#segments = segments.filter(({ rows }) => rows > 0);
    this.#matcher = matcher;
  }

  /** The parts of a span by segment, in their order; rows that are not on disk are left out. */
  parts({ from, to }: Span): readonly { readonly segment: ScanSegment; readonly span: Span }[] {
    return this.#segments.flatMap((segment) => {
      const { firstRow, rows } = segment;
      const span = { from: Math.max(from, firstRow), to: Math.min(to, firstRow + rows) };
      return span.from < span.to ? [{ segment, span }] : [];
    });
  }

  of(segment: ScanSegment): RowScan {
    const known = this.#scans.get(segment);
    if (known !== undefined) return known;
    const { firstRow, interfaces, marks } = segment;
    const blocks = this.#file(segment.capturePath);
    const records = this.#file(segment.indexPath);
    const firstTime = this.#timeOfFirst(segment, records);
    const scan = new RowScan({ blocks, records, firstRow, firstTime }, this.#matcher);
    scan.interfaces = interfaces;
    scan.marks = marks;
    this.#scans.set(segment, scan);
    return scan;
  }

  #file(path: string): ScanFile {
    const file = new ScanFile(path);
    this.#open.push(file);
    return file;
  }

  #timeOfFirst(segment: ScanSegment, records: ScanFile): bigint {
    const [first = segment] = this.#segments;
    this.#firstTime ??= first.captureTime;
    if (this.#firstTime === null) {
      const record = new Uint8Array(RECORD_BYTES);
      (first === segment ? records : this.#file(first.indexPath)).read(0, record);
      this.#firstTime = viewOf(record).getBigInt64(TIME_AT, true);
    }
    return this.#firstTime;
  }

  close(): void {
    for (const file of this.#open) file.close();
  }
}

/** The matches of a span of one segment, all of them. */
const matchesIn = async (
  scan: RowScan,
  { firstRow }: ScanSegment,
  { from, to }: Span,
  onSlice: (rows: number) => void,
): Promise<readonly number[]> => {
  const found: number[] = [];
  for (let next = from - firstRow; next < to - firstRow; ) {
    const slice = scan.slice(next, to - firstRow, performance.now() + SLICE_MS);
    if (slice.next === next) throw new Error('the index is shorter than it should be');
    found.push(...slice.rows);
    onSlice(slice.next - next);
    next = slice.next;
    await setImmediate();
  }
  return found;
};

const firstIn = async (
  scans: OpenScans,
  whole: Span,
  onSlice: (rows: number) => void,
): Promise<number | null> => {
  let size = FIRST_SLICE;
  for (const { segment, span } of scans.parts(whole)) {
    const scan = scans.of(segment);
    for (let { from } = span; from < span.to; ) {
      const to = Math.min(span.to, from + size);
      const [first] = await matchesIn(scan, segment, { from, to }, onSlice);
      if (first !== undefined) return first;
      from = to;
      size = Math.min(SLICE, size * 2);
    }
  }
  return null;
};

const lastIn = async (
  scans: OpenScans,
  whole: Span,
  onSlice: (rows: number) => void,
): Promise<number | null> => {
  let size = FIRST_SLICE;
  for (const { segment, span } of scans.parts(whole).toReversed()) {
    const scan = scans.of(segment);
    for (let { to } = span; to > span.from; ) {
      const from = Math.max(span.from, to - size);
      const last = (await matchesIn(scan, segment, { from, to }, onSlice)).at(-1);
      if (last !== undefined) return last;
      to = from;
      size = Math.min(SLICE, size * 2);
    }
  }
  return null;
};

const END = Number.MAX_SAFE_INTEGER;

/**
 * Looks from a row on in one direction, then from the other end up to that row again, itself the last. Fails with the
 * query's own failure, as `compileQuery` does, or the system's.
 */
export const findRow = async (
  { filter, query, from, direction, segments }: FindQuestion,
  onProgress: (progress: FindProgress) => void,
): Promise<Result<Found>> => {
  const compiled = compileQuery(filter, query);
  if (!compiled.ok) return compiled;
  const scans = new OpenScans(segments, compiled.value);
  const total = segments.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  const onSlice = (rows: number): void => {
    done += rows;
    onProgress({ done, total });
  };
  const forward = direction === 'next';
  const look = forward ? firstIn : lastIn;
  const behind: Span = { from: from + 1, to: END };
  const before: Span = { from: 0, to: from };
  const around: Span = forward ? { from: 0, to: from + 1 } : { from: Math.max(0, from), to: END };
  try {
    const row = await look(scans, forward ? behind : before, onSlice);
    if (row !== null) return ok({ found: 'row', row, wrapped: false });
    const other = await look(scans, around, onSlice);
    return ok(other === null ? { found: 'none' } : { found: 'row', row: other, wrapped: true });
  } catch (error) {
    return { ok: false, failure: diskFailure(error) };
  } finally {
    scans.close();
  }
};

/** Those of the rows that the query matches. Fails as `findRow` does. */
export const matchingRows = async ({
  query,
  rows,
  segments,
}: MatchQuestion): Promise<Result<readonly number[]>> => {
  const compiled = compileQuery(EVERYTHING, query);
  if (!compiled.ok) return compiled;
  const scans = new OpenScans(segments, compiled.value);
  const found: number[] = [];
  try {
    for (let i = 0; i < rows.length; ) {
      const first = rows[i] ?? 0;
      let end = i + 1;
      while (end < rows.length && rows[end] === first + end - i) end += 1;
      for (const { segment, span } of scans.parts({ from: first, to: first + end - i })) {
        found.push(...(await matchesIn(scans.of(segment), segment, span, () => undefined)));
      }
      i = end;
    }
    return ok(found);
  } catch (error) {
    return { ok: false, failure: diskFailure(error) };
  } finally {
    scans.close();
  }
};
