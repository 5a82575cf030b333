import type { FindProgress, Found } from '../../core/contract/log';
import type { Result } from '../../core/contract/result';
import type { FindHost, FindQuestion } from './find';
import type { ScanSegment } from './scan';

interface FinderOptions {
  readonly host: FindHost;
  /** The shown capture as it stands on disk. */
  readonly segments: () => Promise<readonly ScanSegment[]>;
  readonly onChange: () => void;
}

/** Looks for one row at a time in the shown capture: another question takes the place of the one before. */
export class Finder {
  /** Null when nothing is looked for. */
  progress: FindProgress | null = null;
  readonly #options: FinderOptions;
  #questions = 0;

  constructor(options: FinderOptions) {
    this.#options = options;
  }

  async find(question: Omit<FindQuestion, 'segments'>): Promise<Result<Found>> {
    const { host, segments, onChange } = this.#options;
    if (this.progress !== null) await this.stop();
    this.#questions += 1;
    const mine = this.#questions;
    const isMine = (): boolean => mine === this.#questions;
    this.progress = { done: 0, total: 0 };
    const found = await host.find({ ...question, segments: await segments() }, (progress) => {
      if (!isMine()) return;
      this.progress = progress;
      onChange();
    });
    if (!isMine()) return { ok: true, value: { found: 'stopped' } };
    this.progress = null;
    onChange();
    return found;
  }

  async matches(query: string, rows: readonly number[]): Promise<Result<readonly number[]>> {
    const { host, segments } = this.#options;
    return host.matches({ query, rows, segments: await segments() });
  }

  /** Calls off what is looked for. */
  async stop(): Promise<void> {
    this.#questions += 1;
    this.progress = null;
    await this.#options.host.stop();
  }
}
