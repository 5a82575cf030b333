import { describedPath } from '../../core/contract/local-address';
import type { ByteSource } from './append-file';
import { BLOCK_FRAME } from './block-read';
import { viewOf } from './byte-target';
import {
  BYTE_ORDER_MAGIC,
  IF_DESCRIPTION,
  IF_NAME,
  IF_TSRESOL,
  pad4,
  SECTION_HEADER,
  SHB_USERAPPL,
} from './pcapng-blocks';
import { securedPortOf } from './secured-port';

/** Beyond this a block's length is taken for damage. Wireshark's own limit is 16 MiB. */
const MAX_BLOCK_BYTES = 128 * 1024 * 1024;
/** Small enough that what is done with one window never holds up the sockets. */
const WINDOW = 512 * 1024;

/** A block as it stands in the reader's window, until the window is filled anew. */
export interface Block {
  readonly type: number;
  readonly little: boolean;
  /** Position in the file. */
  readonly position: number;
  readonly length: number;
  /** The window, and where in it the block begins. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly at: number;
}

/**
 * Where reading ended: behind the last block (`end`), before a block of which only the beginning is there (`torn`),
 * or before something that is no block (`damaged`).
 */
export interface BlockEnd {
  readonly type: null;
  readonly why: 'end' | 'torn' | 'damaged';
  readonly position: number;
}

/**
 * Reads a pcapng file block by block, in big sequential pieces. Sections may change the byte order. A tail of zeros,
 * as some file systems leave it after a crash, counts as torn.
 */
export class BlockReader {
  readonly #source: ByteSource;
  /** Memory for windows of the usual size. */
  readonly #room = new Uint8Array(WINDOW);
  #bytes = this.#room.subarray(0, 0);
  #view = viewOf(this.#bytes);
  #windowAt = 0;
  #position: number;
  #little = true;

  /** From the block at `position` on; behind the first one, in a section that is little-endian. */
  constructor(source: ByteSource, position = 0) {
    this.#source = source;
    this.#position = position;
  }

  /**
   * The next block, or the end; null when `fill` must be awaited first. Blocks in the window come without a
   * promise: there may be millions of them.
   */
  next(): Block | BlockEnd | null {
    const position = this.#position;
    const at = position - this.#windowAt;
    const held = this.#bytes.length - at;
    const left = this.#source.size - position;
    if (left < BLOCK_FRAME) return { type: null, why: left === 0 ? 'end' : 'torn', position };
    if (held < BLOCK_FRAME) return null;
    const view = this.#view;
    if (view.getUint32(at, true) === SECTION_HEADER) {
      const little = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC;
      if (!little && view.getUint32(at + 8, false) !== BYTE_ORDER_MAGIC) return this.#damaged();
      this.#little = little;
    } else if (position === 0) return this.#damaged();
    const length = view.getUint32(at + 4, this.#little);
    if (length < BLOCK_FRAME || length % 4 !== 0 || length > MAX_BLOCK_BYTES) return this.#damaged();
    if (length > left) return { type: null, why: 'torn', position };
    if (length > held) return null;
    if (view.getUint32(at + length - 4, this.#little) !== length) return this.#damaged();
    this.#position += length;
    const little = this.#little;
    return { type: view.getUint32(at, little), little, position, length, bytes: this.#bytes, view, at };
  }

  #damaged(): BlockEnd {
    return { type: null, why: 'damaged', position: this.#position };
  }

  /** Reads on. Rejects with the system's error, or when the file has become shorter. */
  async fill(): Promise<void> {
    const position = this.#position;
    const head = viewOf(this.#bytes);
    const at = position - this.#windowAt;
    const known = this.#bytes.length - at >= BLOCK_FRAME ? head.getUint32(at + 4, this.#little) : 0;
    const size = Math.min(Math.max(WINDOW, known), this.#source.size - position);
    const into = size <= WINDOW ? this.#room.subarray(0, size) : new Uint8Array(size);
    const read = await this.#source.read(position, into);
    if (read < into.length) throw new Error('the file has become shorter while it was read');
    this.#bytes = into;
    this.#view = viewOf(into);
    this.#windowAt = position;
  }

  /** Whether there is nothing but zeros from `position` on. */
  async isZeros(position: number): Promise<boolean> {
    for (let at = position; at < this.#source.size; at += WINDOW) {
      const bytes = new Uint8Array(Math.min(WINDOW, this.#source.size - at));
      const read = await this.#source.read(at, bytes);
      if (read === 0 || bytes.subarray(0, read).some((byte) => byte !== 0)) return false;
    }
    return true;
  }
}

/** Calls `visit` for each option that stands whole between `from` and `to`. */
export const eachOption = (
  view: DataView,
  from: number,
  to: number,
  little: boolean,
  visit: (code: number, at: number, length: number) => void,
): void => {
  let at = from;
  while (at + 4 <= to) {
    const code = view.getUint16(at, little);
    const length = view.getUint16(at + 2, little);
    if (code === 0 || at + 4 + length > to) return;
    visit(code, at + 4, length);
    at += 4 + pad4(length);
  }
};

const decoder = new TextDecoder();

/** The program that wrote a section, empty where it does not say. */
export const sectionApplication = ({ bytes, view, at, length, little }: Block): string => {
  let application = '';
  eachOption(view, at + 24, at + length - 4, little, (code, from, size) => {
    if (code === SHB_USERAPPL) application = decoder.decode(bytes.subarray(from, from + size));
  });
  return application;
};

/** IF_TSOFFSET: seconds to add to every time stamp. */
const IF_TSOFFSET = 14;

export interface InterfaceDescription {
  readonly name: string;
  readonly linkType: number;
  readonly snapLength: number;
  /** As in `InterfaceFacts`. */
  readonly securedPort: number | null;
  /** Of a local socket; null: of another endpoint. */
  readonly path: string | null;
  /** Nanoseconds since the epoch from a raw time stamp; null: it is that already. */
  readonly nanoseconds: ((raw: bigint) => bigint) | null;
}

const NANOS = 1_000_000_000n;

const timeScale = (resolution: number, offset: bigint): InterfaceDescription['nanoseconds'] => {
  const units = (resolution & 0x80) === 0 ? 10n ** BigInt(resolution) : 1n << BigInt(resolution & 0x7f);
  const shift = offset * NANOS;
  return units === NANOS && shift === 0n ? null : (raw) => (raw * NANOS) / units + shift;
};

/** Bytes of an interface's name and description that are read: they go to the window with every row, and a file may have thousands. */
const MOST_NAME_BYTES = 1024;

/** `number` names an interface that has no name. */
export const readInterface = (block: Block, number: number): InterfaceDescription => {
  const { bytes, view, at, length, little } = block;
  let name = '';
  let description = '';
  let resolution = 6; // Microseconds, unless the block says otherwise.
  let offset = 0n;
  const nothing = {
    linkType: -1,
    snapLength: 0,
    securedPort: null,
    path: null,
    nanoseconds: timeScale(6, 0n),
  };
  if (length < 20) return { name: `${number}`, ...nothing };
  eachOption(view, at + 16, at + length - 4, little, (code, from, size) => {
    const text = (): string => decoder.decode(bytes.subarray(from, from + Math.min(size, MOST_NAME_BYTES)));
    if (code === IF_NAME) name = text();
    else if (code === IF_DESCRIPTION) description = text();
    else if (code === IF_TSRESOL && size >= 1) resolution = view.getUint8(from);
    else if (code === IF_TSOFFSET && size >= 8) offset = view.getBigInt64(from, little);
  });
  return {
    name: name === '' ? `${number}` : name,
    linkType: view.getUint16(at + 8, little),
    snapLength: view.getUint32(at + 12, little),
    securedPort: securedPortOf(description),
    path: describedPath(description),
    nanoseconds: timeScale(resolution, offset),
  };
};
