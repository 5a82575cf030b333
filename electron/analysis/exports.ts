import { basename } from 'node:path';
import type { Encoding } from '../../core/contract/draft';
import type { ExportForm } from '../../core/contract/export-forms';
import { fail, ok, type Result } from '../../core/contract/result';
import { type Disk, diskFailure } from '../capture/disk';
import { DiskCapture } from '../capture/disk-capture';
import type { ScanSegment } from '../capture/scan';
import { PcapngWriter } from './export-pcapng';
import { RowWriter, type Trees } from './export-rows';
import { FileSink } from './file-sink';

export interface ExportStart {
  readonly path: string;
  readonly form: ExportForm;
  readonly encoding: Encoding;
}

/** Rows that can be written: `first` to `end - 1`, as the capture was when it began. */
export interface ExportRange {
  readonly id: number;
  readonly first: number;
  readonly end: number;
}

interface Running {
  readonly capture: DiskCapture;
  readonly writer: RowWriter | PcapngWriter;
  readonly sink: FileSink;
}

const gone = fail({ code: 'ECANCELED' });

/**
 * Exports that are under way. Each holds the files of the capture open from its beginning on: whatever is shown,
 * removed or recorded meanwhile changes nothing for it. Never rejects.
 */
export class Exports {
  readonly #disk: Disk;
  readonly #running = new Map<number, Running>();
  #last = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  async begin(
    segments: readonly ScanSegment[],
    { path, form, encoding }: ExportStart,
  ): Promise<Result<ExportRange>> {
    let capture: DiskCapture | null = null;
    let sink: FileSink | null = null;
    try {
      capture = await DiskCapture.open(this.#disk, segments);
      sink = await FileSink.open(this.#disk, path);
      const writer = form === 'pcapng' ? new PcapngWriter() : new RowWriter(form, encoding);
      await sink.write(writer.head());
      this.#last += 1;
      this.#running.set(this.#last, { capture, writer, sink });
      return ok({ id: this.#last, first: capture.segments[0]?.firstRow ?? 0, end: capture.end });
    } catch (error) {
      await sink?.drop();
      await capture?.close();
      return fail(diskFailure(error, { target: basename(path) }));
    }
  }

  /** Writes these rows, ascending and behind those that were written before. */
  async rows(id: number, numbers: readonly number[], trees: Trees): Promise<Result<null>> {
    const running = this.#running.get(id);
    if (running === undefined) return gone;
    const { capture, writer, sink } = running;
    try {
      for await (const piece of writer.rows(capture, numbers, trees)) await sink.write(piece);
      return ok(null);
    } catch (error) {
      await this.drop(id);
      return fail(sink.failure(error));
    }
  }

  /** Puts the file in its place. */
  async finish(id: number): Promise<Result<null>> {
    const running = this.#running.get(id);
    if (running === undefined) return gone;
    const { capture, writer, sink } = running;
    this.#running.delete(id);
    await capture.close();
    try {
      await sink.write(writer.tail());
    } catch (error) {
      await sink.drop();
      return fail(sink.failure(error));
    }
    return sink.finish();
  }

  /** Called off: nothing is left of the file. */
  async drop(id: number): Promise<Result<null>> {
    const running = this.#running.get(id);
    this.#running.delete(id);
    await running?.sink.drop();
    await running?.capture.close();
    return ok(null);
  }
}
