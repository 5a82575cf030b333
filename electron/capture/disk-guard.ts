import type { Failure } from '../../core/contract/failure';
import type { Disk } from './disk';

/** Recording pauses before the disk is full: a full disk breaks more than Porthole. */
export const LOW_WATER = 64 * 1024 * 1024;
const CHECK_EVERY_MS = 2000;
const MEBIBYTE = 1024 * 1024;

/** Reasons to pause that end by themselves when there is space again. */
const SPACE_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'ECAPTURE_DISK_LOW']);

interface DiskGuardOptions {
  readonly disk: Disk;
  readonly folder: string;
  readonly lowWater?: number;
  readonly checkEveryMs?: number;
  /** Why recording is paused, or null. */
  readonly paused: () => Failure | null;
  /** Bytes that must be written before recording can go on. */
  readonly pending: () => number;
  /** `free` is another than before. */
  readonly onChange: () => void;
  readonly onLow: (failure: Failure) => void;
  readonly onRoom: () => void;
}

/** Watches the free space where captures are written. */
export class DiskGuard {
  /** Bytes; null where the system does not say. */
  free: number | null = null;
  readonly #options: DiskGuardOptions;
  readonly #lowWater: number;
  readonly #timer: NodeJS.Timeout;
  #checkedAt = 0;
  #checking: Promise<void> | null = null;

  constructor(options: DiskGuardOptions) {
    this.#options = options;
    this.#lowWater = options.lowWater ?? LOW_WATER;
    this.#timer = setInterval(() => void this.check(), options.checkEveryMs ?? CHECK_EVERY_MS);
    this.#timer.unref();
  }

  /** Looks at once. Never rejects. */
  check(): Promise<void> {
    this.#checking ??= this.#look().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  async #look(): Promise<void> {
    const { disk, folder, paused, pending, onLow, onRoom } = this.#options;
    const before = this.free;
    this.free = await disk.free(folder).catch(() => null);
    if (this.free !== before) this.#options.onChange();
    if (this.free === null) return;
    const reason = paused();
    if (reason === null && this.free < this.#lowWater) onLow(this.lowFailure());
    else if (reason !== null && SPACE_CODES.has(reason.code) && this.hasRoom(pending())) onRoom();
  }

  /** With a quarter to spare, so that recording does not flutter around the mark. */
  hasRoom(pending: number): boolean {
    return this.free === null || this.free >= this.#lowWater * 1.25 + pending;
  }

  lowFailure(): Failure {
    return {
      code: 'ECAPTURE_DISK_LOW',
      params: {
        free: `${Math.floor((this.free ?? 0) / MEBIBYTE)} MiB`,
        needed: `${Math.ceil((this.#lowWater * 1.25) / MEBIBYTE)} MiB`,
      },
    };
  }

  /** A fast writer could fill the disk between two looks: half of what was left is a reason to look again. */
  written(total: number): void {
    const left = (this.free ?? Number.POSITIVE_INFINITY) - this.#lowWater;
    if (total - this.#checkedAt < left / 2) return;
    this.#checkedAt = total;
    void this.check();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
