import type { ByteSource } from './append-file';
import { viewOf } from './byte-target';
import { BYTE_ORDER_MAGIC, IF_NAME, IF_TSRESOL, pad4, SECTION_HEADER, SHB_USERAPPL } from './pcapng-blocks';

/** Beyond this a block's length is taken for damage. Wireshark's own limit is 16 MiB. */
const MAX_BLOCK_BYTES = 128 * 1024 * 1024;
/** Small enough that what is done with one window never holds up the sockets. */
const WINDOW = 512 * 1024;

/** A block as it stands in memory until the next one is asked for. */
export interface Block {
  readonly type: number;
  readonly little: boolean;
  /** Position in the file. */
  readonly position: number;
  readonly length: number;
  /** The whole block, from its type to the length at its end. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
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
  #window = new Uint8Array(0);
  #windowAt = 0;
  #position = 0;
  #little = true;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Rejects with the system's error when the file cannot be read. */
  async next(): Promise<Block | BlockEnd> {
    const position = this.#position;
    const left = this.#source.size - position;
    if (left === 0) return { type: null, why: 'end', position };
    const head = await this.#bytes(position, Math.min(12, left));
    if (head.length < 12) return { type: null, why: 'torn', position };
    const view = viewOf(head);
    const section = view.getUint32(0, true) === SECTION_HEADER;
    if (section) {
      const little = view.getUint32(8, true) === BYTE_ORDER_MAGIC;
      if (!little && view.getUint32(8, false) !== BYTE_ORDER_MAGIC)
        return { type: null, why: 'damaged', position };
      this.#little = little;
    } else if (position === 0) return { type: null, why: 'damaged', position };
    const length = view.getUint32(4, this.#little);
    if (length < 12 || length % 4 !== 0 || length > MAX_BLOCK_BYTES) {
      return { type: null, why: await this.#isZeros(position), position };
    }
    if (length > left) return { type: null, why: 'torn', position };
    const bytes = await this.#bytes(position, length);
    if (bytes.length < length) return { type: null, why: 'torn', position };
    const whole = viewOf(bytes);
    if (whole.getUint32(length - 4, this.#little) !== length) return { type: null, why: 'damaged', position };
    this.#position = position + length;
    return {
      type: whole.getUint32(0, this.#little),
      little: this.#little,
      position,
      length,
      bytes,
      view: whole,
    };
  }

  async #isZeros(position: number): Promise<'torn' | 'damaged'> {
    for (let at = position; at < this.#source.size; at += WINDOW) {
      const bytes = await this.#bytes(at, Math.min(WINDOW, this.#source.size - at));
      if (bytes.length === 0 || bytes.some((byte) => byte !== 0)) return 'damaged';
    }
    return 'torn';
  }

  async #bytes(position: number, length: number): Promise<Uint8Array> {
    const end = this.#windowAt + this.#window.length;
    if (position < this.#windowAt || position + length > end) {
      const wanted = Math.min(Math.max(length, WINDOW), this.#source.size - position);
      const into = new Uint8Array(wanted);
      const read = await this.#source.read(position, into);
      this.#window = into.subarray(0, read);
      this.#windowAt = position;
    }
    return this.#window.subarray(position - this.#windowAt, position - this.#windowAt + length);
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
export const sectionApplication = ({ bytes, view, length, little }: Block): string => {
  let application = '';
  eachOption(view, 24, length - 4, little, (code, at, size) => {
    if (code === SHB_USERAPPL) application = decoder.decode(bytes.subarray(at, at + size));
  });
  return application;
};

/** IF_TSOFFSET: seconds to add to every time stamp. */
const IF_TSOFFSET = 14;

export interface InterfaceDescription {
  readonly name: string;
  readonly linkType: number;
  readonly snapLength: number;
  /** Nanoseconds since the epoch from a raw time stamp. */
  readonly nanoseconds: (raw: bigint) => bigint;
}

const NANOS = 1_000_000_000n;

const timeScale = (resolution: number, offset: bigint): ((raw: bigint) => bigint) => {
  const units = (resolution & 0x80) === 0 ? 10n ** BigInt(resolution) : 1n << BigInt(resolution & 0x7f);
  const shift = offset * NANOS;
  return units === NANOS && shift === 0n ? (raw) => raw : (raw) => (raw * NANOS) / units + shift;
};

/** `number` names an interface that has no name. */
export const readInterface = (block: Block, number: number): InterfaceDescription => {
  const { bytes, view, length, little } = block;
  let name = '';
  let resolution = 6; // Microseconds, unless the block says otherwise.
  let offset = 0n;
  if (length < 20) return { name: `${number}`, linkType: -1, snapLength: 0, nanoseconds: timeScale(6, 0n) };
  eachOption(view, 16, length - 4, little, (code, at, size) => {
    if (code === IF_NAME) name = decoder.decode(bytes.subarray(at, at + size));
    else if (code === IF_TSRESOL && size >= 1) resolution = view.getUint8(at);
    else if (code === IF_TSOFFSET && size >= 8) offset = view.getBigInt64(at, little);
  });
  return {
    name: name === '' ? `${number}` : name,
    linkType: view.getUint16(8, little),
    snapLength: view.getUint32(12, little),
    nanoseconds: timeScale(resolution, offset),
  };
};
