import { ENHANCED_PACKET, JOURNAL_EXPORT } from './pcapng-blocks';

/** Block types that Porthole only reads. */
export const OBSOLETE_PACKET = 2;
export const SIMPLE_PACKET = 3;

export const BLOCK_FRAME = 12;

/** A packet as it stands in a block, whatever the block's kind. Offsets count from the block's first byte. */
export interface PacketBlock {
  readonly interfaceId: number;
  /** Raw time stamp in the interface's units, null where the block has none. */
  readonly time: bigint | null;
  readonly packetOffset: number;
  /** Bytes of the packet that the file has. */
  readonly captured: number;
  /** Where the options begin; null for a block without. */
  readonly optionsOffset: number | null;
}

/** Sections choose their byte order; a known type's small number gives it away in any block. */
export const isLittleEndian = (view: DataView, at: number): boolean => view.getUint32(at, true) <= 0xffff;

export const blockType = (view: DataView, at: number): number => view.getUint32(at, isLittleEndian(view, at));

export const blockLength = (view: DataView, at: number, little: boolean): number =>
  view.getUint32(at + 4, little);

const timeOf = (view: DataView, at: number, little: boolean): bigint =>
  (BigInt(view.getUint32(at, little)) << 32n) | BigInt(view.getUint32(at + 4, little));

/**
 * The packet of the block at `at`, of which at least 8 bytes must be there (28 to find a packet). `snapLength` is
 * the interface's, 0 for none: a Simple Packet Block does not say how much it holds. Null when the block holds no
 * packet, or claims more than fits into it.
 */
export const packetBlock = (view: DataView, at: number, snapLength: number): PacketBlock | null => {
  const little = isLittleEndian(view, at);
  const length = blockLength(view, at, little);
  const type = view.getUint32(at, little);
  switch (type) {
    case ENHANCED_PACKET:
    case OBSOLETE_PACKET: {
      if (length < 32 || at + 28 > view.byteLength) return null;
      const captured = view.getUint32(at + 20, little);
      const options = 28 + captured + ((4 - (captured & 3)) & 3);
      if (options > length - 4) return null;
      return {
        // The obsolete block has 16 bits for the interface, then a count of drops.
        interfaceId:
          type === ENHANCED_PACKET ? view.getUint32(at + 8, little) : view.getUint16(at + 8, little),
        time: timeOf(view, at + 12, little),
        packetOffset: 28,
        captured,
        optionsOffset: options,
      };
    }
    case SIMPLE_PACKET: {
      if (length < 16 || at + 12 > view.byteLength) return null;
      const original = view.getUint32(at + 8, little);
      const held = Math.min(original, length - 16, snapLength === 0 ? original : snapLength);
      return { interfaceId: 0, time: null, packetOffset: 12, captured: held, optionsOffset: null };
    }
    default:
      return null;
  }
};

export const isPacketType = (type: number): boolean =>
  type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET;

export const isJournalType = (type: number): boolean => type === JOURNAL_EXPORT;
