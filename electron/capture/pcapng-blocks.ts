import type { ByteTarget } from './byte-target';
import { byteTarget } from './byte-target';

/**
 * Blocks of pcapng (draft-ietf-opsawg-pcapng), always little-endian. Pure: nothing here knows files or flows.
 * A block is: type, total length, body padded to 32 bits, total length again.
 */
export const SECTION_HEADER = 0x0a0d0d0a;
export const INTERFACE_DESCRIPTION = 1;
export const ENHANCED_PACKET = 6;
export const JOURNAL_EXPORT = 9;
export const DECRYPTION_SECRETS = 10;
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** LINKTYPE_RAW: the packet begins with an IPv4 or IPv6 header. */
export const LINKTYPE_RAW = 101;

const OPTION_END = 0;
const SHB_OS = 3;
export const SHB_USERAPPL = 4;
export const IF_NAME = 2;
export const IF_DESCRIPTION = 3;
export const IF_TSRESOL = 9;
export const EPB_FLAGS = 2;
export const EPB_QUEUE = 6;

/** `epb_flags`, bits 0 and 1. */
export const DIRECTION_IN = 1;
export const DIRECTION_OUT = 2;

const FRAME = 12;

export const pad4 = (length: number): number => (length + 3) & ~3;

interface Option {
  readonly code: number;
  readonly value: Uint8Array;
}

/** An option's length field has 16 bits; a text is cut between characters. */
const textOption = (code: number, text: string): Option => {
  const { written } = new TextEncoder().encodeInto(text, optionScratch);
  return { code, value: optionScratch.slice(0, written) };
};
const optionScratch = new Uint8Array(0xffff);

const optionsLength = (options: readonly Option[]): number =>
  options.reduce((sum, { value }) => sum + 4 + pad4(value.length), 4);

const writeOptions = ({ bytes, view }: ByteTarget, start: number, options: readonly Option[]): void => {
  let at = start;
  for (const { code, value } of options) {
    view.setUint16(at, code, true);
    view.setUint16(at + 2, value.length, true);
    bytes.set(value, at + 4);
    at += 4 + pad4(value.length);
  }
};

/** A block of its own memory: used for the few blocks that are not packets. */
const block = (type: number, fixed: number, options: readonly Option[]): ByteTarget => {
  const length = FRAME + fixed + optionsLength(options);
  const target = byteTarget(length);
  target.view.setUint32(0, type, true);
  target.view.setUint32(4, length, true);
  writeOptions(target, 8 + fixed, options);
  target.view.setUint32(length - 4, length, true);
  return target;
};

/** Section Header Block: version 1.0, section length unknown (-1), as for every file that is still growing. */
export const sectionHeader = (application: string, os: string): Uint8Array => {
  const { bytes, view } = block(SECTION_HEADER, 16, [
    textOption(SHB_OS, os),
    textOption(SHB_USERAPPL, application),
  ]);
  view.setUint32(8, BYTE_ORDER_MAGIC, true);
  view.setUint16(12, 1, true);
  view.setUint16(14, 0, true);
  view.setBigInt64(16, -1n, true);
  return bytes;
};

/** Interface Description Block: no snapshot limit, nanoseconds. */
export const interfaceDescription = (
  name: string,
  description: string,
  linkType = LINKTYPE_RAW,
): Uint8Array => {
  const { bytes, view } = block(INTERFACE_DESCRIPTION, 8, [
    textOption(IF_NAME, name),
    textOption(IF_DESCRIPTION, description),
    { code: IF_TSRESOL, value: Uint8Array.of(9) },
  ]);
  view.setUint16(8, linkType, true);
  return bytes;
};

/** Where the packet begins in an Enhanced Packet Block. */
export const PACKET_OFFSET = 28;
/** epb_flags, epb_queue, end of options. */
const PACKET_OPTIONS = 20;

export const packetBlockLength = (captured: number): number =>
  PACKET_OFFSET + pad4(captured) + PACKET_OPTIONS + 4;

/**
 * Writes an Enhanced Packet Block around a packet of `captured` bytes that stands, or will stand, at
 * `at + PACKET_OFFSET`. The time is nanoseconds since the epoch in two 32-bit halves.
 *
 * `queue` is the flow's number: an endpoint is the interface, and each of its connections one of the queues that
 * packets arrive on (`epb_queue`). It lets Porthole find a row's connection again without guessing.
 */
export const writePacketBlock = (
  { bytes, view }: ByteTarget,
  at: number,
  interfaceId: number,
  timeHigh: number,
  timeLow: number,
  captured: number,
  directionFlags: number,
  queue: number,
): void => {
  const padded = pad4(captured);
  const length = PACKET_OFFSET + padded + PACKET_OPTIONS + 4;
  view.setUint32(at, ENHANCED_PACKET, true);
  view.setUint32(at + 4, length, true);
  view.setUint32(at + 8, interfaceId, true);
  view.setUint32(at + 12, timeHigh, true);
  view.setUint32(at + 16, timeLow, true);
  view.setUint32(at + 20, captured, true);
  view.setUint32(at + 24, captured, true);
  const packet = at + PACKET_OFFSET;
  for (let i = captured; i < padded; i += 1) bytes[packet + i] = 0;
  const options = packet + padded;
  view.setUint32(options, EPB_FLAGS | (4 << 16), true);
  view.setUint32(options + 4, directionFlags, true);
  view.setUint32(options + 8, EPB_QUEUE | (4 << 16), true);
  view.setUint32(options + 12, queue, true);
  view.setUint32(options + 16, OPTION_END, true);
  view.setUint32(options + 20, length, true);
};

/** Of an Enhanced Packet Block without options. */
export const plainPacketBlockLength = (captured: number): number => PACKET_OFFSET + pad4(captured) + 4;

/** An Enhanced Packet Block without options. `time` is nanoseconds since the epoch, `original` bytes on the wire. */
export const writePlainPacketBlock = (
  { bytes, view }: ByteTarget,
  at: number,
  interfaceId: number,
  time: bigint,
  packet: Uint8Array,
  original: number,
): void => {
  const length = plainPacketBlockLength(packet.length);
  const stamp = BigInt.asUintN(64, time);
  view.setUint32(at, ENHANCED_PACKET, true);
  view.setUint32(at + 4, length, true);
  view.setUint32(at + 8, interfaceId, true);
  view.setUint32(at + 12, Number(stamp >> 32n), true);
  view.setUint32(at + 16, Number(stamp & 0xffff_ffffn), true);
  view.setUint32(at + 20, packet.length, true);
  view.setUint32(at + 24, original, true);
  bytes.set(packet, at + PACKET_OFFSET);
  bytes.fill(0, at + PACKET_OFFSET + packet.length, at + length - 4);
  view.setUint32(at + length - 4, length, true);
};

/** systemd Journal Export Block around one entry in the Journal Export Format. The block has no options. */
export const journalBlock = (entry: Uint8Array): Uint8Array => {
  const length = FRAME + pad4(entry.length);
  const { bytes, view } = byteTarget(length);
  view.setUint32(0, JOURNAL_EXPORT, true);
  view.setUint32(4, length, true);
  bytes.set(entry, 8);
  view.setUint32(length - 4, length, true);
  return bytes;
};
