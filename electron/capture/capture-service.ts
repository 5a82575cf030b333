import { join } from 'node:path';
import type { CaptureLimit, CaptureStatus, Leftover } from '../../core/contract/capture';
import type { Recorder } from '../../core/contract/recorder';
import { fail, ok, type Result } from '../../core/contract/result';
import { countMarks } from './capture-marks';
import { CaptureSaver } from './capture-saver';
import type { CaptureService, CaptureServiceOptions } from './capture-service-contract';
import { countRows } from './capture-source';
import { buildIndexInWorker, unpackInWorker } from './capture-worker';
import { type Disk, diskFailure, nodeDisk } from './disk';
import { FileViewer } from './file-viewer';
import { findInWorker } from './find-worker';
import { type Judge, judgedScan } from './judged-scan';
import { LeftoverFinder } from './leftover-finder';
import { Leftovers } from './leftovers';
import { LiveCapture } from './live-capture';
import { fileToOpen, leftoverToOpen, type OpenedCapture, type OpeningTools } from './opened-capture';
import { RateMeter } from './rate-meter';
import { newRunName, RunFile } from './run-file';
import { type RunOwner, thisProcess } from './run-owner';
import type { WorkControl } from './save-capture';
import type { StartScanHost } from './scan';
import { scanInWorker } from './scan-worker';
import { ShownCapture } from './shown-capture';

/** While there is a rate to show, it is shown anew this often even without traffic, until it is 0. */
const RATE_TICK_MS = 250;

const noJudge: Judge = async () => fail({ code: 'EDISSECT_OFF' });

class Service implements CaptureService {
  readonly #options: CaptureServiceOptions;
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #live: LiveCapture;
  readonly #shown: ShownCapture;
  readonly #saver: CaptureSaver;
  readonly #rates = new RateMeter();
  readonly #leftovers: Leftovers;
  readonly #tools: OpeningTools;
  readonly #file: FileViewer;
  #opens = 0;
  /** `onChange` was called and `status` was not; also until the service is handed out. */
  #announced = true;
  #rateTimer: NodeJS.Timeout | null = null;

  constructor(options: CaptureServiceOptions, startScanHost: StartScanHost, owner: RunOwner) {
    this.#options = options;
    this.#disk = options.disk ?? nodeDisk;
    this.#folder = join(options.folder, 'captures');
    const onChange = (): void => this.#changed();
    const { application, now, sentence, lowWater, checkDiskEveryMs, pressureLimit } = options;
    const run = newRunName(Number(now() / 1_000_000n));
    this.#leftovers = new Leftovers(
      new LeftoverFinder(this.#disk, this.#folder, owner, application, run),
      onChange,
    );
    this.#live = new LiveCapture({
      disk: this.#disk,
      run: new RunFile(this.#disk, this.#folder, run, owner, application),
      folder: this.#folder,
      application,
      now,
      sentence,
      onChange,
      onStored: () => {
        this.#rates.sample(this.#live.counters);
        if (this.#file.shown === null) this.#shown.grown();
      },
      lowWater,
      checkDiskEveryMs,
      pressureLimit,
    });
    if (options.limit !== undefined) this.#live.setLimit(options.limit);
    this.#tools = {
      disk: this.#disk,
      build: options.buildIndex ?? buildIndexInWorker(),
      unpack: options.unpack ?? unpackInWorker(),
      newIndex: () => {
        this.#opens += 1;
        return join(this.#folder, `${run}-opened-${this.#opens}.index`);
      },
    };
    this.#file = new FileViewer({
      ...this.#tools,
      onShown: () => this.#shown.showAgain(),
      onGrown: () => {
        this.#shown.grown();
        onChange();
      },
      onClosed: async ({ leftover }) => {
        if (leftover !== null && this.#file.shown?.leftover !== leftover)
          await this.#leftovers.released(leftover).catch(this.#tell);
      },
      warn: options.warn,
    });
    const opened = (): OpenedCapture | null => this.#file.shown;
    this.#shown = new ShownCapture({
      live: this.#live,
      opened,
      startScanHost: judgedScan(startScanHost, options.judge ?? noJudge),
      findHost: options.findHost ?? findInWorker(),
      onChange,
      warn: options.warn,
    });
    this.#saver = new CaptureSaver({
      disk: this.#disk,
      live: this.#live,
      opened,
      leftovers: this.#leftovers,
      tools: this.#tools,
      application,
      onChange,
      tell: this.#tell,
    });
  }

  get recorder(): Recorder {
    return this.#live.writer;
  }

  #changed(): void {
    if (this.#announced) return;
    this.#announced = true;
    this.#options.onChange();
  }

  /** Looks for what earlier runs left, and at the free space for the first time. */
  async start(): Promise<void> {
    try {
      await this.#disk.makeFolder(this.#folder);
      await this.#leftovers.look();
    } catch {
      // The first write says why, and recording pauses with the reason.
    }
    await this.#live.guard.check();
    this.#announced = false;
  }

  status(): CaptureStatus {
    const { writer, counters, fileBytes, unsaved, canUndoClear, guard } = this.#live;
    const { received, sent, stored, droppedSystem, droppedDisk, droppedPorthole, bytesIn, bytesOut } =
      counters;
    const opened = this.#file.shown;
    const rates = this.#rates.rates(counters);
    if (rates.in + rates.out > 0) this.#tickRates();
    this.#announced = false;
    return {
      source:
        opened === null
          ? { kind: 'live' }
          : {
              kind: 'file',
              name: opened.name,
              tornBytes: opened.tornBytes,
              leftover: opened.leftover,
            },
      rows: countRows(this.#shown.rows) - this.#shown.removed,
      removed: { rows: this.#live.removed.rows, bytes: this.#live.removed.bytes },
      marked: countMarks(this.#shown.rows),
      fileBytes: opened === null ? fileBytes : opened.wholeBytes,
      received,
      sent,
      stored,
      dropped: { system: droppedSystem, disk: droppedDisk, porthole: droppedPorthole },
      bytesIn,
      bytesOut,
      bytesInPerSecond: rates.in,
      bytesOutPerSecond: rates.out,
      recording: writer.recording,
      unsaved,
      canUndoClear,
      waiting: writer.isBehind ? writer.unwrittenBytes : null,
      diskFree: guard.free,
      leftovers: this.#leftovers.count,
    };
  }

  #tickRates(): void {
    this.#rateTimer ??= setTimeout(() => {
      this.#rateTimer = null;
      this.#changed();
    }, RATE_TICK_MS).unref();
  }

  readonly setView: CaptureService['setView'] = (...asked) => this.#shown.setView(...asked);
  readonly viewState: CaptureService['viewState'] = (...asked) => this.#shown.viewState(...asked);
  readonly viewRows: CaptureService['viewRows'] = (...asked) => this.#shown.viewRows(...asked);
  readonly page: CaptureService['page'] = (...asked) => this.#shown.page(...asked);
  readonly locate: CaptureService['locate'] = (...asked) => this.#shown.locate(...asked);
  readonly span: CaptureService['span'] = (...asked) => this.#shown.span(...asked);
  readonly rowAt: CaptureService['rowAt'] = (...asked) => this.#shown.rowAt(...asked);
  readonly find: CaptureService['find'] = (...asked) => this.#shown.find(...asked);
  readonly stopFind: CaptureService['stopFind'] = (...asked) => this.#shown.stopFind(...asked);
  readonly findProgress: CaptureService['findProgress'] = (...asked) => this.#shown.findProgress(...asked);
  readonly matches: CaptureService['matches'] = (...asked) => this.#shown.matches(...asked);
  readonly mark: CaptureService['mark'] = (...asked) => this.#shown.mark(...asked);
  readonly unmarkAll: CaptureService['unmarkAll'] = (...asked) => this.#shown.unmarkAll(...asked);
  readonly nextMark: CaptureService['nextMark'] = (...asked) => this.#shown.nextMark(...asked);
  readonly timeline: CaptureService['timeline'] = (...asked) => this.#shown.timeline(...asked);
  readonly bytes: CaptureService['bytes'] = (...asked) => this.#shown.bytes(...asked);
  readonly segments: CaptureService['segments'] = (...asked) => this.#shown.segments(...asked);
  readonly save: CaptureService['save'] = (...asked) => this.#saver.save(...asked);
  readonly handOut: CaptureService['handOut'] = (...asked) => this.#saver.handOut(...asked);
  readonly saveLeftover: CaptureService['saveLeftover'] = (...asked) => this.#saver.saveLeftover(...asked);

  async clear(): Promise<Result<null>> {
    this.#live.clear();
    this.#rates.reset(this.#live.counters);
    await this.#file.leave();
    return ok(null);
  }

  async undoClear(): Promise<Result<null>> {
    if (!this.#live.undoClear()) return fail({ code: 'ECAPTURE_NOTHING_CLEARED' });
    this.#rates.reset(this.#live.counters);
    await this.#file.leave();
    return ok(null);
  }

  async live(): Promise<Result<null>> {
    if (this.#file.shown !== null) await this.#file.leave();
    return ok(null);
  }

  /** What went wrong behind the scenes. */
  readonly #tell = (error: unknown): void => this.#options.warn(diskFailure(error, { folder: this.#folder }));

  open(path: string, control: WorkControl): Promise<Result<null>> {
    return this.#file.open(fileToOpen(path), control);
  }

  async leftovers(): Promise<readonly Leftover[]> {
    await this.#leftovers.look().catch(() => undefined);
    return this.#leftovers.list;
  }

  async openLeftover(id: string, control: WorkControl): Promise<Result<null>> {
    const left = this.#leftovers.find(id);
    if (left === undefined) return fail({ code: 'ECAPTURE_LEFTOVER_GONE' });
    return this.#file.open(leftoverToOpen(left, this.#options.application), control);
  }

  async discardLeftovers(ids: readonly string[]): Promise<Result<null>> {
    const shown = this.#file.shown?.leftover ?? null;
    if (shown !== null && ids.includes(shown)) await this.#file.leave();
    try {
      await this.#leftovers.remove(ids.flatMap((id) => this.#leftovers.find(id) ?? []));
      return ok(null);
    } catch (error) {
      return fail(diskFailure(error, { folder: this.#folder }));
    }
  }

  async setLimit(limit: CaptureLimit): Promise<void> {
    this.#live.setLimit(limit);
    this.#changed();
  }

  async resumeRecording(): Promise<Result<null>> {
    const failure = await this.#live.resume();
    return failure === null ? ok(null) : fail(failure);
  }

  async close({ discard }: { readonly discard: boolean }): Promise<void> {
    if (this.#rateTimer !== null) clearTimeout(this.#rateTimer);
    this.#leftovers.stop();
    await this.#file.leave();
    await this.#shown.stop();
    const lost = await this.#live.close(!discard && this.#live.unsaved > 0);
    if (lost > 0) this.#options.warn({ code: 'ECAPTURE_ROWS_LOST', params: { rows: lost } });
  }
}

/** Makes the folder, looks at the disk, and records from then on. No file exists before the first row. */
export const createCaptureService = async (options: CaptureServiceOptions): Promise<CaptureService> => {
  const service = new Service(options, options.startScanHost ?? scanInWorker(), await thisProcess());
  await service.start();
  return service;
};
