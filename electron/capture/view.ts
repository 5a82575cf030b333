import type { LogFilter, ViewState } from '../../core/contract/log';
import { type FilterBounds, UNBOUNDED } from '../../core/filter/bounds';
import { boundsOfFilter } from './compile-query';
import { MatchList } from './match-list';
import { isUnrestricted, type ScanHost, type ScanNews, type ScanSegment, type StartScanHost } from './scan';

/** Where a view's rows come from at this moment. */
export interface ViewSource {
  /** Rows of the capture, readable ones. */
  rows(): number;
  /** The first row that was not removed by the capture's limit. */
  first(): number;
  /** The same rows as far as they are on disk, and where among them matches within bounds can be. */
  scanSegments(bounds: FilterBounds): readonly ScanSegment[];
}

export const EVERYTHING: LogFilter = { query: '', in: true, out: true, events: true, span: null };

/**
 * The one view that the log shows: positions 0 … matched − 1 onto row numbers. Without a restriction a position is
 * a row number and nothing is kept; with one, matches come in from a scan while the capture grows.
 */
export class View {
  filter: LogFilter = EVERYTHING;
  #number = 1;
  #source: ViewSource;
  #matches: MatchList | null = null;
  #bounds = UNBOUNDED;
  #scanned = 0;
  /** The first row when the scan was last told. */
  #asked = 0;
  /** The scan has failed: the view stays as far as it came, until another takes its place. */
  #failed = false;
  #host: ScanHost | null = null;
  readonly #startHost: StartScanHost;
  readonly #onChange: () => void;
  readonly #onFailure: (news: Extract<ScanNews, { kind: 'failed' }>) => void;

  constructor(
    source: ViewSource,
    startHost: StartScanHost,
    onChange: () => void,
    onFailure: (news: Extract<ScanNews, { kind: 'failed' }>) => void,
  ) {
    this.#source = source;
    this.#startHost = startHost;
    this.#onChange = onChange;
    this.#onFailure = onFailure;
  }

  get number(): number {
    return this.#number;
  }

  /** A new view: another filter, or another capture under the same one. */
  show(source: ViewSource, filter: LogFilter): void {
    this.#source = source;
    this.filter = filter;
    this.#number += 1;
    this.#scanned = 0;
    this.#failed = false;
    this.#matches = isUnrestricted(filter) ? null : new MatchList();
    this.#bounds = boundsOfFilter(filter);
    if (this.#matches === null) this.#host?.rest();
    this.grown();
    this.#onChange();
  }

  /** More rows are on disk. */
  grown(): void {
    if (this.#matches === null || this.#failed) return;
    this.#host ??= this.#startHost((news) => this.#take(news));
    this.#matches.dropBefore(this.#source.first());
    this.#asked = this.#source.first();
    const segments = this.#source.scanSegments(this.#bounds);
    this.#host.update({ view: this.#number, filter: this.filter, segments });
  }

  #take(news: ScanNews): void {
    if (news.view !== this.#number || this.#matches === null) return;
    if (news.kind === 'failed') {
      // A file that was just opened may have been removed by the limit; the rest is looked at then.
      if (news.failure.code === 'ENOENT' && this.#source.first() > this.#asked) {
        this.grown();
        return;
      }
      this.#failed = true;
      this.#onFailure(news);
      return;
    }
    this.#matches.append(news.rows);
    this.#scanned = news.scanned;
    this.#onChange();
  }

  state(): ViewState {
    const total = this.#source.rows();
    const matches = this.#matches;
    const view = this.#number;
    const removed = this.#source.first();
    return matches === null
      ? { view, first: removed, removed, matched: total, scanned: total, total }
      : {
          view,
          first: matches.locate(removed),
          removed,
          matched: matches.length,
          scanned: this.#scanned,
          total,
        };
  }

  /** Row numbers at these positions, fewer at the end. */
  rowsAt(start: number, count: number): readonly number[] {
    const end = Math.min(start + count, this.#matches?.length ?? this.#source.rows());
    const rows: number[] = [];
    for (let position = start; position < end; position += 1) {
      rows.push(this.#matches === null ? position : (this.#matches.at(position) ?? 0));
    }
    return rows;
  }

  /** The position of a row, or of the next row after it. */
  locate(row: number): number {
    const there = Math.max(row, this.#source.first());
    return this.#matches === null ? Math.min(there, this.#source.rows()) : this.#matches.locate(there);
  }

  /** Whether the view has the row; it may, where the scan has not come that far. */
  mayShow(row: number): boolean {
    if (this.#matches !== null && row >= this.#scanned) return true;
    return this.rowsAt(this.locate(row), 1)[0] === row;
  }

  async stop(): Promise<void> {
    await this.#host?.stop();
  }
}
