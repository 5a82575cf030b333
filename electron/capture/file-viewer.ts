import type { Failure } from '../../core/contract/failure';
import { fail, type Result } from '../../core/contract/result';
import { type CaptureFiles, OpenedCapture, type OpeningTools } from './opened-capture';
import type { WorkControl } from './save-capture';

interface FileViewerOptions extends OpeningTools {
  /** Another file is shown, or none. */
  readonly onShown: () => void;
  /** The shown file has more rows, or its facts have changed. */
  readonly onGrown: () => void;
  /** A capture is shown no more, and its files are closed. */
  readonly onClosed: (capture: OpenedCapture) => Promise<void>;
  readonly warn: (failure: Failure) => void;
}

interface Opening {
  readonly stop: AbortController;
  readonly done: Promise<Result<null>>;
}

/**
 * The capture file that is looked at instead of the live capture, and the next one on its way in. A file is shown
 * as soon as its first rows are indexed; when the rest cannot be, the one before comes back.
 */
export class FileViewer {
  shown: OpenedCapture | null = null;
  readonly #options: FileViewerOptions;
  #opening: Opening | null = null;

  constructor(options: FileViewerOptions) {
    this.#options = options;
  }

  /** Resolves when all of it is indexed. Another `open`, or `leave`, calls it off: ECAPTURE_CANCELLED. */
  async open(wanted: CaptureFiles, control: WorkControl): Promise<Result<null>> {
    while (this.#opening !== null) await this.#callOff(this.#opening);
    const stop = new AbortController();
    const signal = AbortSignal.any([control.signal, stop.signal]);
    const opening = { stop, done: this.#open(wanted, { ...control, signal }) };
    this.#opening = opening;
    const result = await opening.done;
    if (this.#opening === opening) this.#opening = null;
    return result;
  }

  async #callOff({ stop, done }: Opening): Promise<void> {
    stop.abort();
    await done;
  }

  async #open(wanted: CaptureFiles, control: WorkControl): Promise<Result<null>> {
    const { onGrown, warn } = this.#options;
    const opened = await OpenedCapture.open(this.#options, wanted, control);
    if (!opened.ok) return opened;
    const capture = opened.value;
    const before = this.shown;
    this.#show(capture);
    capture.onGrown = () => {
      if (this.shown === capture) onGrown();
    };
    const complete = await capture.complete;
    const left = this.shown !== capture;
    if (left || !complete.ok) {
      if (!left) this.#show(before);
      else await this.#close(before);
      await this.#close(capture);
      return complete.ok ? fail({ code: 'ECAPTURE_CANCELLED' }) : complete;
    }
    await this.#close(before);
    const { damagedFrom, name } = capture;
    if (damagedFrom !== null) warn({ code: 'ECAPTURE_DAMAGED', params: { name, position: damagedFrom } });
    return complete;
  }

  #show(capture: OpenedCapture | null): void {
    this.shown = capture;
    this.#options.onShown();
  }

  /** Shows the live capture again, and closes the file. */
  async leave(): Promise<void> {
    const { shown } = this;
    this.#show(null);
    if (this.#opening !== null) await this.#callOff(this.#opening);
    await this.#close(shown);
  }

  async #close(capture: OpenedCapture | null): Promise<void> {
    if (capture === null) return;
    await capture.close();
    await this.#options.onClosed(capture);
  }
}
