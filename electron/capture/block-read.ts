import { ENHANCED_PACKET, JOURNAL_EXPORT } from './pcapng-blocks';

/** Block types that Porthole only reads. */
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;

export const BLOCK_FRAME = 12;

/** A packet as it stands in a block, whatever the block's kind. Positions are in the view that it was read from. */
export interface PacketBlock {
  readonly interfaceId: number;
  /** Where the time stamp stands, -1 for a block without. */
  readonly timeAt: number;
  readonly packetAt: number;
  /** Bytes of the packet that the file has. */
  readonly captured: number;
  /** Where the options begin, -1 for a block without. */
  readonly optionsAt: number;
}

/** Sections choose their byte order; a known type's small number gives it away in any block. */
export const isLittleEndian = (view: DataView, at: number): boolean => view.getUint32(at, true) <= 0xffff;

export const blockType = (view: DataView, at: number): number => view.getUint32(at, isLittleEndian(view, at));

/** The block's total length, at least that of an empty one, so that a walk always moves on. */
export const blockLength = (view: DataView, at: number): number =>
  Math.max(BLOCK_FRAME, view.getUint32(at + 4, isLittleEndian(view, at)));

/** The time stamp at `at`, in the interface's units. */
export const rawTime = (view: DataView, at: number, little: boolean): bigint =>
  (BigInt(view.getUint32(at, little)) << 32n) | BigInt(view.getUint32(at + 4, little));

/**
 * The packet of the block at `at`, of which at least 12 bytes must be there (28 to find a packet). `snapLength` is
 * the interface's, 0 for none: a Simple Packet Block does not say how much it holds. Null when the block holds no
 * packet, or claims more than fits into it.
 */
export const packetBlock = (view: DataView, at: number, snapLength: number): PacketBlock | null => {
  const little = isLittleEndian(view, at);
  const length = view.getUint32(at + 4, little);
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
        timeAt: at + 12,
        packetAt: at + 28,
        captured,
        optionsAt: at + options,
      };
    }
    case SIMPLE_PACKET: {
      if (length < 16) return null;
      const original = view.getUint32(at + 8, little);
      const captured = Math.min(original, length - 16, snapLength === 0 ? original : snapLength);
      return { interfaceId: 0, timeAt: -1, packetAt: at + 12, captured, optionsAt: -1 };
    }
    default:
      return null;
  }
};

export const isPacketType = (type: number): boolean =>
  type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET;

export const isJournalType = (type: number): boolean => type === JOURNAL_EXPORT;
