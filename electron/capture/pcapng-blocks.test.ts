import { describe, expect, test } from 'vitest';
import { byteTarget } from './byte-target';
import {
  DIRECTION_IN,
  DIRECTION_OUT,
  interfaceDescription,
  journalBlock,
  PACKET_OFFSET,
  packetBlockLength,
  sectionHeader,
  writePacketBlock,
} from './pcapng-blocks';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
/** Written out by hand from draft-ietf-opsawg-pcapng, with a space wherever it helps. */
const spaced = (text: string): string => text.replace(/\s+/g, '');

describe('blocks, byte by byte', () => {
  test('section header', () => {
    expect(hex(sectionHeader('Porthole 1', 'linux'))).toBe(
      spaced(`
        0a0d0d0a 3c000000  4d3c2b1a 0100 0000 ffffffffffffffff
        0300 0500 6c696e7578 000000
        0400 0a00 506f7274686f6c652031 0000
        0000 0000
        3c000000`),
    );
  });

  test('interface description: RAW, no snapshot limit, nanoseconds', () => {
    expect(hex(interfaceDescription('TCP :1', 'é'))).toBe(
      spaced(`
        01000000 34000000  6500 0000 00000000
        0200 0600 544350203a31 0000
        0300 0200 c3a9 0000
        0900 0100 09 000000
        0000 0000
        34000000`),
    );
  });

  test.each([
    [0, DIRECTION_IN, ''],
    [1, DIRECTION_OUT, 'aa 000000'],
    [3, DIRECTION_IN, 'aaaaaa 00'],
    [4, DIRECTION_OUT, 'aaaaaaaa'],
  ])('packet of %d bytes', (captured, direction, packet) => {
    const length = packetBlockLength(captured);
    const target = byteTarget(8 + length + 4);
    target.bytes.fill(0xee); // Memory is used again: padding must be written.
    target.bytes.fill(0xaa, 8 + PACKET_OFFSET, 8 + PACKET_OFFSET + captured);
    writePacketBlock(target, 8, 2, 0x18d6f5a1, 0x9abcdef0, captured, direction, 7);
    const total = hex(Uint8Array.of(length, 0, 0, 0));
    expect(hex(target.bytes)).toBe(
      spaced(`
        eeeeeeeeeeeeeeee
        06000000 ${total} 02000000 a1f5d618 f0debc9a 0${captured}000000 0${captured}000000 ${packet}
        0200 0400 0${direction}000000
        0600 0400 07000000
        0000 0000
        ${total}
        eeeeeeee`),
    );
  });

  test('journal entry, padded', () => {
    expect(hex(journalBlock(new TextEncoder().encode('A=b\nC')))).toBe(
      spaced('09000000 14000000 413d620a43 000000 14000000'),
    );
  });

  test('a name that is too long for an option is cut between characters', () => {
    const block = interfaceDescription('é'.repeat(40_000), '');
    const view = new DataView(block.buffer);
    expect(view.getUint16(18, true)).toBe(65_534);
    expect(view.getUint32(4, true)).toBe(block.length);
    expect(block.length % 4).toBe(0);
  });
});
