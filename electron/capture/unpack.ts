import { basename, dirname } from 'node:path';
import { createGunzip } from 'node:zlib';
import { fail, ok, type Result } from '../../core/contract/result';
import { type CaptureFormat, formatOf, formatOfFile } from './capture-format';
import { type Disk, type DiskFile, diskFailure, PRIVATE } from './disk';
import { LOW_WATER } from './disk-guard';
import { DiskSource } from './disk-source';
import { PcapConverter } from './pcap-converter';
import type { WorkControl } from './save-capture';
import { writeAll } from './write-all';

/** A file that is read in place of the one that was to be opened. */
export interface Unpacked {
  /** At the end there was a part of a packet, or of what is compressed, of this many bytes. */
  readonly tornBytes: number;
  /** Position of what cannot be read, in what was compressed where it was; null where there is no such thing. */
  readonly damagedAt: number | null;
}

/**
 * Writes what is in the file at `path` to `to` as pcapng, in a thread where that matters. Fails as `unpack` does.
 */
export type Unpack = (
  disk: Disk,
  path: string,
  to: string,
  control: WorkControl,
) => Promise<Result<Unpacked>>;

/** Whether a file has to be unpacked before it can be read at any place: the older format, or gzip. */
export const isPacked = (format: CaptureFormat): boolean => format === 'pcap' || format === 'gzip';

/** What is compressed comes out as up to 1000 times as much, and all that comes of one piece is in memory. */
const PIECE = 32 * 1024;
/** Progress is told this often. */
const REPORT_BYTES = 1024 * 1024;
/** The free space is looked at whenever this much was written. */
const LOOK_EVERY = 64 * 1024 * 1024;

async function* piecesOf(
  source: DiskSource,
  { onProgress, signal }: WorkControl,
): AsyncGenerator<Uint8Array, void> {
  let reported = 0;
  for (let at = 0; at < source.size && !signal.aborted; ) {
    const piece = new Uint8Array(Math.min(PIECE, source.size - at));
    const read = await source.read(at, piece);
    if (read === 0) return;
    at += read;
    if (at - reported >= REPORT_BYTES || at === source.size) {
      reported = at;
      onProgress(at, source.size);
    }
    yield piece.subarray(0, read);
  }
}

/** Why what is compressed ended before its end. */
interface GzipEnd {
  why: 'end' | 'torn' | 'damaged';
}

/** What gzip holds, up to where it is damaged or ends too early: then `end` says so. */
async function* gunzipped(pieces: AsyncIterable<Uint8Array>, end: GzipEnd): AsyncGenerator<Uint8Array, void> {
  const gunzip = createGunzip();
  let out: Uint8Array[] = [];
  gunzip.on('data', (piece: Uint8Array) => out.push(piece));
  const broken = new Promise<null>((resolve) => {
    gunzip.once('error', (error: NodeJS.ErrnoException) => {
      end.why = error.code === 'Z_BUF_ERROR' ? 'torn' : 'damaged';
      resolve(null);
    });
  });
  const ended = new Promise<null>((resolve) => gunzip.once('end', () => resolve(null)));
  const taken = function* (): Generator<Uint8Array, void> {
    const some = out;
    out = [];
    yield* some;
  };
  try {
    for await (const piece of pieces) {
      const written = new Promise<null>((resolve) => {
        gunzip.write(piece, () => resolve(null));
      });
      await Promise.race([written, broken]);
      yield* taken();
      if (end.why !== 'end') return;
    }
    gunzip.end();
    await Promise.race([ended, broken]);
    yield* taken();
  } finally {
    gunzip.destroy();
  }
}

/** Turns what was unpacked into pcapng, as it comes; `null` when it is no capture. */
class Contents {
  readonly #pcap = new PcapConverter();
  #head: Uint8Array = new Uint8Array(0);
  #format: CaptureFormat = 'empty';

  get format(): CaptureFormat {
    return this.#format;
  }

  get damagedAt(): number | null {
    return this.#pcap.damagedAt;
  }

  get tornBytes(): number {
    return this.#pcap.heldBytes;
  }

  /** What is to be written. Nothing more once it is known to be no capture. */
  push(piece: Uint8Array): Uint8Array {
    let bytes = piece;
    if (this.#format !== 'pcapng' && this.#format !== 'pcap') {
      bytes = Buffer.concat([this.#head, piece]);
      this.#head = bytes;
      this.#format = formatOf(bytes.subarray(0, 4));
    }
    if (this.#format === 'pcap') return this.#pcap.push(bytes);
    return this.#format === 'pcapng' ? bytes : new Uint8Array(0);
  }

  get isNone(): boolean {
    return this.#head.length >= 4 && this.#format !== 'pcap' && this.#format !== 'pcapng';
  }
}

/**
 * Unpacks a gzip file, or turns the older pcap format into pcapng, or both. What is damaged or torn is written as
 * far as it can be read. Fails with the system's code; ENOSPC before the disk is full; ECAPTURE_NOT_PCAPNG,
 * ECAPTURE_EMPTY or ECAPTURE_DAMAGED where nothing of a capture is in it; ECAPTURE_CANCELLED. Then `to` is gone.
 */
export const unpack: Unpack = async (disk, path, to, control) => {
  const name = basename(path);
  let source: DiskSource | null = null;
  let file: DiskFile | null = null;
  let result: Result<Unpacked> = fail({ code: 'ECAPTURE_CANCELLED' });
  try {
    source = await DiskSource.open(disk, path);
    const end: GzipEnd = { why: 'end' };
    const pieces = piecesOf(source, control);
    const isGzip = (await formatOfFile(source)) === 'gzip';
    await disk.makeFolder(dirname(to));
    file = await disk.open(to, 'wx+', PRIVATE);
    const contents = new Contents();
    let written = 0;
    let look = 0;
    let room = true;
    for await (const piece of isGzip ? gunzipped(pieces, end) : pieces) {
      const bytes = contents.push(piece);
      await writeAll(file, bytes, written);
      written += bytes.length;
      if (written >= look) {
        look = written + LOOK_EVERY;
        room = (await disk.free(dirname(to)).catch(() => LOW_WATER + LOOK_EVERY)) >= LOW_WATER + LOOK_EVERY;
      }
      if (!room || contents.isNone || contents.damagedAt !== null || control.signal.aborted) break;
    }
    if (control.signal.aborted) result = fail({ code: 'ECAPTURE_CANCELLED' });
    else if (!room) result = fail({ code: 'ENOSPC' });
    else result = outcome(contents, end, written, name);
  } catch (error) {
    result = fail(diskFailure(error, { name }));
  } finally {
    await source?.close().catch(() => undefined);
    await file?.close().catch(() => undefined);
  }
  if (!result.ok) await disk.remove(to).catch(() => undefined);
  return result;
};

const outcome = (contents: Contents, { why }: GzipEnd, written: number, name: string): Result<Unpacked> => {
  const { format, damagedAt, tornBytes } = contents;
  if (written === 0) {
    if (why !== 'end' || damagedAt !== null || format === 'pcap')
      return fail({ code: 'ECAPTURE_DAMAGED', params: { name, position: 0 } });
    return fail({ code: format === 'empty' ? 'ECAPTURE_EMPTY' : 'ECAPTURE_NOT_PCAPNG', params: { name } });
  }
  return ok({ tornBytes, damagedAt: damagedAt ?? (why === 'damaged' ? written : null) });
};
