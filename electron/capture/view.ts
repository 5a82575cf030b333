import type { LogFilter, ViewState } from '../../core/contract/log';
import { type FilterBounds, UNBOUNDED } from '../../core/filter/bounds';
import { boundsOfFilter } from './compile-query';
import { MatchList } from './match-list';
import { isUnrestricted, type ScanHost, type ScanNews, type ScanSegment, type StartScanHost } from './scan';

/** Where a view's rows come from at this moment. */
export interface ViewSource {
  /** Rows of the capture, readable ones. */
  rows(): number;
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
    const segments = this.#source.scanSegments(this.#bounds);
    this.#host.update({ view: this.#number, filter: this.filter, segments });
  }

  #take(news: ScanNews): void {
    if (news.view !== this.#number || this.#matches === null) return;
    if (news.kind === 'failed') {
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
    return matches === null
      ? { view: this.#number, matched: total, scanned: total, total }
      : { view: this.#number, matched: matches.length, scanned: this.#scanned, total };
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
    return this.#matches === null ? Math.min(row, this.#source.rows()) : this.#matches.locate(row);
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
